/** Statements over endpoints: which have work, how far they are, and when they are disabled. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { as, bool, int, moment, orNull, quoted, sql, text, typedAs } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { EventType, WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';

const endpoints = tableOf(WebhookEndpoint);
const counters = tableOf(EventCounter);
const deliveries = tableOf(WebhookDelivery);
const [e, c, d] = [endpoints.of('e'), counters.of('c'), deliveries.of('d')];
const column = endpoints.column;

const enabledStatement = statement(
  'outgoing-enabled-endpoints',
  sql`select ${endpoints.select('e', ['id', 'tenantId'])},
          ${as(
            'hasWork',
            bool(`(coalesce(${c.position}, 0) <> ${e.position} or exists (
               select from ${deliveries.table} d where ${d.endpointId} = ${e.id} and ${d.status} = ${quoted(WebhookDeliveryStatus.PENDING)}
                  and (${d.nextAttemptAt} is null or ${d.nextAttemptAt} <= now())))`),
          )}
     from ${endpoints.table} e left join ${counters.table} c on ${c.tenantId} = ${e.tenantId}
    where ${e.isEnabled}`,
);

/** Every enabled endpoint of all tenants, and whether something waits for it. */
export function listEnabled(database: Pick<Database, 'query'>): Promise<RowOf<typeof enabledStatement>[]> {
  return database.query(enabledStatement);
}

const findStatement = statement(
  'outgoing-find-endpoint',
  sql`select ${endpoints.select('e')} from ${endpoints.table} e where ${e.id} = $1`,
);

/** The endpoint; null when it was deleted. */
export async function findEndpoint(
  database: Pick<Database, 'query'>,
  id: string,
): Promise<Readonly<WebhookEndpoint> | null> {
  return (await database.query(findStatement, [id]))[0] ?? null;
}

const stateStatement = statement(
  'outgoing-endpoint-state',
  sql`select ${endpoints.select('e')}, ${as('last', int(`coalesce(${c.position}, 0)`))},
          ${as('droppedThrough', int(`coalesce(${c.droppedThrough}, 0)`))}, ${as('epoch', text('(select event_log_epoch())'))},
          ${as('waitingRows', int('w.rows'))}, ${as('waitingBytes', int('w.bytes'))},
          ${as('waitingLanes', typedAs<readonly string[]>('w.lanes'))}, ${as('waitingUntil', orNull(moment('w.until')))}
     from ${endpoints.table} e left join ${counters.table} c on ${c.tenantId} = ${e.tenantId}
     cross join lateral (
       select count(*) as rows, coalesce(sum(octet_length(${d.body})), 0)::int8 as bytes,
              coalesce(array_agg(distinct ${d.lane}), '{}') as lanes, min(${d.nextAttemptAt}) as until
         from ${deliveries.table} d
        where ${d.endpointId} = ${e.id} and ${d.status} = ${quoted(WebhookDeliveryStatus.PENDING)}) w
    where ${e.id} = $1`,
);

/** An endpoint, the range of its tenant's log, and what waits: number, bytes, lanes, the time of the next attempt. */
export type EndpointState = RowOf<typeof stateStatement>;

/** The state of an endpoint; null when it was deleted. */
export async function readState(
  database: Pick<Database, 'query'>,
  id: string,
): Promise<EndpointState | null> {
  return (await database.query(stateStatement, [id]))[0] ?? null;
}

const advanceStatement = statement(
  'outgoing-advance',
  `update ${endpoints.table} set ${column.position} = $3
    where ${column.id} = $1 and ${column.position} = $2 returning ${column.id} as "id"`,
);

/**
 * Moves an endpoint's position in the log.
 * @returns false if another process has moved it, or it was deleted: nothing of this page may be stored
 */
export async function advance(
  { query }: Pick<Transaction, 'query'>,
  id: string,
  from: number,
  to: number,
): Promise<boolean> {
  return (await query(advanceStatement, [id, from, to])).length > 0;
}

const skipStatement = statement(
  'outgoing-skip',
  `update ${endpoints.table} set ${column.position} = $3, ${column.skippedAt} = now(),
          ${column.skippedEvents} = least(${column.skippedEvents}::int8 + $3::int8 - $2::int8, 2147483647)::int
    where ${column.id} = $1 and ${column.position} = $2 returning ${column.id} as "id"`,
);

/** Moves the position over events that have left the log, and counts them. @returns as `advance` */
export async function skip(
  { query }: Pick<Transaction, 'query'>,
  id: string,
  from: number,
  to: number,
): Promise<boolean> {
  return (await query(skipStatement, [id, from, to])).length > 0;
}

/** A pause without success of this length means that the endpoint as a whole was away. */
const awayMs = 300_000;

const successStatement = statement(
  'outgoing-success',
  `with before as (
     select ${e.id} as id, ${e.failingSince} as since from ${endpoints.table} e where ${e.id} = $1 for update
   ), recovered as (
     update ${deliveries.table} d set ${deliveries.column.nextAttemptAt} = now()
       from before where ${d.endpointId} = before.id and ${d.status} = ${quoted(WebhookDeliveryStatus.PENDING)}
        and ${d.nextAttemptAt} > now() + interval '1 minute' and before.since < now() - $2::float8 * interval '1 ms'
   )
   update ${endpoints.table} set ${column.failingSince} = null, ${column.lastDeliveredAt} = now()
     from before where ${endpoints.table}.${column.id} = before.id`,
);
const failureStatement = statement(
  'outgoing-failure',
  `update ${endpoints.table} set ${column.failingSince} = now() where ${column.id} = $1 and ${column.failingSince} is null`,
);

/** Records a success. After an outage, everything that waits for its retry is due at once. */
export async function recordSuccess(database: Pick<Database, 'query'>, id: string): Promise<void> {
  await database.query(successStatement, [id, awayMs]);
}

/** Records a failure: since when there was no success. */
export async function recordFailure(database: Pick<Database, 'query'>, id: string): Promise<void> {
  await database.query(failureStatement, [id]);
}

const disableStatement = statement(
  'outgoing-disable',
  `update ${endpoints.table} set ${column.isEnabled} = false, ${column.disabledReason} = $2
    where ${column.id} = $1 and ${column.isEnabled} returning ${column.id} as "id"`,
);

/** TENANT_UPDATED: the list of endpoints has changed. */
export const toEndpointsUpdated = (tenantId: string) => ({
  kind: EventType.TENANT_UPDATED,
  subjectId: tenantId,
  changed: ['webhookEndpoints'],
});

/** Disables an endpoint and tells clients. @returns false if it was disabled already */
export function disable(
  database: Pick<Database, 'publish'>,
  { id, tenantId }: Pick<WebhookEndpoint, 'id' | 'tenantId'>,
  reason: string,
): Promise<boolean> {
  return database.publish(tenantId, async ({ query, emit }) => {
    const isChanged = (await query(disableStatement, [id, reason])).length > 0;
    if (isChanged) emit(toEndpointsUpdated(tenantId));
    return isChanged;
  });
}
