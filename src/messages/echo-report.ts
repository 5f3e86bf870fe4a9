/**
 * Echoes: provider reports of messages sent from our numbers, matched with the outbox message where there is one, which
 * settles a send with an unknown outcome.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { lockMessageKey } from '../database/lock-message-key.js';
import type { NewEvent } from '../database/publish.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { applyStatus, MessageStatus } from '../domain/delivery-status.js';
import { isUuid } from '../domain/uuid-v7.js';
import { MessageDirection, SendOutcomeKind } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';
import { attemptStarted } from './attempts.js';
import { enqueueNextIfSettled } from './conversation-order.js';
import {
  assignExternalId,
  type LockedRow,
  lockedProperties,
  lockMessage,
  toEvents,
  toLocked,
} from './locked-message.js';
import { recordStatus } from './message-status.js';
import { applyWaitingReports } from './waiting-reports.js';

/** A message that, according to the provider, was sent from one of our numbers. */
export interface EchoReport {
  readonly tenantId: string;
  readonly channelId: string;
  /** The provider's id of the message. */
  readonly messageKey: string;
  /** The correlation id that we gave the provider, if it returns it: the message's id. */
  readonly correlationId: string | null;
  /** Kind of the recipient's identity. */
  readonly identityKind: string;
  readonly canonical: string;
  readonly text: string | null;
  readonly hasAttachments: boolean;
  readonly at: Date | null;
  /** True when an API call made it, false when a person typed it, null when the provider does not say. */
  readonly isFromApi: boolean | null;
  readonly sourceEventId: string | null;
}

/** The result of matching an echo. */
export type EchoMatch =
  /** The outbox's message; the caller publishes `events` last in the same transaction. */
  | { readonly type: 'own'; readonly messageId: string; readonly events: readonly NewEvent[] }
  /** Not from the outbox; `repeats` is our message with the same text, already sent under another provider id. */
  | { readonly type: 'outside'; readonly repeats: RepeatedMessage | null };

/** An outbox message that was sent a second time. */
export interface RepeatedMessage {
  readonly messageId: string;
  /** True if an attempt of unknown outcome explains the repeat. */
  readonly isExplained: boolean;
}

const messages = tableOf(Message);
const message = messages.of('m');
const named = messages.of('k');
const conversation = tableOf(Conversation).of('c');
const identity = tableOf(ContactIdentity).of('i');
const attempts = tableOf(SendAttempt);
const attempt = attempts.of('a');

/** Apps trim blanks at the ends. */
const blanks = "E' \\n\\r\\t'";

/** Maximum lag of a vendor phone's clock behind ours. */
const clockSkew = '2 minutes';
/** Maximum delay of an echo after the send was accepted: files are fetched first. */
const latestEcho = '5 minutes';

/** Maximum delay of a send after the message was written: Green API keeps its queue for 24 hours. */
const longestQueue = '25 hours';

const findNamedStatement = statement(
  'outbox-find-echoed',
  sql`select ${messages.select('m', lockedProperties)} from ${messages.table} m
    where ${message.id} = coalesce(
            (select ${named.id} from ${messages.table} k
              where ${named.channelId} = $2 and ${named.externalId} = $3 and ${named.direction} = ${quoted(MessageDirection.OUTBOUND)}),
            $4::uuid)
      and ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
      for no key update`,
);

/** To the same person, under any of their addresses: vendors report under a lid what was sent to a phone. */
const ofSameWords = `from ${messages.table} m
     join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
     join ${tableOf(ContactIdentity).table} i on ${identity.contactId} = ${conversation.contactId} and ${identity.tenantId} = $1
    where ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
      and ${identity.kind} = $3 and ${identity.canonical} = $4 and ${message.hasAttachments} = $6
      and btrim(coalesce(${message.text}, ''), ${blanks}) = btrim(coalesce($5, ''), ${blanks})
      and ${message.sourceEventId} is null and ${message.createdAt} > now() - interval '${longestQueue}'`;

/**
 * The newest one: only one message of a conversation is in flight at a time, and its echo follows at once. A vendor
 * that accepts messages without returning an id (ChatFlow) leaves them SENT without one; those match while their echo
 * can be due, by its own clock, so that the same text typed on the phone an hour later is a separate message.
 */
