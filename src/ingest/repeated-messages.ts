/**
 * Messages whose id exists on the channel. Most are plain repeats, and keep the result of the storing statement. Three
 * other cases are distinguished here, afterwards and off the hot path: the content of a placeholder; the same message
 * under another address of its person; and, where a provider's ids are unique within a chat only, another person's
 * message.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { isAddress } from '../database/is-address.js';
import { as, bool, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { parseProviderAddress } from '../domain/identity/provider-address.js';
import { toPersons } from '../domain/identity/to-persons.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { MessageDirection, WebhookEventStatus } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { completeMessage, hasContent, isPlaceholderSql } from '../messages/complete-message.js';
import type { PreparedMessage } from '../messages/message-row.js';
import { recordVerdicts, verdictParameters } from './ledger.js';

/** The result for a repeated message. */
export type Repeat =
  | { readonly type: 'same'; readonly result: IngestResult }
  /** Another message that has the same id in its chat; it must be stored under this key. */
  | { readonly type: 'other'; readonly messageKey: string };

/** Classifies repeated messages. */
export interface RepeatedMessages {
  /**
   * Settles a message that was not stored, as its id is known.
   * @param recorded the result of the storing statement; null when it wrote nothing
   */
  settle(message: PreparedMessage, recorded: IngestResult | null): Promise<Repeat>;
  /** True if the message would complete a placeholder; changes nothing. */
  wouldComplete(message: PreparedMessage): Promise<boolean>;
  /** True if the message is no repeat, or would complete a placeholder; changes nothing. */
  wouldChange(message: PreparedMessage): Promise<boolean>;
}

interface KnownRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly address: string;
  readonly text: string | null;
  readonly sentAt: Date;
  readonly isPlaceholder: boolean;
  /** True if one of the addresses in the repeat belongs to the person of the known message. */
  readonly isTheirs: boolean;
}

const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('c');
const identity = tableOf(ContactIdentity).of('ci');

const findKnown = statement(
  'find-known-message',
  sql`select ${as('messageId', message.id)}, ${as('conversationId', message.conversationId)}, ${as('address', conversation.address)},
          ${as('text', message.text)}, ${as('sentAt', message.sentAt)}, ${as('isPlaceholder', bool(`${isPlaceholderSql('m')}`))}, ${as(
            'isTheirs',
            bool(`exists (
            select 1 from unnest($4::text[], $5::text[]) as a(kind, canonical)
              join ${tableOf(ContactIdentity).table} ci on ${isAddress('ci', 'a.kind', 'a.canonical')}
             where ${identity.contactId} = ${conversation.contactId})`),
          )}
     from ${tableOf(Message).table} m join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.externalId} = $3`,
);

/** Creates the classifier; one per process. */
export function createRepeatedMessages(database: Database): RepeatedMessages {
  const find = async ({ item, event, row }: PreparedMessage): Promise<KnownRow | null> => {
    const { tenantId } = item.account;
    const addresses = toPersons([event.from, ...(event.alsoKnownAs ?? [])], item.account);
    const [known] = await database.query(
      findKnown,
      [
        ...[tenantId, row.channelId, row.externalId],
        ...[addresses.map(({ kind }) => kind), addresses.map(({ canonical }) => canonical)],
      ],
      database.keyedPool,
    );
    return known ?? null;
  };

  const complete = async ({ item, row }: PreparedMessage): Promise<IngestResult | null> => {
    const { tenantId } = item.account;
    const completed = await database.publish(
      tenantId,
      async transaction => {
        const done = await completeMessage(transaction, tenantId, row, MessageDirection.INBOUND);
        if (done === null) return null;
        const { messageId } = done;
        const verdict = { item, channelId: row.channelId, messageId, reason: completedReason };
        await transaction.query(
          recordVerdicts,
          verdictParameters(tenantId, [{ ...verdict, status: WebhookEventStatus.PROCESSED }]),
        );
        transaction.emit(...done.events);
        return done;
      },
      database.keyedPool,
    );
    return (
      completed && {
        ...{ ledgerId: item.ledgerId, status: WebhookEventStatus.PROCESSED, reason: completedReason },
        ...{ channelId: row.channelId, conversationId: completed.conversationId },
        ...{ messageId: completed.messageId, isNewContact: false },
      }
    );
  };

  const recordRepeat = async (repeat: PreparedMessage, known: KnownRow): Promise<IngestResult> => {
    const { item, row } = repeat;
    const result: IngestResult = {
      ...{ ledgerId: item.ledgerId, status: WebhookEventStatus.DUPLICATE, reason: otherAddressReason },
      ...{ channelId: row.channelId, conversationId: known.conversationId },
      ...{ messageId: null, isNewContact: false },
    };
    const { status, reason, channelId } = result;
    const verdicts = verdictParameters(item.account.tenantId, [{ item, status, reason, channelId }]);
    await database.query(recordVerdicts, verdicts, database.keyedPool);
    return result;
  };

  return {
    settle: async (repeat, recorded) => {
      const known = await find(repeat);
      if (known === null) {
        if (recorded !== null) return { type: 'same', result: recorded };
        // The conflicting row was deleted: the message can be stored now.
        return { type: 'other', messageKey: repeat.row.externalId };
      }
      const { row } = repeat;
      const isTold = isToldAgain(repeat, known);
      const otherKey = otherKeyOf(repeat, known);
      if (otherKey !== null) return { type: 'other', messageKey: otherKey };
      const completed = known.isPlaceholder && hasContent(row) ? await complete(repeat) : null;
      const result = completed ?? recorded ?? (await recordRepeat(repeat, known));
      return {
        type: 'same',
        result: known.isTheirs || !isTold ? result : { ...result, sameAs: known.address },
      };
    },
    wouldComplete: async repeat => hasContent(repeat.row) && ((await find(repeat))?.isPlaceholder ?? false),
    wouldChange: async given => {
      const known = await find(given);
      if (known === null) return true;
      const otherKey = otherKeyOf(given, known);
      if (otherKey === null) return known.isPlaceholder && hasContent(given.row);
      const other = { ...given, row: { ...given.row, externalId: otherKey } };
      const same = await find(other);
      return same === null || (same.isPlaceholder && hasContent(given.row));
    },
  };
}

const completedReason = 'It brought the content of a message that had been announced without one.';
const otherAddressReason = 'The message is known, under another address of its person.';

/** The key in its chat of a different message; the known one has the same id in another chat. */
function otherKeyOf(repeat: PreparedMessage, known: KnownRow): string | null {
  const key = repeat.event.keyInChat ?? null;
  const isOther = repeat.row.externalId !== key && !known.isTheirs && !isToldAgain(repeat, known);
  return isOther ? key : null;
}

/**
 * True if it is the same message, reported once under the phone and once under the address that hides it: same id, same
 * second, same text. That attests that both addresses are one person's.
 */
function isToldAgain({ item, event, person, row }: PreparedMessage, known: KnownRow): boolean {
  if (event.sentAt === null || known.sentAt.getTime() !== new Date(row.sentAt).getTime()) return false;
  if (known.text !== row.text && !known.isPlaceholder && hasContent(row)) return false;
  const first = parseProviderAddress(known.address, item.account);
  return first.type === 'person' && (first.phone === null) !== (person.phone === null);
}
