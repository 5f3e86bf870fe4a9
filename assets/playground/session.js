/**
 * The signed-in session of this browser tab. It is kept in sessionStorage, so a reload keeps it and another tab
 * signs in for itself: a refresh token works once and cannot be shared.
 */

const storageKey = 'trunkline:playground-session';
const refreshAheadMs = 60_000;
const unreachable = 'The server cannot be reached. Is it running?';

/** `onChange(session | null)` hears of sign-in and sign-out, `onProblem(text)` of a session that ended by itself. */
export function createSession({ onChange, onProblem }) {
  let session = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
  let refreshing = null;
  let timer;

  const keep = next => {
    session = next;
    clearTimeout(timer);
    if (next === null) sessionStorage.removeItem(storageKey);
    else {
      sessionStorage.setItem(storageKey, JSON.stringify(next));
      timer = setTimeout(() => void freshToken(), Math.max(0, msLeft() - refreshAheadMs));
    }
  };
  const msLeft = () => Date.parse(session.expiresAt) - Date.now();

  const refresh = async () => {
    const before = session;
    try {
      const next = await post('/auth/refresh', { refreshToken: before.refreshToken });
      // Meanwhile somebody may have signed out.
      if (session === before) keep(next);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (session === before) end('Your session has ended. Sign in again.');
    }
  };

  /** Refreshes the token now, once for all who ask at the same time. Ends the session when the server refuses. */
  const renew = async () => {
    if (session === null) return;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    // A server that is away does not end the session: the token may still be good for a minute.
    await refreshing.catch(() => onProblem(unreachable));
  };

  /** The access token, refreshed when it is about to end; null when nobody is signed in. */
  const freshToken = async () => {
    if (refreshing !== null || (session !== null && msLeft() < refreshAheadMs)) await renew();
    return session?.accessToken ?? null;
  };

  const end = problem => {
    if (session === null) return;
    keep(null);
    onChange(null);
    if (problem) onProblem(problem);
  };

  if (session !== null) keep(session);
  return {
    get user() {
      return session?.user ?? null;
    },
    freshToken,
    renew,
    /** Throws an Error whose message is for the reader. */
    signIn: async (email, password) => {
      keep(await post('/auth/login', { email, password }));
      onChange(session);
    },
    end,
  };
}

/** The server said no. */
class Refusal extends Error {}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error(unreachable);
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  const text = answer?.error?.message ?? `The server answered ${response.status}.`;
  throw response.status < 500 && response.status !== 429 ? new Refusal(text) : new Error(text);
}
