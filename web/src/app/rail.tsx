import { Link, useLocation } from 'wouter';
import { pageConfig } from '../config/page-config.js';
import { showDemo, useDemo } from '../demo/index.js';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { Icon, type IconName, Menu, useMedia } from '../ui/index.js';
import { pages } from './pages.js';

/** Links to the pages that the viewer may see; on a phone a bar at the bottom. Nothing when the inbox is all there is. */
export function Rail({ path }: { readonly path: string }) {
  const { viewer } = useCompany();
  const [, navigate] = useLocation();
  const { isOpen } = useDemo();
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
          entries={[
            ...shown.map(({ path: target, label }) => ({
              key: target,
              label: t(label),
              isChecked: path.startsWith(target),
              onSelect: () => navigate(target),
            })),
            ...(pageConfig.hasSimulators
              ? [{ key: 'demo', label: t('demo'), isChecked: isOpen, onSelect: () => showDemo(!isOpen) }]
              : []),
          ]}
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
      {pageConfig.hasSimulators && !isNarrow && (
        <button
          type="button"
          className="rail-button"
          title={t('demo')}
          aria-pressed={isOpen}
          onClick={() => showDemo(!isOpen)}
        >
          <Icon name="demo" />
          <span className="rail-name">{t('demo')}</span>
        </button>
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
