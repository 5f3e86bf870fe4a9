import { type ReactNode, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { DemoPlace } from '../demo/index.js';
import { t } from '../i18n/index.js';
import { useCompany, useConnection, useIsNewBuild } from '../live/index.js';
import { useNotices } from '../notify/index.js';
import { Toasts, useMedia, useVisualViewport } from '../ui/index.js';
import { PageBoundary } from './page-boundary.js';
import { pageAt } from './pages.js';
import { Rail } from './rail.js';
import { useFirstRun } from './use-first-run.js';

/** The frame: banner, rail, and the inbox or another page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [path, navigate] = useLocation();
  useVisualViewport();
  useFirstRun();
  const isNarrow = useMedia('(max-width: 767px)');
  const connection = useConnection();
  const isEnded = connection === 'ENDED';
  const openId = /^\/c\/([\w-]+)$/.exec(path)?.[1] ?? null;
  useNotices(openId, id => navigate(`/c/${id}`));
  const isNewBuild = useIsNewBuild();
  const isInbox = path === '/' || path.startsWith('/c/');
  return (
    <div className="frame">
      {/* The first link of the page. */}
      {isInbox && !(isNarrow && path === '/') && (
        <a className="skip" href="#thread">
          {t('skipToThread')}
        </a>
      )}
      {connection === 'LOST' ? (
        <p className="banner" role="status">
          {t('reconnecting')}
        </p>
      ) : (
        (isEnded || isNewBuild) && (
          <p className="banner" role="status">
            {t(isNewBuild ? 'newVersion' : 'streamEnded')}{' '}
            <button type="button" className="link" onClick={() => location.reload()}>
              {t('reload')}
            </button>
          </p>
        )
      )}
      <Rail path={path} />
      {isInbox ? children : <Outlet path={path} />}
      <Toasts />
      <DemoPlace />
    </div>
  );
}

/** The page of an address, or the reason why there is none. */
function Outlet({ path }: { readonly path: string }) {
  const { viewer } = useCompany();
  const entry = pageAt(path);
  if (!entry) return <Notice text={t('noPage')} />;
  const { permission, component: Component } = entry;
  if (permission !== null && !viewer.permissions.includes(permission))
    return <Notice text={t('notAllowed', { permission })} />;
  return (
    <PageBoundary key={entry.path}>
      <Suspense fallback={<p className="notice">{t('loading')}</p>}>
        <Component />
      </Suspense>
    </PageBoundary>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <main className="notice">
      <p>{text}</p>
      <Link href="/" className="button">
        {t('toInbox')}
      </Link>
    </main>
  );
}
