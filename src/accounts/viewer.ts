/** The viewer: claims of a verified access token. */
import type { Role } from '../domain/vocabulary.js';

/**
 * What a response may depend on, apart from its arguments. Shared subscription executions are grouped by it and get
 * nothing else, so a viewer cannot be shown data of another scope.
 */
export interface ViewerScope {
  readonly tenantId: string;
  readonly role: Role;
}

/** A signed-in user. */
export interface Viewer extends ViewerScope {
  readonly userId: string;
  /** Expiry of the access token; sockets close then. */
  readonly expiresAt: Date;
  /** The user's `sessionEpoch` when the token was issued. */
  readonly sessionEpoch: number;
}
