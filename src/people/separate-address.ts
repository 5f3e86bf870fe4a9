/**
 * Takes one address out of a contact: with its conversations it becomes a contact with a lead of its own. For people who
 * were found under one address though nothing merged them, so that there is no merge to undo. An address of one of the
 * company's own numbers that has no conversation is removed: it is no contact's.
 */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { type ChannelNames, type OwnKeys, toOwnKeys } from '../domain/identity/own-addresses.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge, type MovedRows } from '../entities/contact-merge.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Note } from '../entities/note.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { type LockedContact, lockContacts } from './lock-contacts.js';
import { lockPeopleRows, type PeopleRows } from './people-rows.js';

/** Which address becomes a contact of its own. */
export interface SeparateOrder {
  readonly tenantId: string;
  readonly userId: string;
  readonly identityId: string;
  /** Name of the new contact, or null. */
  readonly name: string | null;
}

/** The contact that has the address now, or that it was removed from, and what happened. */
export interface Separated {
  readonly contactId: string;
  readonly events: readonly NewEvent[];
}

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const notes = tableOf(Note);
const bookings = tableOf(Booking);
const merges = tableOf(ContactMerge);
const [contact, identity, conversation, note, booking, merge, stage, tenant] = [
  contacts.of('c'),
  identities.of('ci'),
  conversations.of('v'),
  notes.of('n'),
  bookings.of('b'),
  merges.of('m'),
  tableOf(LeadStage).of('s'),
  tableOf(Tenant).of('t'),
];

type Address = Pick<ContactIdentity, 'id' | 'contactId' | 'kind' | 'canonical' | 'matchKeys'>;

const readAddress = statement(
  'separate-read-address',
  `select ${identities.select('ci', ['id', 'contactId', 'kind', 'canonical', 'matchKeys'])} from ${identities.table} ci
    where ${identity.tenantId} = $1 and ${identity.id} = $2`,
);

/** Every address of the contact, the first one first, with what the company's own numbers are called by. */
const readSituation = statement(
  'separate-read-situation',
  `select (select json_agg(json_build_object('id', ${identity.id}, 'matchKeys', ${identity.matchKeys}) order by ${identity.id})
             from ${identities.table} ci where ${identity.tenantId} = $1 and ${identity.contactId} = $2) as addresses,
          ${channelNamesOf('$1')} as "channelNames", ${tenant.defaultCountry} as "defaultCountry",
          (select ${stage.id} from ${tableOf(LeadStage).table} s where ${stage.tenantId} = $1 order by ${stage.position} limit 1) as "firstStageId"
     from ${tableOf(Tenant).table} t where ${tenant.id} = $1`,
);

/** Who holds a key: the contact itself, one that was merged into it, or another person. */
const readHolder = statement(
  'separate-read-key-holder',
  `select ${contact.id} as id, ${contact.mergedIntoId} as "mergedIntoId", exists (
            select 1 from ${merges.table} m where ${merge.tenantId} = $1 and ${merge.mergedId} = ${contact.id} and ${merge.undoneAt} is null) as "wasMerged"
     from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.matchKey} = $2`,
);

