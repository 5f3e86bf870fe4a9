/**
 * The job that sends one message to its provider.
 *
 * Read, claim (commit), call with no transaction open, conclude (commit). A crash before the claim leaves nothing
 * behind and the job is run again; a crash after it leaves a started attempt, which the next run turns into UNKNOWN. So
 * a message can be sent twice only where the provider deduplicates it, or a user accepted it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.js';
import type { MessageStatus } from '../domain/delivery-status.js';
import { ConfigurationInvalidError } from '../domain/errors.js';
import { AuthorKind, type ProviderKind } from '../domain/vocabulary.js';
import { defaultMaxSendAttempts } from '../messages/back-off.js';
import { claimMessage } from '../messages/claim-message.js';
import { type Conclusion, concludeAttempt } from '../messages/conclude-attempt.js';
import { isUnsettled } from '../messages/conversation-order.js';
import { enqueueSend, type JobRun, type SendJob } from '../messages/send-job.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import type { OutboundAttachment, OutboundMessage, SendOutcome } from '../providers/contract/send.js';
import { writeCredentialsState } from './credentials-state.js';
import { type OutgoingRow, readOutgoing, toOutbound } from './outgoing-row.js';
import type { Pacer } from './pacer.js';
import { writeSendFault } from './send-fault.js';

/** Log stages of the outbox. */
export type OutboxLog = (stage: string, facts: Readonly<Record<string, unknown>>) => void;

/** Options of `createSendMessage`. */
export interface SendMessageOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
  readonly http: ProviderHttp;
  /** Decrypts an account's credentials; null for an account without any. */
  readonly openCredentials: (accountId: string, cipher: string | null) => ProviderCredentials;
  readonly pacer: Pacer;
  /** Base URL at which providers reach this server, for status callbacks; none by default. */
  readonly publicUrl?: () => string;
  /** The files of a message, in order. A process that sends no files needs none. */
  readonly filesOf?: (tenantId: string, messageId: string) => Promise<readonly OutboundAttachment[]>;
  /** Reason not to send a message of the system or an assistant any longer; null when it is still valid. */
  readonly findOutdatedReason?: (
    tenantId: string,
    messageId: string,
    authorKind: AuthorKind,
  ) => Promise<string | null>;
  /** Messages per second and channel; by default the provider's limit for the number. Null for no limit. */
  readonly sendsPerSecond?: (provider: Provider) => number | null;
  readonly maxAttempts?: number;
  readonly log: OutboxLog;
}

/** Runs the job; without `run` no other process may run it at the same time. */
export type SendMessage = (job: SendJob, run?: JobRun) => Promise<void>;

