/** The viewer: who sends a request, by its credential. */
import { createHash } from 'node:crypto';
import { type Permission, permissionsKey } from '../domain/permission.js';
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
  /** The numbers that the credential is limited to, sorted; null for all. */
  readonly channelIds: readonly string[] | null;
  /** The user of a subscription that is not shared with other users; absent in all others. */
  readonly personalTo?: string;
}

/** A user with the credential of a request. */
export interface Viewer extends ViewerScope {
  readonly userId: string;
  /** The session of an access token, whose end ends the token; null for an API token. */
  readonly sessionId: string | null;
  /** The API token; null for a session. */
  readonly apiToken: {
    readonly id: string;
    readonly secretHash: string;
    /** The assistant that is the author of what it sends; null: its user. */
    readonly assistantId: string | null;
  } | null;
  /** Role of the user when the token was issued; a credential can have fewer permissions than its user's role. */
  readonly role: Role;
  /** Expiry of the credential; sockets close then. */
  readonly expiresAt: Date;
  /** The user's `sessionEpoch` when the token was issued. */
  readonly sessionEpoch: number;
}

/** The scope of a viewer, without what identifies the user. */
export function toScope({ tenantId, mustEnrol, permissions, channelIds }: Viewer): ViewerScope {
  return { tenantId, ...(mustEnrol === undefined ? {} : { mustEnrol }), permissions, channelIds };
}

const keys = new WeakMap<ViewerScope, string>();

/** Key of a scope: equal for viewers who may share results. */
export function scopeKey(scope: ViewerScope): string {
  const known = keys.get(scope);
  if (known !== undefined) return known;
  const { tenantId, mustEnrol, permissions, channelIds, personalTo } = scope;
  const numbers =
    channelIds === null ? '*' : createHash('sha256').update(channelIds.join()).digest('base64url');
  const key = [tenantId, mustEnrol === true, permissionsKey(permissions), numbers, personalTo ?? ''].join();
  keys.set(scope, key);
  return key;
}
