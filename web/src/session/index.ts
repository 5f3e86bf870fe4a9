/** The session: its state, its token, the page to sign in. */
export { keeper, session } from './session.js';
export type { SessionUser } from './session-requests.js';
export { SessionError } from './session-requests.js';
export { SignIn } from './sign-in.js';
