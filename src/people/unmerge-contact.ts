/**
 * Taking a merge back: what went over returns to the contact that it came from, as far as it is still where the merge
 * put it. What has come in since stays with the conversation that it is in, and conversations follow their addresses.
 * From then on the two are two people, also for providers that attest the opposite.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { EventType } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Note } from '../entities/note.entity.js';
import { lockContacts } from './lock-contacts.js';
import { lockPeopleRows, type PersonConversation } from './people-rows.js';

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const notes = tableOf(Note);
const bookings = tableOf(Booking);
const merges = tableOf(ContactMerge);
const [contact, identity, conversation, lead, note, booking, merge, stage] = [
  contacts.of('c'),
  identities.of('ci'),
  conversations.of('v'),
  leads.of('l'),
  notes.of('n'),
  bookings.of('b'),
  merges.of('m'),
  tableOf(LeadStage).of('s'),
];

const readTarget = statement(
  'unmerge-target',
  `select ${contact.mergedIntoId} as "mergedIntoId" from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

const readMerge = statement(
  'unmerge-record',
  `select ${merges.select('m')} from ${merges.table} m
    where ${merge.tenantId} = $1 and ${merge.mergedId} = $2 and ${merge.undoneAt} is null order by ${merge.id} desc limit 1`,
);

/** $1 tenant, $2 who has it now, $3 who gets it back, $4 id of the record, $5 who takes it back. */
const moveBack = statement(
  'unmerge-contact',
  `with record as materialized (
     select ${merge.moved} as moved from ${merges.table} m where ${merge.tenantId} = $1 and ${merge.id} = $4
   ), back as (
     update ${contacts.table} c set ${contacts.column.mergedIntoId} = null where ${contact.tenantId} = $1 and ${contact.id} = $3
   ), followers as (
     update ${contacts.table} c set ${contacts.column.mergedIntoId} = $3
      where ${contact.tenantId} = $1 and ${contact.mergedIntoId} = $2
        and ${contact.id} in (select e.value::uuid from record, jsonb_array_elements_text(moved -> 'contacts') e)
   ), addresses as (
     update ${identities.table} ci set ${identities.column.contactId} = $3
      where ${identity.tenantId} = $1 and ${identity.contactId} = $2
        and ${identity.id} in (select e.value::uuid from record, jsonb_array_elements_text(moved -> 'identities') e)
     returning ${identity.id} as id
   ), had as materialized (
     select e.id, e."mergedIntoId" as merged_into from record, jsonb_to_recordset(moved -> 'leads') as e(id uuid, "mergedIntoId" uuid)
   ), cases as (
     update ${leads.table} l set ${leads.column.contactId} = $3, ${leads.column.mergedIntoId} = had.merged_into, ${leads.column.updatedAt} = now()
       from had where ${lead.tenantId} = $1 and ${lead.id} = had.id and ${lead.contactId} = $2
     returning ${lead.id} as id, ${lead.mergedIntoId} as merged_into, ${lead.channelId} as channel_id, ${lead.stageId} as stage_id
   ), rooms as (
     update ${conversations.table} v set ${conversations.column.contactId} = $3,
            ${conversations.column.leadId} = coalesce(
              (select cases.id from record, jsonb_to_recordset(moved -> 'conversations') as e(id uuid, "leadId" uuid)
                 join cases on cases.id = e."leadId" where e.id = ${conversation.id}),
              (select cases.id from cases join ${tableOf(LeadStage).table} s on ${stage.id} = cases.stage_id
                where cases.merged_into is null order by ${stage.isTerminal}, cases.id desc limit 1))
      where ${conversation.tenantId} = $1 and ${conversation.contactId} = $2
        and ${conversation.identityId} in (select id from addresses)
     returning ${conversation.id} as id, ${conversation.channelId} as channel_id
   ), words as (
     update ${notes.table} n set ${notes.column.leadId} = (record.moved #>> '{joined,leadId}')::uuid
       from record
      where ${note.tenantId} = $1 and ${note.leadId} = (record.moved #>> '{joined,intoId}')::uuid
        and ${note.id} in (select e.value::uuid from record r, jsonb_array_elements_text(r.moved #> '{joined,notes}') e)
   ), visits as (
     update ${bookings.table} b set ${bookings.column.contactId} = $3
      where ${booking.tenantId} = $1 and ${booking.contactId} = $2
        and ${booking.id} in (select e.value::uuid from record, jsonb_array_elements_text(moved -> 'bookings') e)
   ), undone as (
     update ${merges.table} m set ${merges.column.undoneAt} = now(), ${merges.column.undoneById} = $5
      where ${merge.tenantId} = $1 and ${merge.id} = $4
   )
   select 'conversation' as kind, id, channel_id as "channelId" from rooms
   union all select 'lead', id, channel_id from cases`,
);

