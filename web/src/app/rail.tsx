import { Link, useLocation } from 'wouter';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { Icon, type IconName, Menu, useMedia } from '../ui/index.js';
import { pages } from './pages.js';

/** Links to the pages that the viewer may see; on a phone a bar at the bottom. Nothing when the inbox is all there is. */
export function Rail({ path }: { readonly path: string }) {
  const { viewer } = useCompany();
  const [, navigate] = useLocation();
  const isNarrow = useMedia('(max-width: 767px)');
  const shown = pages.filter(
    ({ permission, isHidden }) =>
      !isHidden && (permission === null || viewer.permissions.includes(permission)),
  );
  if (shown.length === 0) return null;
  const isInbox = path === '/' || path.startsWith('/c/');
  return (
    <nav className="rail" aria-label={t('pages')}>
      <RailLink path="/" label={t('inbox')} icon="inbox" isCurrent={isInbox} />
      {isNarrow ? (
        <Menu
          label={t('more')}
          className="icon-button"
          entries={shown.map(({ path: target, label }) => ({
            key: target,
            label: t(label),
            isChecked: path.startsWith(target),
            onSelect: () => navigate(target),
          }))}
        >
          <Icon name="more" />
        </Menu>
      ) : (
        shown.map(page => (
          <RailLink
            key={page.path}
            path={page.path}
            label={t(page.label)}
            icon={page.icon}
            isCurrent={path === page.path || path.startsWith(`${page.path}/`)}
          />
        ))
      )}
    </nav>
  );
}

interface RailLinkProps {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly isCurrent: boolean;
}

function RailLink({ path, label, icon, isCurrent }: RailLinkProps) {
  return (
    <Link href={path} title={label} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} />
      <span className="rail-name">{label}</span>
    </Link>
  );
}
