/** Stores rejected webhooks: one row per account, reason and hour. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { RefusalReason, WebhookSource } from '../domain/vocabulary.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';

/** Rejected requests of one account for one reason, counted since the last write. */
export interface CountedRefusal {
  readonly tenantId: string;
  readonly accountId: string;
  readonly source: WebhookSource;
  readonly reason: RefusalReason;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly address: string | null;
  readonly claimedNames: readonly string[];
  readonly keyPrefix: string | null;
  readonly channelExternalId: string | null;
}

const table = tableOf(RefusedWebhook);
const c = table.column;

/** Parameters: the columns in this order. */
const storeStatement = statement(
  'store-refused-webhooks',
  `insert into ${table.table} as r
     (${table.list(['id', 'tenantId', 'accountId', 'source', 'reason', 'hour', 'count', 'firstAt', 'lastAt', 'address', 'claimedNames', 'keyPrefix', 'channelExternalId'])})
   values ($1, $2, $3, $4, $5, date_trunc('hour', $8::timestamptz, 'UTC'), $6, $7, $8, $9, $10, $11, $12)
   on conflict (${c.tenantId}, ${c.accountId}, ${c.source}, ${c.reason}, ${c.hour}) do update set
     ${c.count} = r.${c.count} + excluded.${c.count},
     ${c.firstAt} = least(r.${c.firstAt}, excluded.${c.firstAt}),
     ${c.lastAt} = greatest(r.${c.lastAt}, excluded.${c.lastAt}),
     ${c.address} = excluded.${c.address}, ${c.claimedNames} = excluded.${c.claimedNames},
     ${c.keyPrefix} = excluded.${c.keyPrefix}, ${c.channelExternalId} = excluded.${c.channelExternalId}`,
);

const dropStatement = statement(
  'drop-refused-webhooks',
  `delete from ${table.table} where ${c.lastAt} < $1 returning ${c.id} as "id"`,
);

const keptDays = 7;

/** Adds to the rows of the hour. */
export async function storeRefusals(database: Database, refusals: readonly CountedRefusal[]): Promise<void> {
  for (const refusal of refusals) {
    const { tenantId, accountId, source, reason, count, firstAt, lastAt } = refusal;
    const { address, claimedNames, keyPrefix, channelExternalId } = refusal;
    await database.query(storeStatement, [
      ...[uuidV7(), tenantId, accountId, source, reason, count, firstAt, lastAt],
      ...[address, [...claimedNames], keyPrefix, channelExternalId],
    ]);
  }
}

/** Deletes rows older than a week. @returns the number of deleted rows */
export async function dropOldRefusals(database: Database, now: Date = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  return (await database.query(dropStatement, [before])).length;
}