/** What the contact that was kept took over from the other goes away again, unless somebody changed it since. */
const emptyContact = statement(
  'unmerge-kept-contact',
  `update ${contacts.table} c
      set ${contacts.column.displayName} = case when $3 and ${contact.displayName} = o.name then null else ${contact.displayName} end,
          ${contacts.column.phone} = case when $4 and ${contact.phone} = o.phone then null else ${contact.phone} end
     from (select ${contacts.column.displayName} as name, ${contacts.column.phone} as phone from ${contacts.table}
            where ${contacts.column.tenantId} = $1 and ${contacts.column.id} = $5) o
    where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

const emptyLead = statement(
  'unmerge-kept-lead',
  `update ${leads.table} l
      set ${leads.column.topicId} = case when 'topicId' = any($4) and ${lead.topicId} = o.topic_id then null else ${lead.topicId} end,
          ${leads.column.topicSource} = case when 'topicId' = any($4) and ${lead.topicId} = o.topic_id then null else ${lead.topicSource} end,
          ${leads.column.ownerId} = case when 'ownerId' = any($4) and ${lead.ownerId} = o.owner_id then null else ${lead.ownerId} end,
          ${leads.column.name} = case when 'name' = any($4) and ${lead.name} = o.name then null else ${lead.name} end,
          ${leads.column.phone} = case when 'phone' = any($4) and ${lead.phone} = o.phone then null else ${lead.phone} end,
          ${leads.column.referral} = case when 'referral' = any($4) and ${lead.referral} = o.referral then null else ${lead.referral} end,
          ${leads.column.stageId} = case when $5::uuid is not null and ${lead.stageId} = o.stage_id then $5 else ${lead.stageId} end,
          ${leads.column.updatedAt} = now()
     from (select ${leads.column.topicId} as topic_id, ${leads.column.ownerId} as owner_id, ${leads.column.name} as name,
                  ${leads.column.phone} as phone, ${leads.column.referral} as referral, ${leads.column.stageId} as stage_id
             from ${leads.table} where ${leads.column.tenantId} = $1 and ${leads.column.id} = $3) o
    where ${lead.tenantId} = $1 and ${lead.id} = $2
   returning ${lead.channelId} as "channelId"`,
);

/** Who takes back the merge of which contact. */
export interface UnmergeOrder {
  readonly tenantId: string;
  readonly userId: string;
  /** The contact that was merged. */
  readonly mergedId: string;
}

/**
 * Takes it back, and says what happened; the caller publishes it as the last thing before the commit.
 * @throws NotFoundError, ConflictError when the contact is not merged, or was never more than the key of a phone
 */
export async function unmergeContact(
  transaction: Transaction,
  { tenantId, userId, mergedId }: UnmergeOrder,
): Promise<NewEvent[]> {
  const [target] = await transaction.query<{ mergedIntoId: string | null }>(readTarget, [tenantId, mergedId]);
  if (!target) throw new NotFoundError('contact', mergedId);
  const holderId = target.mergedIntoId;
  if (holderId === null) throw new ConflictError('This contact is not merged into another.');
  const locked = await lockContacts(transaction, tenantId, [mergedId, holderId]);
  const holder = locked.find(row => row.id === holderId);
  const merged = locked.find(row => row.id === mergedId);
  if (merged?.mergedIntoId !== holderId || holder === undefined || holder.mergedIntoId !== null)
    throw new ConflictError('The contact was just merged once more; load it again and repeat.');
  const [record] = await transaction.query<ContactMerge>(readMerge, [tenantId, mergedId]);
  if (!record)
    throw new ConflictError(
      'This contact only holds a phone of the other one; there is nothing to take back.',
    );
  await lockPeopleRows(transaction, tenantId, [holderId]);
  const { joined, filled } = record.moved;
  const moved = await transaction.query<{ kind: string } & Pick<PersonConversation, 'id' | 'channelId'>>(
    moveBack,
    [tenantId, holderId, mergedId, record.id, userId],
  );
  const emptied = ['displayName', 'phone'].map(
    field => record.keptId === holderId && filled.contact.includes(field),
  );
  if (emptied.includes(true))
    await transaction.query(emptyContact, [tenantId, holderId, ...emptied, mergedId]);
  const [keptLead] =
    joined === null
      ? []
      : await transaction.query<{ channelId: string }>(emptyLead, [
          ...[tenantId, joined.intoId, joined.leadId, filled.lead, filled.stageBefore],
        ]);
  return [
    { kind: EventType.CONTACT_UNMERGED, subjectId: mergedId, changed: ['mergedInto'] },
    ...moved.map(({ kind, id, channelId }) =>
      kind === 'conversation'
        ? {
            kind: EventType.CONVERSATION_UPDATED,
            subjectId: id,
            channelId,
            conversationId: id,
            changed: ['contact', 'lead'],
          }
        : { kind: EventType.LEAD_UPDATED, subjectId: id, channelId, changed: ['contact', 'mergedInto'] },
    ),
    ...(joined && keptLead
      ? [
          {
            kind: EventType.LEAD_UPDATED,
            subjectId: joined.intoId,
            channelId: keptLead.channelId,
            changed: ['notes', 'conversations', 'stage', ...filled.lead.map(toPublished)],
          },
        ]
      : []),
  ];
}

const toPublished = (field: string): string => field.replace(/Id$/, '');
