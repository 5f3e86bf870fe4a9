/** Statements of reprocessing the ledger. */
import { tableOf } from '../database/columns.js';
import { as, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');
const other = ledger.of('o');
/** Events that are assigned at once. */
const maxTogether = 10_000;
const channel = tableOf(Channel).of('c');
/** Rows that are read at once. */
export const replayPageSize = 200;

/** $1 tenant, $2 the last id before; the other parameters are null or a condition. */
export const selectRows = statement(
  'replay-select',
  sql`select ${ledger.select('w')} from ${ledger.table} w
    where ${event.tenantId} = $1 and ${event.id} > $2
      and ($3::uuid[] is null or ${event.id} = any($3))
      and ($4::text[] is null or ${event.source} = any($4))
      and ($5::text[] is null or ${event.status} = any($5))
      and ($6::uuid is null or ${event.channelId} = $6)
      and ($7::text is null or ${event.externalEventId} = $7)
      and ($8::timestamptz is null or ${event.receivedAt} >= $8)
      and ($9::timestamptz is null or ${event.receivedAt} < $9)
      and ($10::text[] is null or ${event.eventType} = any($10))
      and ($11::uuid is null or ${event.accountId} = $11)
      and ($12::text is null or strpos(lower(${event.reason}), lower($12)) > 0)
    order by ${event.id} limit ${replayPageSize}`,
);

/** Quarantined events whose channel has been created since. */
export const selectReady = statement(
  'replay-select-ready',
  sql`select ${as('tenantId', event.tenantId)}, ${as('ids', typedAs<string[]>(`array_agg(${event.id})`))} from ${ledger.table} w
    where ${event.status} = '${WebhookEventStatus.QUARANTINED}' and exists (
      select 1 from ${tableOf(Channel).table} c where ${channel.accountId} = ${event.accountId}
         and (${channel.externalId} = ${event.channelExternalId} or (${event.channelExternalId} is null and ${channel.isDefault})))
    group by ${event.tenantId}`,
);

/** $1 tenant, $2 a channel. */
export const selectChannel = statement(
  'replay-select-channel',
  `select ${channel.id} as "id" from ${tableOf(Channel).table} c where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);

/** Events that wait for the same unknown number as the given one, itself among them. */
export const selectSameNumber = statement(
  'replay-select-same-number',
  sql`select ${as('id', event.id)} from ${ledger.table} o
    join ${ledger.table} w on ${event.tenantId} = ${other.tenantId} and ${event.accountId} = ${other.accountId}
     and ${event.channelExternalId} is not distinct from ${other.channelExternalId}
     and ${event.status} = '${WebhookEventStatus.QUARANTINED}'
   where ${other.tenantId} = $1 and ${other.id} = $2 and ${other.status} = '${WebhookEventStatus.QUARANTINED}'
   order by ${event.id} limit ${maxTogether}`,
);
