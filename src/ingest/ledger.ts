/** Ledger rows of events without an effect: ignored, quarantined, failed. */
import { tableOf } from '../database/columns.js';
import { statement } from '../database/statement.js';
import { laneOf } from '../domain/channel-lookup.js';
import type { IngestItem } from '../domain/ingest-item.js';
import type { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

const ledger = tableOf(WebhookEvent);

/** The result to write for an event. */
export interface Verdict {
  readonly item: IngestItem;
  readonly status: WebhookEventStatus;
  readonly reason: string | null;
  readonly channelId: string | null;
  readonly messageId?: string | null;
  readonly nextAttemptAt?: Date | null;
}

/** $1 tenant, $2 JSON array of verdicts. An existing row (when reprocessed) takes the new verdict. */
export const recordVerdicts = statement(
  'record-verdicts',
  `insert into ${ledger.table} as w (${ledger.list([
    'id',
    'tenantId',
    'accountId',
    'channelId',
    'channelExternalId',
    'source',
    'eventType',
    'externalEventId',
    'itemIndex',
    'status',
    'reason',
    'receivedAt',
    'processedAt',
    'nextAttemptAt',
    'keptBody',
    'headers',
    'messageId',
    'lookupLane',
  ])})
   select id, $1, account_id, channel_id, channel_external_id, source, event_type, external_event_id, item_index,
          status, reason, received_at, clock_timestamp(), next_attempt_at, kept_body, headers, message_id, lookup_lane
     from json_to_recordset($2::json) as i(id uuid, account_id uuid, channel_id uuid, channel_external_id text, source text,
          event_type text, external_event_id text, item_index smallint, status text, reason text,
          received_at timestamptz, next_attempt_at timestamptz, kept_body text, headers jsonb, message_id uuid, lookup_lane text)
   on conflict (${ledger.column.id}) do update set
     ${ledger.column.status} = excluded.status, ${ledger.column.reason} = excluded.reason,
     ${ledger.column.channelExternalId} = coalesce(excluded.channel_external_id, w.channel_external_id),
     ${ledger.column.channelId} = excluded.channel_id, ${ledger.column.messageId} = excluded.message_id,
     ${ledger.column.attempts} = w.attempts + 1, ${ledger.column.processedAt} = excluded.processed_at,
     ${ledger.column.nextAttemptAt} = excluded.next_attempt_at,
     ${ledger.column.lookupLane} = coalesce(excluded.lookup_lane, w.lookup_lane)`,
);

/** The parameters of `recordVerdicts`. */
export function verdictParameters(tenantId: string, verdicts: readonly Verdict[]): unknown[] {
  return [
    tenantId,
    JSON.stringify(
      verdicts.map(({ item, status, reason, channelId, messageId, nextAttemptAt }) => ({
        id: item.ledgerId,
        account_id: item.account.id,
        channel_id: channelId,
        channel_external_id: item.event.channelExternalId,
        source: item.source,
        event_type: item.event.eventType,
        external_event_id: item.event.externalEventId,
        item_index: item.itemIndex,
        status,
        reason,
        received_at: item.receivedAt.toISOString(),
        next_attempt_at: nextAttemptAt?.toISOString() ?? null,
        kept_body: item.keptBody,
        headers: item.headers,
        message_id: messageId ?? null,
        lookup_lane: nextAttemptAt && item.event.channelLookup ? laneOf(item.event.channelLookup) : null,
      })),
    ),
  ];
}
