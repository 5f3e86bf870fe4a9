/**
 * The signed-in session of this browser tab. It is kept in sessionStorage: a reload keeps it, another browser tab signs
 * in for itself, because a refresh token works once and cannot be shared.
 */
import { type ReadonlySignal, signal } from '@preact/signals';

/** Who is signed in. */
export interface SessionUser {
  readonly id: string;
  readonly email: string;
  readonly role: string;
}

interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly user: SessionUser;
}

/** The session of the page. */
export interface PageSession {
  readonly user: ReadonlySignal<SessionUser | null>;
  /** The access token, refreshed when it is about to expire; null when signed out. */
  freshToken(): Promise<string | null>;
  /** Refreshes the token now, once for all who ask at the same time. Ends the session when the server refuses. */
  renew(): Promise<void>;
  /** @throws CodeNeeded after which it is repeated with `otp`, Error with a message for the reader */
  signIn(email: string, password: string, otp?: string): Promise<void>;
  end(problem?: string): void;
  /** Ends the session on the server too. */
  signOut(): void;
}

/** Shown wherever the server does not answer. */
export const unreachable = 'The server cannot be reached. Is it running?';

const storageKey = 'trunkline:playground-session';
const refreshAheadMs = 60_000;

/**
 * @param endpoint path of the GraphQL endpoint
 * @param onProblem called with a sentence for the reader when a session ended by itself
 */
export function createSession(endpoint: string, onProblem: (text: string) => void): PageSession {
  let session: Session | null = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
  let refreshing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const user = signal<SessionUser | null>(session?.user ?? null);

  const keep = (next: Session | null): void => {
    session = next;
    clearTimeout(timer);
    if (next === null) sessionStorage.removeItem(storageKey);
    else {
      sessionStorage.setItem(storageKey, JSON.stringify(next));
      timer = setTimeout(() => void freshToken(), Math.max(0, msLeft(next) - refreshAheadMs));
    }
    if (user.value?.id !== next?.user.id) user.value = next?.user ?? null;
  };

  const refresh = async (): Promise<void> => {
    const before = session;
    if (before === null) return;
    try {
      const next = await post('/auth/refresh', { refreshToken: before.refreshToken });
      // Meanwhile the user may have signed out.
      if (session === before) keep(next);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (session === before) end('Your session has ended. Sign in again.');
    }
  };

  const renew = async (): Promise<void> => {
    if (session === null) return;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    // A server that is away does not end the session: the token may still be valid for a minute.
    await refreshing.catch(() => onProblem(unreachable));
  };

  const freshToken = async (): Promise<string | null> => {
    if (refreshing !== null || (session !== null && msLeft(session) < refreshAheadMs)) await renew();
    return session?.accessToken ?? null;
  };

  const end = (problem?: string): void => {
    if (session === null) return;
    keep(null);
    if (problem) onProblem(problem);
  };

  if (session !== null) keep(session);
  return {
    user,
    freshToken,
    renew,
    signIn: async (email, password, otp) =>
      keep(await post('/auth/login', { email, password, ...(otp ? { otp } : {}) })),
    end,
    signOut: () => {
      const token = session?.accessToken;
      end();
      // An expired token cannot end its session; the session expires without a refresh.
      void fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: 'mutation { signOut(input: {}) { ended } }' }),
      }).catch(() => null);
    },
  };
}

const msLeft = ({ expiresAt }: Session): number => Date.parse(expiresAt) - Date.now();

/** The server said no. */
class Refusal extends Error {}

/** The password is right, and a code of the second factor is needed. */
export class CodeNeeded extends Refusal {}

async function post(path: string, body: unknown): Promise<Session> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error(unreachable);
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  if (answer?.error?.code === 'SECOND_FACTOR_REQUIRED') throw new CodeNeeded(answer.error.message);
  const text = answer?.error?.message ?? `The server answered ${response.status}.`;
  throw response.status < 500 && response.status !== 429 ? new Refusal(text) : new Error(text);
}