const findOpenStatement = statement(
  'outbox-find-open',
  sql`select ${messages.select('m', lockedProperties)} ${ofSameWords}
      and ${message.externalId} is null and (${message.status} in (${quoted(MessageStatus.SENDING, MessageStatus.UNKNOWN)}) or (
        ${message.status} = ${quoted(MessageStatus.SENT)} and exists (
          select 1 from ${attempts.table} a where ${attempt.messageId} = ${message.id} and ${attempt.outcome} = ${quoted(SendOutcomeKind.ACCEPTED)}
             and coalesce($7::timestamptz, now()) between ${attempt.startedAt} - interval '${clockSkew}'
                 and coalesce(${attempt.finishedAt}, ${attempt.startedAt}) + interval '${latestEcho}')))
    order by ${message.id} desc limit 1 for no key update of m`,
);

const isExplained = bool(`exists (
            select 1 from ${attempts.table} a
             where ${attempt.messageId} = ${message.id} and ${attempt.outcome} in (${quoted(SendOutcomeKind.UNKNOWN, attemptStarted)}))`);

const findRepeatedStatement = statement(
  'outbox-find-repeated',
  sql`select ${as('messageId', message.id)}, ${as('isExplained', isExplained)}
     ${ofSameWords} and ${message.externalId} is not null and ${message.externalId} <> $7
    order by ${message.id} desc limit 1`,
);

/**
 * Matches an echo with an outbox message, inside the caller's transaction: by the provider's id on the channel, by our
 * own id when the provider returns it, else (some providers return nothing) by the same text to the same person, in
 * flight or UNKNOWN. The message gets the provider's id and counts as SENT.
 *
 * Takes the lock of the message key, so the caller may store the message itself when there is no match.
 */
export async function matchEcho(transaction: Transaction, report: EchoReport): Promise<EchoMatch> {
  const { tenantId, channelId, messageKey, correlationId } = report;
  await lockMessageKey(transaction, channelId, messageKey);
  const ownId = correlationId !== null && isUuid(correlationId) ? correlationId : null;
  const known = [tenantId, channelId, messageKey, ownId];
  const [row] = await transaction.query(findNamedStatement, known);
  const found = row ?? (await findOpen(transaction, report));
  if (found) return settle(transaction, found, report);
  return { type: 'outside', repeats: await findRepeated(transaction, report) };
}

/** Applies the status reports that arrived before a message sent outside; returns the events for them. */
export async function adoptWaitingReports(
  transaction: Transaction,
  tenantId: string,
  messageId: string,
): Promise<readonly NewEvent[]> {
  const locked = await lockMessage(transaction, tenantId, messageId);
  if (locked === null) return [];
  await applyWaitingReports(transaction, locked);
  return toEvents(locked);
}

async function settle(transaction: Transaction, row: LockedRow, report: EchoReport): Promise<EchoMatch> {
  const locked = toLocked(row);
  const isNamed =
    locked.externalId === null && (await assignExternalId(transaction, locked, report.messageKey));
  if (applyStatus(locked.status, MessageStatus.SENT).applied) {
    const { at, sourceEventId } = report;
    await recordStatus(transaction, locked, { status: MessageStatus.SENT, at, failure: null, sourceEventId });
  }
  if (isNamed) await applyWaitingReports(transaction, locked);
  await enqueueNextIfSettled(transaction, locked);
  return { type: 'own', messageId: locked.id, events: toEvents(locked) };
}

/** The parameters of `ofSameWords`. */
function sameWords(report: EchoReport): unknown[] {
  const { tenantId, channelId, identityKind, canonical, text, hasAttachments } = report;
  return [tenantId, channelId, identityKind, canonical, text, hasAttachments];
}

async function findOpen(transaction: Transaction, report: EchoReport): Promise<LockedRow | undefined> {
  if (report.isFromApi === false || !saysSomething(report)) return undefined;
  const parameters = [...sameWords(report), report.at];
  const [row] = await transaction.query(findOpenStatement, parameters);
  return row;
}

async function findRepeated(transaction: Transaction, report: EchoReport): Promise<RepeatedMessage | null> {
  if (report.isFromApi !== true || !saysSomething(report)) return null;
  const parameters = [...sameWords(report), report.messageKey];
  const [row] = await transaction.query(findRepeatedStatement, parameters);
  return row ?? null;
}

/** Without a text and a file, a message cannot be recognised. */
function saysSomething({ text, hasAttachments }: EchoReport): boolean {
  return hasAttachments || (text ?? '').trim() !== '';
}
