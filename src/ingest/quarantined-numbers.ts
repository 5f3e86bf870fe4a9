/** The unknown numbers of quarantined events, for the page on which a person decides about them. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, moment, orNull, quoted, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { createTenantReader } from '../database/tenant-reader.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import { type ProviderKind, WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** Newest events that are counted, and numbers that are listed; both bound the statement. */
const maxEvents = 10_000;
const maxNumbers = 100;
/** Larger bodies are not parsed for a preview. */
const maxBodyBytes = 65_536;
const maxTextLength = 300;

/** A number of which webhooks wait. */
export interface QuarantinedNumberRow {
  readonly accountId: string;
  /** As in the requests; null when they name no number. */
  readonly externalId: string | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly firstEventId: string;
  /** Of the first event, when it is a message. */
  readonly firstText: string | null;
  readonly firstSender: string | null;
}

/** Lists the unknown numbers of a company, the latest event first; at most 100. */
export type ListQuarantinedNumbers = (tenantId: string) => Promise<QuarantinedNumberRow[]>;

/** Options of `createListQuarantinedNumbers`. */
export interface ListQuarantinedNumbersOptions {
  readonly database: Database;
  /** Parses a stored body with the provider's own parser; pure. */
  readonly parseKept: (kind: ProviderKind, keptBody: string, receivedAt: Date) => readonly InboundEvent[];
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');
const accounts = tableOf(ProviderAccount);
const account = accounts.of('a');

const unknownNumbers = tenantStatement(
  'quarantined-numbers',
  sql`with newest as (
      select ${event.id} as id, ${event.accountId} as account_id, ${event.channelExternalId} as external_id, ${event.receivedAt} as received_at
        from ${ledger.table} w
       where ${event.tenantId} = $1 and ${event.status} = ${quoted(WebhookEventStatus.QUARANTINED)} and ${event.source} <> ${quoted(WebhookSource.YCLIENTS)}
       order by ${event.id} desc limit ${maxEvents}),
    numbers as (
      select account_id, external_id, count(*) as count, min(received_at) as first_at, max(received_at) as last_at,
             min(id::text)::uuid as first_id, max(id::text) as last_id
        from newest group by account_id, external_id order by last_id desc limit ${maxNumbers})
    select ${as('accountId', text('n.account_id'))}, ${as('externalId', orNull(text('n.external_id')))}, ${as('count', int('n.count'))},
           ${as('firstAt', moment('n.first_at'))}, ${as('lastAt', moment('n.last_at'))}, ${as('firstEventId', text('n.first_id'))},
           ${as('kind', account.kind)}, ${as('itemIndex', event.itemIndex)},
           ${as('body', orNull(text(`case when octet_length(${event.keptBody}) <= ${maxBodyBytes} then ${event.keptBody} end`)))}
      from numbers n
      join ${ledger.table} w on ${event.id} = n.first_id
      join ${accounts.table} a on ${account.id} = n.account_id
     order by n.last_id desc`,
);

/** Creates the query. It takes one statement for any number of events. */
export function createListQuarantinedNumbers({
  database,
  parseKept,
}: ListQuarantinedNumbersOptions): ListQuarantinedNumbers {
  return async tenantId => {
    const rows = await createTenantReader(database, tenantId).rows(unknownNumbers);
    return rows.map(({ kind, itemIndex, body, ...row }) => {
      const first =
        body === null ? undefined : readEvent(() => parseKept(kind, body, row.firstAt)[itemIndex]);
      return { ...row, ...toPreview(first) };
    });
  };
}

/** A parser that throws for a stored body must not hide the other numbers. */
function readEvent(parse: () => InboundEvent | undefined): InboundEvent | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function toPreview(first: InboundEvent | undefined) {
  if (first?.type !== 'message') return { firstText: null, firstSender: null };
  return {
    firstText: first.text?.slice(0, maxTextLength) ?? null,
    firstSender: first.senderName ?? first.from,
  };
}
