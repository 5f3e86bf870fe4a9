/** The session of this tab. All tabs share the cookie; each has an access token of its own, in memory. */
import { createTokenKeeper, type TokenKeeper, type Tokens } from 'trunkline-client';
import {
  type BrowserSession,
  changePassword,
  refresh,
  SessionError,
  type SessionUser,
  signIn,
  signOut,
} from './session-requests.js';

/** What the page shows. */
export type SessionState =
  | { readonly kind: 'STARTING' | 'SIGNED_OUT' | 'UNREACHABLE' }
  | { readonly kind: 'SIGNED_IN'; readonly user: SessionUser };

/** Message between tabs; contains no token. */
type TabMessage = { readonly kind: 'BEGUN'; readonly userId: string } | { readonly kind: 'ENDED' };

let state: SessionState = { kind: 'STARTING' };
const listeners = new Set<() => void>();
const tabs = new BroadcastChannel('trunkline-inbox');

const setState = (next: SessionState): void => {
  state = next;
  for (const listener of listeners) listener();
};

/** The refresh token is not known here: its place is filled. */
const toTokens = ({ accessToken, expiresAt }: BrowserSession): Tokens => ({
  ...{ accessToken, expiresAt, refreshToken: 'cookie' },
});

/** A change of the password ends the session of the cookie, and its answer brings the cookie of the next one. */
let changing: Promise<unknown> = Promise.resolve();
const refreshInTurn = async (): Promise<BrowserSession> => {
  await changing;
  return refresh();
};

/** The keeper of the access token. */
export const keeper: TokenKeeper = createTokenKeeper({
  url: '',
  name: 'trunkline-inbox-session',
  refresh: async () => {
    try {
      return toTokens(await refreshInTurn());
    } catch (error) {
      if (error instanceof SessionError && error.code === 'UNAUTHENTICATED') return 'REFUSED';
      throw error;
    }
  },
  onEnd: reason => {
    if (reason === 'SIGNED_OUT') setState({ kind: 'SIGNED_OUT' });
    if (reason !== 'REFUSED') return;
    // Another tab may have begun a session while this one asked with the cookie of the last one.
    setState({ kind: 'STARTING' });
    void session.resume();
  },
});

/** Sessions that began in this browser since the page was loaded. */
let begun = 0;

const begin = async (session: BrowserSession): Promise<void> => {
  await keeper.start(toTokens(session));
  setState({ kind: 'SIGNED_IN', user: session.user });
};

/** Begins a session and tells the other tabs. */
const beginHere = async (next: BrowserSession): Promise<void> => {
  await begin(next);
  tabs.postMessage({ kind: 'BEGUN', userId: next.user.id } satisfies TabMessage);
};

tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
  if (data.kind === 'ENDED') {
    if (state.kind === 'SIGNED_IN') void keeper.end();
    return;
  }
  begun += 1;
  if (state.kind === 'SIGNED_IN' && state.user.id !== data.userId) location.reload();
  else if (state.kind === 'SIGNED_OUT') void session.resume();
};

/** Use in components: `useSyncExternalStore(session.subscribe, session.state)`. */
export const session = {
  state: (): SessionState => state,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /**
   * Continues the session of the cookie, if there is one.
   *
   * @param asked the answer of the server, when it was asked already
   */
  async resume(asked: Promise<BrowserSession> | null = null): Promise<void> {
    const before = begun;
    try {
      await begin(await (asked ?? refreshInTurn()));
    } catch (error) {
      const isRefused = error instanceof SessionError && error.code === 'UNAUTHENTICATED';
      if (isRefused && begun > before) return session.resume();
      setState({ kind: isRefused ? 'SIGNED_OUT' : 'UNREACHABLE' });
    }
  },
  /** @throws SessionError when refused */
  async signIn(credentials: Parameters<typeof signIn>[0]): Promise<void> {
    await beginHere(await signIn(credentials));
  },
  /** Changes the password; this browser stays signed in. @throws SessionError when refused */
  async changePassword(passwords: Parameters<typeof changePassword>[0]): Promise<void> {
    const change = changePassword(passwords);
    changing = change.catch(() => {});
    await beginHere(await change);
  },
  /** Ends the session in every tab of this browser, or of every device. */
  async signOut(isEverywhere: boolean): Promise<void> {
    // Without a connection the cookie stays; the page does not use it again before the next load.
    await signOut(isEverywhere).catch(() => {});
    tabs.postMessage({ kind: 'ENDED' } satisfies TabMessage);
    await keeper.end();
  },
};
