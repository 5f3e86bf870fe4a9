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

/** The keeper of the access token. */
export const keeper: TokenKeeper = createTokenKeeper({
  url: '',
  name: 'trunkline-inbox-session',
  refresh: async () => {
    try {
      return toTokens(await refresh());
    } catch (error) {
      if (error instanceof SessionError && error.code === 'UNAUTHENTICATED') return 'REFUSED';
      throw error;
    }
  },
  onEnd: reason => {
    if (reason !== 'REPLACED') setState({ kind: 'SIGNED_OUT' });
  },
});

const begin = async (session: BrowserSession): Promise<void> => {
  await keeper.start(toTokens(session));
  setState({ kind: 'SIGNED_IN', user: session.user });
};

tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
  if (data.kind === 'ENDED') {
    if (state.kind === 'SIGNED_IN') void keeper.end();
    return;
  }
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
    try {
      await begin(await (asked ?? refresh()));
    } catch (error) {
      const isRefused = error instanceof SessionError && error.code === 'UNAUTHENTICATED';
      setState({ kind: isRefused ? 'SIGNED_OUT' : 'UNREACHABLE' });
    }
  },
  /** @throws SessionError when refused */
  async signIn(credentials: Parameters<typeof signIn>[0]): Promise<void> {
    const begun = await signIn(credentials);
    await begin(begun);
    tabs.postMessage({ kind: 'BEGUN', userId: begun.user.id } satisfies TabMessage);
  },
  /** Changes the password; this browser stays signed in. @throws SessionError when refused */
  async changePassword(passwords: Parameters<typeof changePassword>[0]): Promise<void> {
    await begin(await changePassword(passwords));
  },
  /** Ends the session in every tab of this browser, or of every device. */
  async signOut(isEverywhere: boolean): Promise<void> {
    // Without a connection the cookie stays; the page does not use it again before the next load.
    await signOut(isEverywhere).catch(() => {});
    tabs.postMessage({ kind: 'ENDED' } satisfies TabMessage);
    await keeper.end();
  },
};
