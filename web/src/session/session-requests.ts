/** Requests to the session routes; the refresh token is in a cookie that this page cannot read. */

/** The user of a session. */
export interface SessionUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** A session as the server returns it. */
export interface BrowserSession {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly user: SessionUser;
}

/** A refused request. */
export class SessionError extends Error {
  readonly code: string;
  readonly reason: string | null;
  constructor(code: string, message: string, reason: string | null) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

const timeoutMs = 7_000;
const headers = { 'x-trunkline-client': 'inbox' };

/** Signs in. @throws SessionError when refused */
export const signIn = (credentials: {
  readonly email: string;
  readonly password: string;
  readonly otp?: string;
}): Promise<BrowserSession> => post('/auth/session', credentials);

/** Exchanges the cookie. @throws SessionError when there is no session */
export const refresh = (): Promise<BrowserSession> => post('/auth/session/refresh', {});

/** Changes the password and ends all other sessions. @throws SessionError when refused */
export const changePassword = (passwords: {
  readonly currentPassword: string;
  readonly newPassword: string;
}): Promise<BrowserSession> => post('/auth/session/password', passwords);

/** Ends the session of this browser, or all of the user's. A session that has ended already is no error. */
export async function signOut(isEverywhere: boolean): Promise<void> {
  const query = isEverywhere ? '?everywhere=true' : '';
  await fetch(`/auth/session${query}`, { method: 'DELETE', headers, signal: AbortSignal.timeout(timeoutMs) });
}

async function post(path: string, body: object): Promise<BrowserSession> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const {
    code = `HTTP_${response.status}`,
    message = response.statusText,
    reason = null,
  } = answer.error ?? {};
  throw new SessionError(code, message, reason);
}
