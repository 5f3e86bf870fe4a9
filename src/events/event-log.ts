/** Reading the event log. Positions of a tenant are dense and follow commit order; see `database/publish.ts`. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';

/** Where a tenant's log begins and ends. */
export interface LogRange {
  /** The last position given out; 0 before the first event. */
  readonly last: number;
  /** Everything up to here is gone. */
  readonly droppedThrough: number;
}

const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const event = events.of('e');

const readAfterStatement = statement(
  'read-events-after',
  `select ${events.select('e')} from ${events.table} e
    where ${event.tenantId} = $1 and ${event.position} > $2 order by ${event.position} limit $3`,
);

const rangeStatement = statement(
  'read-event-range',
  `select ${counters.column.position} as "last", ${counters.column.droppedThrough} as "droppedThrough"
     from ${counters.table} where ${counters.column.tenantId} = $1`,
);

const positionsStatement = statement(
  'read-event-positions',
  `select ${counters.column.tenantId} as "tenantId", ${counters.column.position} as "position"
     from ${counters.table} where ${counters.column.tenantId} = any($1::uuid[])`,
);

/** Events after a position, oldest first, at most `limit`. */
export function readEventsAfter(
  database: Database,
  tenantId: string,
  position: number,
  limit: number,
): Promise<LoggedEvent[]> {
  return database.query(readAfterStatement, [tenantId, position, limit]);
}

/** Where the log stands; zeros for a tenant that has none. */
export async function readLogRange(database: Database, tenantId: string): Promise<LogRange> {
  const [range] = await database.query<LogRange>(rangeStatement, [tenantId]);
  return range ?? { last: 0, droppedThrough: 0 };
}

/** Where the logs of several tenants stand, in one statement. */
export function readPositions(
  database: Database,
  tenantIds: readonly string[],
): Promise<{ tenantId: string; position: number }[]> {
  return database.query(positionsStatement, [tenantIds]);
}
