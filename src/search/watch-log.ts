/**
 * Reads the event log, and stores what changed for the search. Ingest does nothing for it. The position is written with
 * the documents: a crash loses none. One process reads for a company at a time, in the order of the log, so that a text
 * that was deleted or erased meanwhile is removed by its own, later event.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, int, orNull, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { readEventsAfter } from '../delivery/event-log.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { SearchPosition } from '../entities/search-position.entity.js';
import { createBlocks, defaultBlockRows, lastId, readerOf } from './blocks.js';
import { fillOnce, fillStages } from './fill.js';
import { storeChanges } from './store-changes.js';

/** Sizes of the reader; tests use smaller ones. */
export interface WatchOptions {
  readonly blockRows?: number;
  readonly pageEvents?: number;
  readonly fillRows?: number;
}

const positions = tableOf(SearchPosition);
const p = positions.of('p');
const counters = tableOf(EventCounter);
const c = counters.of('c');
const maxPages = 20;
const maxFills = 20;

const behindStatement = statement(
  'search-tenants-behind',
  sql`select ${as('tenantId', c.tenantId)} from ${counters.table} c left join ${positions.table} p on ${p.tenantId} = ${c.tenantId}
    where ${p.tenantId} is null or ${c.position} <> ${p.position} or ${p.fillStage} is not null`,
);
/** $1 tenant, $2 the first stage, $3 above every id. */
const beginStatement = statement<{ readonly tenantId: string }>(
  'search-begin',
  `insert into ${positions.table} (${positions.list(['tenantId', 'position', 'fillStage', 'fillBefore'])})
   select ${c.tenantId}, ${c.position}, $2, $3::uuid from ${counters.table} c where ${c.tenantId} = $1
   on conflict do nothing returning ${positions.column.tenantId} as "tenantId"`,
);
const lockStatement = statement(
  'search-lock-position',
  sql`select ${as('position', int(p.position))}, ${as('fillStage', orNull(text(p.fillStage)))}, ${as('fillBefore', text(p.fillBefore))},
          ${as('isLost', bool(`(${p.position} < ${c.droppedThrough} or ${p.position} > ${c.position})`))}, ${as('last', int(c.position))}
     from ${positions.table} p join ${counters.table} c on ${c.tenantId} = ${p.tenantId} where ${p.tenantId} = $1 for update of p skip locked`,
);
const moveStatement = statement(
  'search-move-position',
  `update ${positions.table} set ${positions.column.position} = $2 where ${positions.column.tenantId} = $1`,
);
const refillStatement = statement(
  'search-refill',
  `update ${positions.table} set ${positions.column.position} = $2, ${positions.column.fillStage} = $3, ${positions.column.fillBefore} = $4
    where ${positions.column.tenantId} = $1`,
);

/** Stores everything that was committed, and a part of what is older. @returns true if more is left */
export async function watchLog(
  database: Database,
  stopping: AbortSignal,
  options: WatchOptions = {},
): Promise<boolean> {
  let hasMore = false;
  for (const { tenantId } of await database.query(behindStatement)) {
    for (let page = 0; page < maxPages && !stopping.aborted; page += 1)
      if (!(await readPage(database, tenantId, options))) break;
    for (let fill = 0; fill < maxFills && !stopping.aborted; fill += 1) {
      const isLeft = await database.transaction(async transaction => {
        const [at] = await transaction.query(lockStatement, [tenantId]);
        if (!at || at.fillStage === null) return false;
        await fillOnce(
          readerOf(transaction, tenantId),
          { stage: at.fillStage, before: at.fillBefore },
          options,
        );
        return true;
      });
      if (!isLeft) break;
      hasMore ||= fill === maxFills - 1;
    }
  }
  return hasMore;
}

/** @returns true if a page was full, so that more can follow */
function readPage(
  database: Database,
  tenantId: string,
  { blockRows = defaultBlockRows, pageEvents = 500 }: WatchOptions,
): Promise<boolean> {
  return database.transaction(async transaction => {
    const { query } = transaction;
    const reader = readerOf(transaction, tenantId);
    const begun = await query(beginStatement, [tenantId, fillStages[0], lastId]);
    if (begun.length > 0) await createBlocks(reader.rows, blockRows);
    const [at] = await query(lockStatement, [tenantId]);
    // Another process reads it.
    if (!at) return false;
    if (at.isLost) {
      // Events are missing, such as after a month without a worker: everything is looked at again.
      await query(refillStatement, [tenantId, at.last, fillStages[0], lastId]);
      return false;
    }
    const events = await readEventsAfter(transaction, tenantId, at.position, pageEvents);
    const last = events.at(-1);
    if (!last) return false;
    await storeChanges(reader, events, blockRows);
    await query(moveStatement, [tenantId, last.position]);
    return events.length === pageEvents;
  });
}
