import type { SessionClient } from '../../accounts/session-client.js';
import { runAuditedMutation } from '../../audit/run-audited.js';

/** Runs what a mutation of a user without an access token does, with the mutation's row of the audit table. */
export function runSessionMutation<Result>(
  mutation: string,
  client: SessionClient,
  work: () => Result,
): Result {
  const { address: clientAddress, userAgent } = client;
  return runAuditedMutation(mutation, { viewer: null, clientAddress, userAgent }, work);
}
