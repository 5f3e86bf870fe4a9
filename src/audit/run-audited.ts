/** Runs an operation so that its changes are recorded with their actor. */
import { userInfo } from 'node:os';
import { type ActivityActor, runWithCause } from '../database/activities/activity-cause.js';
import { ActivityActorKind, CredentialKind } from '../domain/vocabulary.js';
import { type AuditRow, auditedCommands, auditedMutations } from './audit-table.js';

/** The caller of a request. */
export interface AuditedRequest {
  /** Null without a signed-in user. */
  readonly viewer: {
    readonly tenantId: string;
    readonly userId: string;
    /** The session of the access token. */
    readonly sessionId?: string | null;
    /** The API token, instead of a session. */
    readonly apiToken?: { readonly id: string } | null;
  } | null;
  readonly clientAddress: string | null;
  readonly userAgent?: string | null;
}

const maxUserAgentChars = 300;

/** Runs a mutation, or a route that has the row of one. */
export function runAuditedMutation<Result>(
  name: string,
  { viewer, clientAddress, userAgent }: AuditedRequest,
  work: () => Result,
): Result {
  const tokenId = viewer?.apiToken?.id ?? null;
  const credentialKind = tokenId === null ? CredentialKind.SESSION : CredentialKind.API_TOKEN;
  return run(auditedMutations[name], work, {
    tenantId: viewer?.tenantId ?? null,
    actorKind: viewer ? ActivityActorKind.USER : ActivityActorKind.ANONYMOUS,
    actorId: viewer?.userId ?? null,
    credentialKind: viewer ? credentialKind : null,
    credentialId: tokenId ?? viewer?.sessionId ?? null,
    ipAddress: clientAddress,
    userAgent: userAgent?.slice(0, maxUserAgentChars) ?? null,
  });
}

/** Runs a command; its actor is the operator, by the name of the user of the operating system. */
export function runAuditedCommand<Result>(name: string, work: () => Result): Result {
  return run(auditedCommands[name], work, {
    ...{ tenantId: null, actorKind: ActivityActorKind.OPERATOR, actorId: null },
    ...{ credentialKind: CredentialKind.COMMAND_LINE, credentialId: findUserName() },
    ...{ ipAddress: null, userAgent: null },
  });
}

function run<Result>(row: AuditRow | undefined, work: () => Result, actor: ActivityActor): Result {
  return row === undefined || 'notRecorded' in row ? work() : runWithCause(actor, row, work);
}

/** Containers may run under a number without a name. */
function findUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
