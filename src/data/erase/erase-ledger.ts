/**
 * Erases a person from the ledger: rows that caused a message or a booking of the person, and rows whose body has one of
 * their addresses. The ledger has no index for either, so it is read once, in pages.
 */
import { tableOf } from '../../database/columns.js';
import type { Database } from '../../database/database.js';
import { as, int, orNull, quoted, sql, text } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { erasedReason } from '../../domain/erased.js';
import { firstUuidAt } from '../../domain/first-uuid-at.js';
import { WebhookEventStatus } from '../../domain/vocabulary.js';
import { Booking } from '../../entities/booking.entity.js';
import { BookingRevision } from '../../entities/booking-revision.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { InlineMedia } from '../../entities/inline-media.entity.js';
import { KnownLookup } from '../../entities/known-lookup.entity.js';
import { Message } from '../../entities/message.entity.js';
import { WebhookEvent } from '../../entities/webhook-event.entity.js';

/** The person, as the ledger knows them. */
export interface LedgerPerson {
  readonly tenantId: string;
  readonly contactIds: readonly string[];
  /** Texts that occur in a body only with one of the addresses. */
  readonly marks: readonly string[];
  /** Later rows belong to a new contact. */
  readonly before: Date;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');
const { column } = ledger;
const messages = tableOf(Message);
const conversations = tableOf(Conversation);
const revisions = tableOf(BookingRevision);
const bookings = tableOf(Booking);
const inline = tableOf(InlineMedia);
const lookups = tableOf(KnownLookup);

const pageRows = 2_000;

/** $1 tenant, $2 row after which and $3 before which the page is, $4 patterns, $5 contacts. */
const pageSql = `page as materialized (
     select ${event.id} as id, ${event.messageId} as message_id, ${event.keptBody} as kept_body,
            ${event.reason} is not distinct from '${erasedReason}' as is_erased
       from ${ledger.table} w where ${event.tenantId} = $1 and ${event.id} > $2::uuid and ${event.id} < $3::uuid
      order by ${event.id} limit ${pageRows}
   ), hit as materialized (
     select id from page where not is_erased and (
       kept_body like any($4::text[])
       or exists (select 1 from ${messages.table} m join ${conversations.table} c on ${conversations.of('c').id} = ${messages.of('m').conversationId}
            where ${messages.of('m').id} = page.message_id and ${conversations.of('c').contactId} = any($5::uuid[]))
       or exists (select 1 from ${revisions.table} r join ${bookings.table} b on ${bookings.of('b').id} = ${revisions.of('r').bookingId}
            where ${revisions.of('r').sourceEventId} = page.id and ${bookings.of('b').contactId} = any($5::uuid[])))
   )`;
const last = as('last', orNull(text('(select max(id::text) from page)')));
const found = as('found', int('(select count(*) from hit)'));

const countStatement = statement('erase-count-ledger', sql`with ${pageSql} select ${last}, ${found}`);
const eraseStatement = statement(
  'erase-ledger',
  sql`with ${pageSql}, files as (
     delete from ${inline.table} where ${inline.column.ledgerId} in (select id from hit)
   ), emptied as (
     update ${ledger.table} w set ${column.keptBody} = '', ${column.headers} = '{}', ${column.reason} = '${erasedReason}',
            ${column.externalEventId} = null, ${column.lookupLane} = null, ${column.nextAttemptAt} = null,
            ${column.status} = case when ${event.status} in (${quoted(WebhookEventStatus.RECEIVED, WebhookEventStatus.QUARANTINED, WebhookEventStatus.FAILED)})
              then ${quoted(WebhookEventStatus.IGNORED)} else ${event.status} end
       from hit where ${event.id} = hit.id
   )
   select ${last}, ${found}`,
);
const lookupStatement = statement(
  'erase-lookups',
  `delete from ${lookups.table} where ${lookups.column.tenantId} = $1
      and (${lookups.column.personAddress} like any($2::text[]) or ${lookups.column.lookup} like any($2::text[]))`,
);

/** Counts the rows. */
export const countLedger = (database: Database, person: LedgerPerson): Promise<number> =>
  walk(database, person, countStatement);

/** Empties the rows, and removes cached look-ups. @returns how many rows */
export async function eraseLedger(database: Database, person: LedgerPerson): Promise<number> {
  await database.query(lookupStatement, [person.tenantId, toPatterns(person.marks)]);
  return walk(database, person, eraseStatement);
}

async function walk(
  database: Database,
  { tenantId, contactIds, marks, before }: LedgerPerson,
  page: typeof countStatement,
): Promise<number> {
  let count = 0;
  // A row of the same millisecond is still the erased person's.
  const end = firstUuidAt(new Date(before.getTime() + 1));
  for (let after = firstUuidAt(new Date(0)); ; ) {
    const [row] = await database.query(page, [tenantId, after, end, toPatterns(marks), contactIds]);
    count += row?.found ?? 0;
    if (!row?.last) return count;
    after = row.last;
  }
}

const toPatterns = (marks: readonly string[]): readonly string[] =>
  marks.map(mark => `%${mark.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
