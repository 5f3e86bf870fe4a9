/** The viewer: claims of a verified access token. */
import type { Permission } from '../domain/permission.js';
import type { Role } from '../domain/vocabulary.js';

/**
 * What a response may depend on, apart from its arguments. Shared subscription executions are grouped by it and get
 * nothing else, so a viewer cannot be shown data of another scope.
 */
export interface ViewerScope {
  readonly tenantId: string;
  /** True if the company requires a second factor and the user has none: only enrolment is allowed. */
  readonly mustEnrol?: boolean;
  /** Sorted. */
  readonly permissions: readonly Permission[];
}

/** A signed-in user. */
export interface Viewer extends ViewerScope {
  readonly userId: string;
  /** The session of the token. Its end ends the token. */
  readonly sessionId: string;
  /** Role of the user when the token was issued; a credential can have fewer permissions than its user's role. */
  readonly role: Role;
  /** Expiry of the access token; sockets close then. */
  readonly expiresAt: Date;
  /** The user's `sessionEpoch` when the token was issued. */
  readonly sessionEpoch: number;
}