/** Creates the job. */
export function createSendMessage(options: SendMessageOptions): SendMessage {
  const {
    database,
    getProvider,
    openCredentials,
    http,
    pacer,
    log,
    maxAttempts = defaultMaxSendAttempts,
  } = options;

  return async (job, run) => {
    const row = await readOutgoing(database, job.tenantId, job.messageId);
    if (row === null) return;
    if (isUnsettled(row.status) && isSealedWithAnotherKey(row)) {
      await writeSendFault(database, job.tenantId, job.channelId, keyMissing);
      log('credentials sealed with another key', { messageId: job.messageId, accountId: row.accountId });
      await enqueueSend(database, job, { delayMs: keyWaitMs });
      return;
    }
    const provider = getProvider(row.kind);
    const rate = options.sendsPerSecond ? options.sendsPerSecond(provider) : paceOf(provider, row);
    const spacingMs = rate === null || !isUnsettled(row.status) ? 0 : 1_000 / rate;
    const outdated = mayBeOutdated(row, job)
      ? await options.findOutdatedReason?.(job.tenantId, job.messageId, row.authorKind)
      : null;
    // Before the permit and the claim: files or a database that cannot be read now leave nothing behind.
    const files = row.hasAttachments ? ((await options.filesOf?.(job.tenantId, job.messageId)) ?? []) : [];
    const claimed = await pacer.withPermit(job.channelId, spacingMs, async use => {
      const claim = await claimMessage(database, job, provider.capabilities.idempotentSend, run ?? null);
      if (claim.type === 'claimed') use();
      return claim;
    });
    if (claimed === null) {
      await enqueueSend(database, job, { at: run?.runAt });
      return;
    }
    if (claimed.result.type !== 'claimed') return;
    const { attempt } = claimed.result;
    const outcome = outdated
      ? refuse(row.authorKind === AuthorKind.AI ? 'ANSWER_OUTDATED' : 'NOTICE_OUTDATED', outdated)
      : await send(provider, toOutbound(job, row, files, options.publicUrl?.() ?? null), row);
    const status = await conclude({ job, attempt, outcome, maxAttempts, run });
    await noteFault(job, row, outcome);
    await noteCredentials(job, row, outcome);
    const { messageId } = job;
    log('sent', { messageId, provider: row.kind, attempt, outcome: outcome.outcome, status });
  };

  /** A wrong SECRETS_KEY is the operator's mistake, and no reason to fail a message: it waits for the right key. */
  function isSealedWithAnotherKey({ accountId, credentialsCipher }: OutgoingRow): boolean {
    try {
      openCredentials(accountId, credentialsCipher);
      return false;
    } catch (error) {
      return error instanceof ConfigurationInvalidError;
    }
  }

  function paceOf(provider: Provider, { channelExternalId, accountId, credentialsCipher }: OutgoingRow) {
    if (!provider.sendsPerSecond) return provider.capabilities.sendsPerSecond;
    try {
      return provider.sendsPerSecond(channelExternalId, openCredentials(accountId, credentialsCipher));
    } catch {
      // Unreadable credentials send nothing; `send` reports that.
      return provider.capabilities.sendsPerSecond;
    }
  }

  /** A fault of the number, not of the message, is reported once, and cleared by the next successful send. */
  async function noteFault(job: SendJob, row: OutgoingRow, outcome: SendOutcome): Promise<void> {
    const fault = outcome.outcome === 'REJECTED' && outcome.isAccountFault ? outcome.detail : null;
    if (fault === null && !(row.hasSendFault && outcome.outcome === 'ACCEPTED')) return;
    const isNews = await writeSendFault(database, job.tenantId, job.channelId, fault);
    if (isNews && fault !== null) log('provider refuses the number', { channelId: job.channelId, fault });
  }

  /** Written only when it changes: a refusal by HTTP 401, and the first success. */
  async function noteCredentials(job: SendJob, row: OutgoingRow, outcome: SendOutcome): Promise<void> {
    const isRefused = outcome.outcome === 'REJECTED' && outcome.httpStatus === 401;
    const wasRefused = row.credentialsAccepted === false;
    const isAccepted = outcome.outcome === 'ACCEPTED' && row.credentialsAccepted !== true;
    if (row.credentialsCipher !== null && (isAccepted || (isRefused && !wasRefused)))
      await writeCredentialsState(database, job.tenantId, row, isAccepted, isRefused || wasRefused);
  }

  async function send(provider: Provider, outbound: OutboundMessage, row: OutgoingRow): Promise<SendOutcome> {
    if (row.isOptedOut) {
      const detail = `The person opted out of messages at this address (${row.optedOutReason ?? 'no reason'}).`;
      return refuse('RECIPIENT_OPTED_OUT', detail);
    }
    let credentials: ProviderCredentials;
    try {
      credentials = openCredentials(row.accountId, row.credentialsCipher);
    } catch (error) {
      log('credentials unreadable', { accountId: row.accountId, error: String(error) });
      const detail = "The account's credentials cannot be read; enter them again.";
      return refuse(null, detail);
    }
    try {
      return await provider.send(outbound, credentials, http);
    } catch (error) {
      // A provider must not throw. When one does, the request may have been sent before.
      log('provider threw', { messageId: outbound.messageId, error: String(error) });
      return { outcome: 'UNKNOWN', detail: 'Sending broke off in the server.', httpStatus: null };
    }
  }

  /** The message was sent: the outcome is written as soon as the database responds, with retries for a limited time. */
  async function conclude(conclusion: Conclusion): Promise<MessageStatus | null> {
    for (let waitMs = 100, waitedMs = 0; ; waitedMs += waitMs, waitMs = Math.min(waitMs * 2, 2_000)) {
      try {
        return await concludeAttempt(database, conclusion);
      } catch (error) {
        if (waitedMs >= longestConcludeMs) throw error;
        log('outcome not written yet', { messageId: conclusion.job.messageId, error: String(error) });
        await delay(waitMs);
      }
    }
  }
}

/** A user who sends an assistant's answer again wants it to leave. */
const mayBeOutdated = ({ authorKind }: OutgoingRow, { attemptsBefore }: SendJob): boolean =>
  authorKind === AuthorKind.SYSTEM || (authorKind === AuthorKind.AI && attemptsBefore === 0);

/** The outcome of an attempt that ended before anything was sent. */
const refuse = (providerCode: string | null, detail: string): SendOutcome => ({
  outcome: 'REJECTED',
  providerCode,
  detail,
  httpStatus: null,
});

/** Shown in the number's health while its messages wait. */
const keyMissing =
  "The server cannot open the account's credentials; messages wait until its operator repairs it.";
const keyWaitMs = 60_000;

/** After this the job fails, and its next run finds a started attempt: UNKNOWN, as the response was never stored. */
const longestConcludeMs = 60_000;
