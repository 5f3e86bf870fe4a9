/**
 * The work of an erasure. The first transaction makes the person unfindable: from then on their next message makes a new
 * contact. What follows works in portions: messages and files, the ledger, files of exports. The addresses, by which the
 * ledger is searched, are kept in the job until its end, so that a run after a crash continues.
 */
import { tableOf } from '../../database/columns.js';
import type { PublishingTransaction } from '../../database/database.js';
import { as, quoted, sql, text } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { MessageStatus } from '../../domain/delivery-status.js';
import { erasedFailureCode } from '../../domain/erased.js';
import { EventType, FilePurpose, JobKind, JobStatus } from '../../domain/vocabulary.js';
import { Contact } from '../../entities/contact.entity.js';
import { ContactIdentity } from '../../entities/contact-identity.entity.js';
import { DataJob } from '../../entities/data-job.entity.js';
import { Message } from '../../entities/message.entity.js';
import { SearchPosition } from '../../entities/search-position.entity.js';
import { type FileObjects, removeObjects } from '../../media/remove-objects.js';
import { toConversationUpdated, toLeadUpdated } from '../../people/contact-events.js';
import { lockContacts } from '../../people/lock-contacts.js';
import { lockOwnedRows } from '../../people/owned-rows.js';
import { type FileParts, removeJobFiles } from '../job-files.js';
import { toJobUpdated } from '../job-rows.js';
import { JobFailedError, type JobProgress, type RunningJob } from '../running-job.js';
import { countPerson, type PersonCounts } from './count-person.js';
import { countLedger, eraseLedger, type LedgerPerson } from './erase-ledger.js';
import { placeOfDeliveries, placesOfContact, placesOfMessages } from './places.js';
import { toMarks } from './to-marks.js';

/** Input of the job. */
export interface EraseContactJob {
  readonly contactId: string;
  readonly reason: string;
}

