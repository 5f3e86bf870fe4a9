/** Statements over deliveries: what waits, what is due, results, retention. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { quoted, sql } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { type StoredAttempt, WebhookDelivery } from '../entities/webhook-delivery.entity.js';

const { table, of, column, list, select } = tableOf(WebhookDelivery);
const d = of('d');
const isPending = (alias: string) => `${of(alias).status} = ${quoted(WebhookDeliveryStatus.PENDING)}`;
/** Order within a lane; tests and repetitions have a lane of their own. */
const laneOrder = (alias: string) =>
  `${of(alias).lane}, ${of(alias).eventPosition} nulls first, ${of(alias).id}`;

/** A delivery to insert. */
export interface NewDelivery {
  readonly id: string;
  readonly status: WebhookDeliveryStatus;
  readonly type: string | null;
  readonly eventPosition: number | null;
  readonly subjectId: string | null;
  readonly contactId: string | null;
  readonly conversationId: string | null;
  readonly lane: string;
  readonly body: string;
  readonly attempts: readonly StoredAttempt[];
  readonly firstAttemptAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
}

const columns = [
  ...(['id', 'status', 'type', 'eventPosition', 'subjectId', 'contactId', 'conversationId'] as const),
  ...(['lane', 'body', 'attempts', 'firstAttemptAt', 'nextAttemptAt', 'createdAt'] as const),
] as const;
const insertStatement = statement(
  'outgoing-insert-deliveries',
  `insert into ${table} (${list(['tenantId', 'endpointId', ...columns])})
   select $1, $2, ${columns.map(name => `r."${name}"`).join(', ')}
     from jsonb_to_recordset($3::jsonb) as r("id" uuid, "status" text, "type" text, "eventPosition" int8, "subjectId" uuid,
          "contactId" uuid, "conversationId" uuid, "lane" text, "body" text, "attempts" jsonb,
          "firstAttemptAt" timestamptz, "nextAttemptAt" timestamptz, "createdAt" timestamptz)
   on conflict (${column.id}) do nothing`,
);

/** Inserts deliveries of one endpoint. */
export async function insertDeliveries(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  endpointId: string,
  rows: readonly NewDelivery[],
): Promise<void> {
  await query(insertStatement, [tenantId, endpointId, JSON.stringify(rows)]);
}

/** Only the first of each lane can be due: one without a time became the first, or waits for no time. */
const claimStatement = statement(
  'outgoing-claim',
  sql`with heads as (
     select distinct on (${of('h').lane}) ${of('h').id} as id, ${of('h').nextAttemptAt} as at from ${table} h
      where ${of('h').endpointId} = $1 and ${isPending('h')} order by ${laneOrder('h')}
   ), due as (
     select id from heads where at is null or at <= now() order by at nulls first limit $2
   )
   update ${table} d set ${column.nextAttemptAt} = now() + $3::float8 * interval '1 ms',
          ${column.firstAttemptAt} = coalesce(${d.firstAttemptAt}, now())
     from due where ${d.id} = due.id and (${d.nextAttemptAt} is null or ${d.nextAttemptAt} <= now()) returning ${select('d', ['id', 'body', 'firstAttemptAt'])}`,
);

/** A delivery to attempt now. */
export type DueDelivery = RowOf<typeof claimStatement>;

/**
 * Claims due deliveries, at most one of each lane.
 * @param leaseMs after this time they are due again, if the process dies
 */
export function claimDue(
  database: Pick<Database, 'query'>,
  endpointId: string,
  limit: number,
  leaseMs: number,
): Promise<DueDelivery[]> {
  return database.query(claimStatement, [endpointId, limit, leaseMs]);
}

/** Attempts are shown; older ones are dropped. */
const shownAttempts = 20;
const settleStatement = statement(
  'outgoing-settle',
  `update ${table} d set ${column.status} = $2, ${column.nextAttemptAt} = $3,
          ${column.attempts} = case when $4::jsonb is null then ${d.attempts}
            when jsonb_array_length(${d.attempts}) >= ${shownAttempts} then (${d.attempts} - 0) || $4::jsonb
            else ${d.attempts} || $4::jsonb end
    where ${d.id} = $1 and ${isPending('d')}`,
);

/** Stores the result of an attempt. @param attempt null when it was not carried out */
export async function settle(
  database: Pick<Database, 'query'>,
  id: string,
  status: WebhookDeliveryStatus,
  nextAttemptAt: Date | null,
  attempt: StoredAttempt | null,
): Promise<void> {
  await database.query(settleStatement, [id, status, nextAttemptAt, attempt && JSON.stringify(attempt)]);
}

const hastenStatement = statement(
  'outgoing-hasten',
  `update ${table} d set ${column.nextAttemptAt} = now()
    where ${d.endpointId} = $1 and ${isPending('d')} and ${d.nextAttemptAt} > now() + interval '1 minute'`,
);

/** Makes due at once what waits for a later attempt; attempts that run now have a shorter lease, and are left alone. */
export async function hasten(database: Pick<Database, 'query'>, endpointId: string): Promise<void> {
  await database.query(hastenStatement, [endpointId]);
}

/** A delivery that waits longer, at a disabled endpoint, is given up. */
const longestWaitDays = 7;
const keptDays = 14;
/** Settled deliveries of one endpoint; the oldest of more are deleted. */
const kept = { rows: 50_000, bytes: 268_435_456 };
const chunkRows = 5_000;

const giveUpStatement = statement(
  'outgoing-give-up',
  `update ${table} d set ${column.status} = ${quoted(WebhookDeliveryStatus.FAILED)}, ${column.nextAttemptAt} = null
    where ${isPending('d')} and ${d.createdAt} < $1::timestamptz - interval '${longestWaitDays} days'
      and (${d.firstAttemptAt} is null or ${d.firstAttemptAt} < $1::timestamptz - interval '${longestWaitDays} days')
      and not exists (select from "webhook_endpoints" e where e."id" = ${d.endpointId} and e."is_enabled")`,
);
const dropStatement = statement(
  'outgoing-drop',
  `delete from ${table} where ${column.id} in (
     select ${d.id} from ${table} d where not ${isPending('d')} and ${d.id} < $1::uuid
     union all
     select x.id from "webhook_endpoints" e cross join lateral (
       select ${d.id} as id, row_number() over newest as n,
              sum(coalesce(octet_length(${d.body}), 0)) over newest as bytes
         from ${table} d where ${d.endpointId} = e."id" and not ${isPending('d')}
       window newest as (order by ${d.id} desc)) x where x.n > ${kept.rows} or x.bytes > ${kept.bytes}
     limit ${chunkRows}) returning ${column.id} as "id"`,
);

/** Deletes deliveries past their retention. @returns how many */
export async function dropOldDeliveries(
  database: Pick<Database, 'query'>,
  now: Date = new Date(),
): Promise<number> {
  await database.query(giveUpStatement, [now]);
  const oldest = firstUuidAt(new Date(now.getTime() - keptDays * 86_400_000));
  let dropped = 0;
  for (let rows = chunkRows; rows === chunkRows; dropped += rows)
    rows = (await database.query(dropStatement, [oldest])).length;
  return dropped;
}
