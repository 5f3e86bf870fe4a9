/** Reads the event log. Positions of a tenant are dense and follow commit order; see `database/publish.ts`. */
import { tableOf } from '../database/columns.js';
import type { LogPlace } from '../database/cursors.js';
import type { Database, Transaction } from '../database/database.js';
import { as, int, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { EventLogIncarnation } from '../entities/event-log-incarnation.entity.js';

/** First and last position of a tenant's log. */
export interface LogRange {
  /** The last assigned position; 0 before the first event. */
  readonly last: number;
  /** Events up to this position have been deleted. */
  readonly droppedThrough: number;
  /** Epoch of the positions; it changes when the log may have gone back. */
  readonly epoch: string;
}

/** True if a subscriber can resume from a place: it is of this epoch, and the following events still exist. */
export function canResume({ position, epoch }: LogPlace, range: LogRange): boolean {
  return epoch === range.epoch && position >= range.droppedThrough && position <= range.last;
}

/** Message to a client in place of events that are no longer available. */
export const resetReason =
  'The events after this cursor are no longer in the log; load the current state again.';

const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const event = events.of('e');

const readAfterStatement = statement(
  'read-events-after',
  sql`select ${events.select('e')} from ${events.table} e
    where ${event.tenantId} = $1 and ${event.position} > $2 order by ${event.position} limit $3`,
);

/** A scalar subquery, so that it is evaluated once per statement. */
const epochSql = text('(select event_log_epoch())');

const rangeStatement = statement(
  'read-event-range',
  sql`select ${as('last', int('coalesce(c.position, 0)'))}, ${as('droppedThrough', int('coalesce(c.dropped, 0)'))}, ${as('epoch', epochSql)}
     from (values (1)) one
     left join (select ${counters.column.position} as position, ${counters.column.droppedThrough} as dropped
                  from ${counters.table} where ${counters.column.tenantId} = $1) c on true`,
);

const positionsStatement = statement(
  'read-event-positions',
  sql`select ${as('tenantId', counters.column.tenantId)}, ${as('position', counters.column.position)}
     from ${counters.table} where ${counters.column.tenantId} = any($1::uuid[])`,
);

const epochStatement = statement('read-event-epoch', sql`select ${as('epoch', epochSql)}`);

const incarnation = tableOf(EventLogIncarnation);

/** Without the epoch's function, which reads a file: another timeline or cluster has another start of the server. */
const stateStatement = statement(
  'read-log-state',
  sql`select ${as(
    'state',
    text(`concat_ws('/',
      coalesce((select ${counters.column.position} from ${counters.table} where ${counters.column.tenantId} = $1), 0),
      extract(epoch from pg_postmaster_start_time()), '${counters.table}'::regclass::oid,
      (select string_agg(${incarnation.column.id}::text, '/') from ${incarnation.table}))`),
  )}`,
);

const renewEpochStatement = statement(
  'renew-event-epoch',
  `with renewed as (
     update ${incarnation.table} set ${incarnation.column.id} = gen_random_uuid() where ${epochSql} = $1 returning 1
   )
   select count(*) from renewed`,
);

/** Events after a position, oldest first, at most `limit`. */
export function readEventsAfter(
  database: Pick<Transaction, 'query'>,
  tenantId: string,
  position: number,
  limit: number,
): Promise<LoggedEvent[]> {
  return database.query(readAfterStatement, [tenantId, position, limit]);
}

/** Range of a tenant's log; zeros for a tenant without events. */
export async function readLogRange(database: Database, tenantId: string): Promise<LogRange> {
  const [range] = await database.query(rangeStatement, [tenantId]);
  if (!range) throw new Error('The statement of the log range answers one row.');
  return range;
}

/**
 * State of a tenant's log: different from every earlier one as soon as a change of the tenant is committed, and after
 * a restore or a failover, which make positions refer to other events. Tells nothing else; compare it.
 */
export async function readLogState(database: Database, tenantId: string): Promise<string> {
  const [row] = await database.query(stateStatement, [tenantId]);
  if (!row) throw new Error('The statement of the log state answers one row.');
  // Cursors in answers contain the epoch that this process knows.
  return `${row.state}/${database.logEpoch}`;
}

/** Last positions of several tenants, in one statement. */
export function readPositions(
  database: Database,
  tenantIds: readonly string[],
): Promise<{ tenantId: string; position: number }[]> {
  return database.query(positionsStatement, [tenantIds]);
}

/** Current epoch of the log. */
export async function readEpoch(database: Database): Promise<string> {
  const [row] = await database.query(epochStatement);
  return row?.epoch ?? '';
}

/**
 * Renews the epoch after the log went back without a change of epoch; once for all processes that detect it.
 * @returns the new epoch
 */
export async function renewEpoch(database: Database, epoch: string): Promise<string> {
  await database.query(renewEpochStatement, [epoch]);
  return readEpoch(database);
}