const giveKey = statement(
  'separate-give-key',
  `update ${contacts.table} c set ${contacts.column.matchKey} = $3,
          ${contacts.column.phone} = case when ${contact.phone} = $4 then $5 else ${contact.phone} end
    where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

const forgetPhone = statement(
  'separate-forget-phone',
  `update ${leads.table} set ${leads.column.phone} = null, ${leads.column.updatedAt} = now()
    where ${leads.column.tenantId} = $1 and ${leads.column.contactId} = $2 and ${leads.column.phone} = $3`,
);

const removeAddress = statement(
  'separate-remove-address',
  `delete from ${identities.table} ci where ${identity.tenantId} = $1 and ${identity.id} = $2`,
);

const addContact = statement(
  'separate-add-contact',
  `insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'createdAt'])})
   values ($2, $1, $3, $4, $5, now())
   on conflict (${contacts.column.id}) do update set ${contacts.column.mergedIntoId} = null,
     ${contacts.column.displayName} = coalesce(excluded.${contacts.column.displayName}, ${contact.displayName})`,
);

/**
 * $1 tenant, $2 who has it, $3 who gets it, $4 address, $5 lead of the new contact or null, $6 its stage, $7 name,
 * $8 phone, $9 conversations, $10 channel, $11 id of the record, $12 by whom, $13 JSON of a record in which nothing moved.
 */
const moveOut = statement(
  'separate-address',
  `with address as (
     update ${identities.table} ci set ${identities.column.contactId} = $3 where ${identity.tenantId} = $1 and ${identity.id} = $4
   ), opened as (
     insert into ${leads.table} (${leads.list(['id', 'tenantId', 'contactId', 'channelId', 'stageId', 'name', 'phone', 'createdAt', 'updatedAt'])})
     select $5::uuid, $1::uuid, $3::uuid, $10::uuid, $6::uuid, $7, $8, now(), now() where $5::uuid is not null
   ), rooms as (
     update ${conversations.table} v set ${conversations.column.contactId} = $3, ${conversations.column.leadId} = $5
      where ${conversation.tenantId} = $1 and ${conversation.id} = any($9::uuid[])
   ), words as (
     update ${notes.table} n set ${notes.column.leadId} = $5
      where $5::uuid is not null and ${note.tenantId} = $1 and ${note.conversationId} = any($9::uuid[])
   ), visits as (
     update ${bookings.table} b set ${bookings.column.contactId} = $3
      where ${booking.tenantId} = $1 and ${booking.contactId} = $2 and ${booking.clientPhone} = $8
   )
   insert into ${merges.table} (${merges.list(['id', 'tenantId', 'keptId', 'mergedId', 'mergedById', 'moved', 'mergedAt', 'undoneAt', 'undoneById'])})
   values ($11, $1, $2, $3, $12, $13::jsonb, now(), now(), $12)`,
);

const nothingMoved: MovedRows = {
  ...{ identities: [], leads: [], bookings: [], contacts: [], conversations: [], joined: null },
  filled: { contact: [], lead: [], stageBefore: null },
};

interface Situation {
  readonly addresses: readonly { readonly id: string; readonly matchKeys: readonly string[] }[];
  readonly channelNames: readonly ChannelNames[];
  readonly defaultCountry: string;
  readonly firstStageId: string | null;
}

/**
 * Separates it, and says what happened; the caller publishes it as the last thing before the commit.
 * @throws NotFoundError, ConflictError for the only address of a contact, and for one that a merge brought
 */
export async function separateAddress(transaction: Transaction, order: SeparateOrder): Promise<Separated> {
  const { tenantId, identityId } = order;
  const [seen] = await transaction.query<Address>(readAddress, [tenantId, identityId]);
  if (!seen) throw new NotFoundError('address', identityId);
  const [holder] = await lockContacts(transaction, tenantId, [seen.contactId]);
  const [address] = await transaction.query<Address>(readAddress, [tenantId, identityId]);
  if (!holder || address?.contactId !== holder.id)
    throw new ConflictError('The address was just moved to another contact; load it again and repeat.');
  const rows = await lockPeopleRows(transaction, tenantId, [holder.id]);
  const [situation] = await transaction.query<Situation>(readSituation, [tenantId, holder.id]);
  if (!situation) throw new NotFoundError('address', identityId);
  const ownKeys = toOwnKeys(situation.channelNames, situation.defaultCountry);
  const isOwn = address.matchKeys.some(key => ownKeys.has(key));
  const hasRooms = rows.conversations.some(row => row.identityId === address.id);
  if (isOwn && !hasRooms) return remove(transaction, order, { address, holder, rows, situation, ownKeys });
  if (situation.addresses.length < 2)
    throw new ConflictError('This is the only address of the contact, so there is nothing to separate.');
  return moveToOwnContact(transaction, order, { address, holder, rows, situation, ownKeys });
}

interface Work {
  readonly address: Address;
  readonly holder: LockedContact;
  readonly rows: PeopleRows;
  readonly situation: Situation;
  readonly ownKeys: OwnKeys;
}

async function remove(transaction: Transaction, order: SeparateOrder, work: Work): Promise<Separated> {
  const { holder, rows } = work;
  const { tenantId } = order;
  const phone = phoneOf(work.address);
  await transaction.query(removeAddress, [tenantId, work.address.id]);
  await letGoOfKey(transaction, order, work);
  if (phone !== null) await transaction.query(forgetPhone, [tenantId, holder.id, phone]);
  return { contactId: holder.id, events: toEvents(rows, () => true, 'phone') };
}

async function moveToOwnContact(
  transaction: Transaction,
  order: SeparateOrder,
  work: Work,
): Promise<Separated> {
  const { address, holder, rows, situation } = work;
  const { tenantId, userId, name } = order;
  const key = address.matchKeys[0] as string;
  const phone = phoneOf(address);
  const [keyholder] = await transaction.query<{
    id: string;
    mergedIntoId: string | null;
    wasMerged: boolean;
  }>(readHolder, [tenantId, key]);
  if (keyholder?.mergedIntoId === holder.id && keyholder.wasMerged)
    throw new ConflictError('The address came with a merge: undo that one instead.', {
      contactId: keyholder.id,
    });
  const isFree = keyholder === undefined || [keyholder.id, keyholder.mergedIntoId].includes(holder.id);
  if (keyholder?.id === holder.id) await letGoOfKey(transaction, order, work);
  // A contact that was only made to hold the key of a second phone becomes the person.
  const contactId = keyholder?.mergedIntoId === holder.id ? keyholder.id : uuidV7();
  const ownKey = isFree ? key : `contact:${contactId}`;
  await transaction.query(addContact, [tenantId, contactId, name, phone, ownKey]);
  const moved = rows.conversations.filter(row => row.identityId === address.id);
  const [first] = moved;
  const leadId = first && situation.firstStageId ? uuidV7() : null;
  await transaction.query(moveOut, [
    ...[tenantId, holder.id, contactId, address.id, leadId, situation.firstStageId, name, phone],
    ...[moved.map(row => row.id), first?.channelId ?? null, uuidV7(), userId, JSON.stringify(nothingMoved)],
  ]);
  const isMoved = (id: string) => moved.some(row => row.id === id);
  return {
    contactId,
    events: [
      { kind: EventType.CONTACT_UNMERGED, subjectId: contactId, changed: ['identities'] },
      ...(leadId && first
        ? [
            {
              kind: EventType.LEAD_ADDED,
              subjectId: leadId,
              channelId: first.channelId,
              conversationId: first.id,
            },
          ]
        : []),
      ...toEvents(rows, isMoved, 'notes'),
    ],
  };
}

/** The holder's key and phone, where they are those of the address, become those of another address. */
async function letGoOfKey(
  transaction: Transaction,
  { tenantId }: SeparateOrder,
  { address, holder, situation, ownKeys }: Work,
): Promise<void> {
  const others = situation.addresses
    .filter(({ id }) => id !== address.id)
    .flatMap(({ matchKeys }) => matchKeys.slice(0, 1))
    .filter(key => !ownKeys.has(key) && !address.matchKeys.includes(key));
  let key = address.matchKeys.includes(holder.matchKey) ? `contact:${holder.id}` : holder.matchKey;
  for (const other of key === holder.matchKey ? [] : others) {
    const [taken] = await transaction.query(readHolder, [tenantId, other]);
    if (taken) continue;
    key = other;
    break;
  }
  const otherPhone = others.find(other => other.startsWith('tel:'))?.slice('tel:'.length) ?? null;
  await transaction.query(giveKey, [tenantId, holder.id, key, phoneOf(address), otherPhone]);
}

function phoneOf({ matchKeys, canonical }: Address): string | null {
  if (!matchKeys[0]?.startsWith('tel:')) return null;
  return `+${canonical.replace(/@.*$/, '').replaceAll(/\D/g, '')}`;
}

/** Conversations that changed hands or show another contact now, and the leads that they left. */
function toEvents(rows: PeopleRows, isMoved: (id: string) => boolean, changed: string): NewEvent[] {
  return [
    ...rows.conversations
      .filter(({ id }) => isMoved(id))
      .map(({ id, channelId }) => ({
        kind: EventType.CONVERSATION_UPDATED,
        subjectId: id,
        channelId,
        conversationId: id,
        changed: changed === 'notes' ? ['contact', 'lead'] : ['contact'],
      })),
    ...rows.leads.map(({ id, channelId }) => ({
      kind: EventType.LEAD_UPDATED,
      subjectId: id,
      channelId,
      changed: changed === 'notes' ? ['notes', 'conversations'] : [changed],
    })),
  ];
}
