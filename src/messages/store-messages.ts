/**
 * Stores inbound messages of any companies, all or nothing, by the function `store_inbound_messages` of the database.
 *
 * It finds each message's conversation, inserts what is missing of its person (contact, address, lead, conversation),
 * the new messages and the first note of a new lead, moves conversations and topics, and writes the ledger and the event
 * log. A message whose (channel, external id) exists changes only the ledger.
 *
 * A message has no row in the result, and changes nothing, when its conversation is missing and cannot be inserted
 * there: no `sender` is given, its contact was merged, or it is stored under another address.
 */
import { type FieldValue, toRecordArray } from '../database/record-array.js';
import { storingStatements } from '../delivery/stored-row.js';
import type { AccountEntry } from '../domain/account-entry.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { toReplyAddress } from '../domain/identity/provider-address.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { UpsertedContact } from '../people/upsert-contacts.js';
import type { MessageRow, PreparedMessage } from './message-row.js';
import { allColumns } from './row-columns.js';

/** Columns of `inbound_message` that the message's row does not have; they follow it. */
const moreColumns = ['noteId', 'sender', 'made'] as const;

/** All columns of `inbound_message`, in order. */
export const inboundColumns = ['tenantId', ...allColumns, ...moreColumns] as const;

/** SQLSTATE: a conversation was inserted for a message that is stored under another address; nothing was written. */
export const storedElsewhere = 'TL001';

/** $1 the messages (`storeParameters`), $2 how long to wait for a lock, such as `250ms`; null for the statement's limit. */
export const storeMessages = storingStatements(
  'store-messages',
  {
    facts: {
      n: 'f.n',
      messageId: 'f.message_id',
      conversationId: 'f.conversation_id',
      isStored: 'f.is_stored',
      openedFrom: 'f.opened_from',
      hasWaiting: 'f.has_waiting',
      position: 'f.position',
      eventCount: 'f.event_count',
      at: 'f.at',
      was: 'f.was',
      newLeadId: 'f.lead_id',
      isNewConversation: 'f.is_new_conversation',
      noteId: 'f.note_id',
      updatedLeadId: 'f.updated_lead_id',
      leadFields: 'f.lead_fields',
    },
    aliases: {
      message: '(f.message)',
      conversation: '(f.conversation)',
      channel: '(f.channel)',
      contact: '(f.contact)',
    },
  },
  (columns, hasRows) =>
    `select ${columns} from store_inbound_messages($1::inbound_message[], ${hasRows}, $2) as f`,
);

/** A message to store. */
export interface MessageToStore {
  readonly prepared: PreparedMessage;
  /** Rows of its person that were inserted before, in the same transaction; else the function inserts what is missing. */
  readonly made?: UpsertedContact;
  /** True if its conversation is expected to be there: nothing is inserted for its person. */
  readonly isExpected?: boolean;
}

/** The parameters of `storeMessages`. */
export function storeParameters(
  messages: readonly MessageToStore[],
  lockTimeoutMs: number | null,
): readonly unknown[] {
  const rows = messages.map(({ prepared, made, isExpected }) => [
    prepared.item.account.tenantId,
    ...allColumns.map(column => toValue(column, prepared.row)),
    ...(made ? [uuidV7(), null, toMade(made)] : isExpected ? noPerson : toSender(prepared)),
  ]);
  return [toRecordArray(rows), lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`];
}

function toValue(column: keyof MessageRow, row: MessageRow): FieldValue {
  // No file is null there, so that a batch without files is seen at a glance.
  return column === 'attachments' && row.attachments === '[]' ? null : row[column];
}

const toMade = ({ leadId, isNewLead, isNewConversation }: UpsertedContact): string =>
  JSON.stringify({ lead_id: isNewLead ? leadId : null, is_new_conversation: isNewConversation });

const noPerson: readonly FieldValue[] = [null, null, null];

/** Note, sender, nothing made. An event that names more addresses of the person may concern several contacts. */
function toSender({ event, item, person }: PreparedMessage): readonly FieldValue[] {
  if (event.alsoKnownAs !== undefined && event.alsoKnownAs.length > 0) return noPerson;
  return [uuidV7(), JSON.stringify(toPerson(person, item.account, event.senderName)), null];
}

/** The rows of a person, in the form that the function reads. */
function toPerson(person: MessengerPerson, account: AccountEntry, name: string | null) {
  return {
    contact_id: uuidV7(),
    identity_id: uuidV7(),
    lead_id: uuidV7(),
    conversation_id: uuidV7(),
    match_key: person.matchKey,
    name,
    phone: person.phone?.e164 ?? null,
    raw: person.raw,
    match_keys: person.matchKeys,
    reply_to: toReplyAddress(account, person),
    stage_id: account.firstStageId,
    provider: account.kind,
  };
}
