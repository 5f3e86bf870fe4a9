/** Who asks: what an access token attests after it was checked. */
import type { Role } from '../domain/vocabulary.js';

/**
 * What an answer may depend on, apart from its arguments. Shared subscription executions are grouped by it and
 * get nothing else, so a viewer cannot be shown what another scope may see.
 */
export interface ViewerScope {
  readonly tenantId: string;
  readonly role: Role;
}

/** A signed-in user. */
export interface Viewer extends ViewerScope {
  readonly userId: string;
  /** When the access token ends; sockets close then. */
  readonly expiresAt: Date;
  /** The user's `sessionEpoch` that the token was made with. */
  readonly sessionEpoch: number;
}
