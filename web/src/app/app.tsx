import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Provider } from 'urql';
import { Router } from 'wouter';
import { followErasures, Outbox } from '../composer/index.js';
import { basePath, isTataOnly } from '../config/page-config.js';
import {
  isListPath,
  ListPlaceholder,
  readFilters,
  startQuery,
  tataChannels,
  toJudge,
  toServerFilter,
} from '../conversations/index.js';
import { takeFirstAnswer } from '../early/index.js';
import { loadLocale, t } from '../i18n/index.js';
import { type Company, Desk, DeskContext } from '../live/index.js';
import { keeper, type SessionUser, SignIn, session } from '../session/index.js';
import { loadLayers, registerChannels, useLocale } from '../ui/index.js';
import { DeskPage } from './desk-page.js';
import { Frame } from './frame.js';
import { useFreshCompany } from './use-fresh-company.js';

/** The application: without a session the page to sign in, else the desk. */
export function App() {
  const state = useSyncExternalStore(session.subscribe, session.state);
  if (state.kind === 'STARTING') return null;
  if (state.kind === 'SIGNED_OUT') return <SignIn />;
  if (state.kind !== 'SIGNED_IN') return <Unreachable onRetry={() => void session.resume()} />;
  return <SignedIn key={state.user.id} user={state.user} />;
}

interface Started {
  readonly desk: Desk;
  readonly company: Company;
  readonly outbox: Outbox;
  readonly channels: readonly string[] | null;
}

function SignedIn({ user }: { readonly user: SessionUser }) {
  const [started, setStarted] = useState<Started | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt begins again
  useEffect(() => {
    let isCurrent = true;
    const desk = new Desk(keeper, takeFirstAnswer);
    let outbox: Outbox | undefined;
    let stopFollowing = () => {};
    setFailed(false);
    start(desk, user.id)
      .then(({ company, channels }) => {
        if (!isCurrent) return;
        outbox = new Outbox(desk, user.id);
        stopFollowing = followErasures(desk, outbox, user.id);
        setStarted({ desk, company, outbox, channels });
      })
      .catch(() => isCurrent && setFailed(true));
    return () => {
      isCurrent = false;
      desk.stop();
      outbox?.stop();
      stopFollowing();
    };
  }, [user.id, attempt]);
  if (hasFailed) return <Unreachable onRetry={() => setAttempt(count => count + 1)} />;
  if (!started) return <Starting />;
  return <Running {...started} />;
}

function Running({ desk, company: first, outbox, channels }: Started) {
  useLocale();
  const company = useFreshCompany(desk, first);
  useEffect(loadLayers, []);
  return (
    <Provider value={desk.client}>
      <DeskContext value={{ desk, company }}>
        <Router base={basePath}>
          <Frame>
            <DeskPage outbox={outbox} channels={channels} />
          </Frame>
        </Router>
      </DeskContext>
    </Provider>
  );
}

/** One request for everything of the first screen; `/tata-chat/` has to know its numbers before. */
async function start(desk: Desk, viewerId: string) {
  const query = startQuery();
  if (isListPath()) history.replaceState(null, '', `${location.pathname}${query}`);
  const filters = readFilters(query);
  const begin = async (channels: readonly string[] | null) => {
    const scope = { viewerId, channels };
    const company = await desk.start(toServerFilter(filters, scope), toJudge(filters, scope));
    registerChannels(company.channels.nodes);
    await loadLocale(null, [company.viewer.locale, company.tenant.locale]);
    return { company, channels };
  };
  if (!isTataOnly) return begin(null);
  return begin(tataChannels(await desk.readCompany()));
}

/** The list without rows, in its place. */
function Starting() {
  return (
    <div className="frame">
      <main className="shell shows-list" aria-busy="true" aria-label={t('starting')}>
        <div className="side">
          <ListPlaceholder />
        </div>
      </main>
    </div>
  );
}

/** Longer than the timeout of a request; spread, so that the tabs of a company do not all come at the same moment. */
const retryMs = () => 8_000 + Math.random() * 4_000;

function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  const retry = useRef(onRetry);
  retry.current = onRetry;
  useEffect(() => {
    const tryAgain = () => retry.current();
    const timer = setInterval(tryAgain, retryMs());
    addEventListener('online', tryAgain);
    return () => {
      clearInterval(timer);
      removeEventListener('online', tryAgain);
    };
  }, []);
  return (
    <main className="notice" role="alert">
      <p>{t('unreachable')}</p>
      <button type="button" className="button" onClick={onRetry}>
        {t('tryAgain')}
      </button>
    </main>
  );
}
