/**
 * Reads the event log, and stores what changed for the search. Ingest does nothing for it. The position is written with
 * the documents: a crash loses none. One process reads for a company at a time, in the order of the log, so that a text
 * that was deleted or erased meanwhile is removed by its own, later event.
 */
import { setTimeout as delay } from 'node:timers/promises';
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
const maxPages = 4;
const maxFillMs = 2_000;
const restsPerWork = 3;
const maxRestMs = 1_000;

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
/** What follows in the transaction finds rows by their keys alone; while a table is small, its plans would read all of it. */
const lockStatement = statement(
  'search-lock-position',
  sql`select ${as('position', int(p.position))}, ${as('fillStage', orNull(text(p.fillStage)))}, ${as('fillBefore', text(p.fillBefore))},
          ${as('isLost', bool(`(${p.position} < ${c.droppedThrough} or ${p.position} > ${c.position})`))}, ${as('last', int(c.position))},
          ${as('isKeyed', text("set_config('enable_seqscan', 'off', true)"))}
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

/**
 * Stores everything that was committed, and a part of what is older. A company whose rows fail does not delay the others.
 * @returns true if more is left
 */
export async function watchLog(
  database: Database,
  stopping: AbortSignal,
  options: WatchOptions = {},
): Promise<boolean> {
  const faults: unknown[] = [];
  const attempt = (work: () => Promise<boolean>): Promise<boolean> =>
    thenRest(stopping, work).catch(error => {
      faults.push(error);
      return false;
    });
  let hasMore = false;
  const left = new Set<string>();
  for (const { tenantId } of await database.query(behindStatement)) {
    left.add(tenantId);
    for (let page = 1; !stopping.aborted; page += 1) {
      if (!(await attempt(() => readPage(database, tenantId, options)))) break;
      if (page < maxPages) continue;
      hasMore = true;
      break;
    }
  }
  // In turns, so that new messages never wait for the old ones of a large company.
  const until = performance.now() + maxFillMs;
  while (left.size > 0 && performance.now() < until && !stopping.aborted)
    for (const tenantId of left)
      if (!(await attempt(() => fillPortion(database, tenantId, options)))) left.delete(tenantId);
  if (faults.length > 0) throw faults[0];
  return hasMore || left.size > 0;
}

/** @returns false if there is nothing older */
function fillPortion(database: Database, tenantId: string, options: WatchOptions): Promise<boolean> {
  return database.transaction(async transaction => {
    const [at] = await transaction.query(lockStatement, [tenantId]);
    if (!at || at.fillStage === null) return false;
    await fillOnce(readerOf(transaction, tenantId), { stage: at.fillStage, before: at.fillBefore }, options);
    return true;
  });
}

/**
 * Does a portion of work; when more follows, rests for three times as long first: while messages arrive faster than they
 * are stored here, the search falls behind and ingest keeps its processor.
 */
async function thenRest(stopping: AbortSignal, work: () => Promise<boolean>): Promise<boolean> {
  const startedAt = performance.now();
  const hasMore = await work();
  const restMs = Math.min((performance.now() - startedAt) * restsPerWork, maxRestMs);
  if (hasMore) await delay(restMs, undefined, { signal: stopping }).catch(() => {});
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