/** State of the job after its first transaction. */
interface EraseState extends PersonCounts {
  readonly contactIds: readonly string[];
  readonly marks: readonly string[];
  readonly erasedAt: string;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const identity = identities.of('i');
const messages = tableOf(Message);
const message = messages.of('m');
const jobs = tableOf(DataJob);
const searchPositions = tableOf(SearchPosition);

const portionRows = 500;

const groupStatement = statement(
  'erase-group',
  sql`select ${as('id', contact.id)}, ${as('phone', contact.phone)}, ${as('mergedIntoId', contact.mergedIntoId)} from ${contacts.table} c
    where ${contact.tenantId} = $1 and (${contact.id} = $2 or ${contact.mergedIntoId} = $2) order by ${contact.id}`,
);
const addressesStatement = statement(
  'erase-addresses',
  sql`select ${identities.select('i', ['kind', 'canonical', 'rawValue'])} from ${identities.table} i
    where ${identity.tenantId} = $1 and ${identity.contactId} = any($2::uuid[])`,
);
const unsentStatement = statement(
  'erase-unsent',
  sql`select ${messages.select('m', ['id', 'status', 'conversationId', 'channelId'])} from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.conversationId} = any($2::uuid[])
      and ${message.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)})
    order by ${message.id} for update`,
);
const failStatement = statement(
  'erase-fail-unsent',
  `update ${messages.table} set ${messages.column.status} = ${quoted(MessageStatus.FAILED)},
          ${messages.column.failureCode} = '${erasedFailureCode}'
    where ${messages.column.tenantId} = $1 and ${messages.column.id} = any($2::uuid[])`,
);
const portionStatement = statement(
  'erase-portion',
  sql`select ${as('id', message.id)} from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.conversationId} = $2 and ${message.id} > $3::uuid
    order by ${message.id} limit ${portionRows}`,
);
const conversationsStatement = statement(
  'erase-their-conversations',
  sql`select ${as('id', text('v.id'))}, ${as('channelId', text('v.channel_id'))} from conversations v where v.tenant_id = $1 and v.contact_id = any($2::uuid[]) order by v.id`,
);
const cancelStatement = statement(
  'erase-cancel-jobs',
  sql`update ${jobs.table} j set ${jobs.column.status} = ${quoted(JobStatus.CANCELLED)}, ${jobs.column.finishedAt} = now(),
          ${jobs.column.input} = '{}', ${jobs.column.state} = null,
          ${jobs.column.error} = 'A person was erased meanwhile; start it again.'
    where ${jobs.of('j').tenantId} = $1 and ${jobs.of('j').status} = ${quoted(JobStatus.QUEUED)}
      and ${jobs.of('j').kind} in (${quoted(JobKind.IMPORT_CONTACTS, JobKind.EXPORT)})
   returning ${as('id', jobs.of('j').id)}`,
);

/** The search stores nothing until the end of the transaction: what it has read of the person before is stored, and deleted here. */
const holdSearchStatement = statement(
  'erase-hold-search',
  `select from ${searchPositions.table} where ${searchPositions.column.tenantId} = $1 for update`,
);

const firstId = '00000000-0000-0000-0000-000000000000';

/** Runs an erasure, or counts what it would erase. */
export async function runErase(parts: FileParts, job: RunningJob): Promise<JobProgress> {
  const { dryRun } = job.row;
  const state = (job.row.state as EraseState | null) ?? (await begin(parts, job));
  const person: LedgerPerson = {
    ...{ tenantId: job.row.tenantId, contactIds: state.contactIds, marks: state.marks },
    before: new Date(state.erasedAt),
  };
  if (!dryRun) await eraseMessages(parts, job, state);
  const ledger = dryRun
    ? await countLedger(parts.database, person)
    : await eraseLedger(parts.database, person);
  if (!dryRun) {
    // A reply that was being written during the first transaction.
    await eraseMessages(parts, job, state);
    await parts.database.query(placeOfDeliveries.statement, [job.row.tenantId, state.contactIds]);
    await removeJobFiles(parts, job.row.tenantId, [FilePurpose.EXPORT, FilePurpose.IMPORT]);
  }
  const { contacts, addresses, conversations, leads, notes, bookings, messages: texts, files } = state;
  const details = {
    ...{ contacts, addresses, conversations, leads, notes, bookings, messages: texts, files },
    webhookEvents: ledger,
  };
  const deleted = Object.values(details).reduce((sum, count) => sum + count, 0);
  return { details, deleted, done: deleted, total: deleted };
}

/** The first transaction; a dry run only reads. */
function begin({ database }: FileParts, job: RunningJob): Promise<EraseState> {
  const { tenantId, dryRun, input } = job.row;
  const { contactId } = input as unknown as EraseContactJob;
  return database.publish(tenantId, async transaction => {
    const group = await transaction.query(groupStatement, [tenantId, contactId]);
    const ids = group.map(({ id }) => id);
    const locked = await lockContacts(transaction, tenantId, ids);
    const kept = locked.find(({ id }) => id === contactId);
    if (!kept) throw new JobFailedError('The contact is gone.');
    if (kept.mergedIntoId !== null)
      throw new JobFailedError(`The contact was merged into ${kept.mergedIntoId}; erase that one.`);
    if (kept.erasedAt !== null) throw new JobFailedError('The contact was erased before.');
    const owned = await lockOwnedRows(transaction, tenantId, ids);
    const addresses = await transaction.query(addressesStatement, [tenantId, ids]);
    const state: EraseState = {
      ...(await countPerson(transaction, tenantId, ids)),
      contactIds: ids,
      marks: toMarks(
        addresses,
        group.map(({ phone }) => phone),
      ),
      erasedAt: new Date().toISOString(),
    };
    if (dryRun) return state;
    await cancelUnsent(
      transaction,
      tenantId,
      owned.conversations.map(({ id }) => id),
    );
    await transaction.query(holdSearchStatement, [tenantId]);
    for (const place of placesOfContact) await transaction.query(place.statement, [tenantId, ids]);
    for (const { id } of await transaction.query(cancelStatement, [tenantId]))
      transaction.emit(toJobUpdated(id));
    transaction.emit(
      ...ids.map(id => ({ kind: EventType.CONTACT_ERASED, subjectId: id })),
      ...owned.conversations.map(row => toConversationUpdated(row, ['identity', 'messages', 'lastMessage'])),
      ...owned.leads.map(row => toLeadUpdated(row, ['name', 'phone', 'referral', 'attributes', 'notes'])),
    );
    await job.advance(transaction, { state: { ...state } });
    return state;
  });
}

/** Fails what waits to be sent. @throws JobFailedError while a message is being sent */
async function cancelUnsent(
  transaction: PublishingTransaction,
  tenantId: string,
  conversationIds: readonly string[],
): Promise<void> {
  const unsent = await transaction.query(unsentStatement, [tenantId, conversationIds]);
  if (unsent.some(({ status }) => status === MessageStatus.SENDING))
    throw new JobFailedError('A message to this person is being sent; erase them again in a minute.');
  if (unsent.length === 0) return;
  await transaction.query(failStatement, [tenantId, unsent.map(({ id }) => id)]);
  transaction.emit(
    ...unsent.map(({ id, channelId, conversationId }) => ({
      kind: EventType.MESSAGE_UPDATED,
      ...{ subjectId: id, messageId: id, channelId, conversationId, changed: ['status', 'failure'] },
    })),
  );
}

/** In portions; an emptied message is emptied again after a crash. Bytes are removed after their rows. */
async function eraseMessages(parts: FileParts, job: RunningJob, state: EraseState): Promise<void> {
  const { tenantId } = job.row;
  let done = 0;
  const conversations = await parts.database.query(conversationsStatement, [tenantId, state.contactIds]);
  for (const { id, channelId } of conversations) {
    for (let after = firstId; ; ) {
      const rows = await parts.database.query(portionStatement, [tenantId, id, after]);
      const last = rows.at(-1);
      if (!last) break;
      const ids = rows.map(row => row.id);
      const files = await parts.database.publish(tenantId, async transaction => {
        const removed: FileObjects[] = [];
        for (const place of placesOfMessages)
          for (const row of await transaction.query(place.statement, [tenantId, ids]))
            if ('storageKey' in row) removed.push(row as FileObjects);
        // The event of the first transaction could still be delivered with these texts.
        transaction.emit(toConversationUpdated({ id, channelId }, ['messages', 'lastMessage']));
        await job.advance(transaction, { done: done + ids.length, total: state.messages });
        return removed;
      });
      done += ids.length;
      for (const file of files) await removeObjects(parts.storage, file);
      after = last.id;
    }
  }
}
