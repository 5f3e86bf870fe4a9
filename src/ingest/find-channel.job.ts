/**
 * The job that requests from a vendor the channel of a conversation's events, after the acknowledgement; one event at a
 * time, in order of arrival.
 *
 * The event stays in the ledger until there is an answer: an unavailable vendor is retried, and if the vendor does not
 * know, a person must decide. With any result, the event passes the same ingest as every other, so it cannot be
 * duplicated.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import type { ChannelLookup } from '../domain/channel-lookup.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { type ProviderKind, WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory } from './account-directory.js';
import { type ChannelLookups, fillIn } from './channel-lookups.js';
import type { Ingest, IngestLog } from './ingest.js';
import { type FindChannelJob, putOff, writeVerdicts } from './lookup-queue.js';

/** Options of `createFindChannel`. */
export interface FindChannelOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly ingest: Ingest;
  readonly lookups: ChannelLookups;
  /** Requests the answer from the account's vendor. */
  readonly ask: (account: AccountEntry, lookup: string) => Promise<ChannelLookup>;
  readonly parseKept: (kind: ProviderKind, keptBody: string, receivedAt: Date) => readonly InboundEvent[];
  readonly log: IngestLog;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

/** The next event of a conversation; the status is a literal, for the partial index. */
const selectNext = statement(
  'select-next-waiting-for-channel',
  sql`select ${ledger.select('w')}, ${as('isDue', bool(`coalesce(${event.nextAttemptAt} <= now(), true)`))} from ${ledger.table} w
    where ${event.tenantId} = $1 and ${event.accountId} = $2 and ${event.lookupLane} = $3 and ${event.id} > $4
      and ${event.status} = ${quoted(WebhookEventStatus.RECEIVED)} and ${event.lookupLane} is not null
    order by ${event.id} limit 1`,
);
const firstId = '00000000-0000-0000-0000-000000000000';

const firstWaitMs = 2_000;
const longestWaitMs = 10 * 60_000;
/** About two days of attempts; then a person decides. */
const maxAsked = 300;

/** Creates the job. Resolves when nothing is left to do for now; rejects only when the database is unavailable. */
export function createFindChannel(options: FindChannelOptions): (job: FindChannelJob) => Promise<void> {
  const { database, directory, ingest, lookups, log } = options;

  const setAside = async (
    item: IngestItem,
    asked: number,
    answer: Exclude<ChannelLookup, { outcome: 'FOUND' }>,
  ): Promise<Worked> => {
    const isAgain = answer.outcome === 'RETRY' && asked < maxAsked;
    const waitMs = answer.outcome === 'RETRY' ? waitAfter(asked, answer.retryAfterMs) : 0;
    await writeVerdicts(database, item.account.tenantId, [
      {
        item,
        status: isAgain ? WebhookEventStatus.RECEIVED : WebhookEventStatus.QUARANTINED,
        reason: isAgain ? answer.detail : `${answer.detail} Resolve this event by hand.`,
        channelId: null,
        nextAttemptAt: isAgain ? new Date(Date.now() + waitMs) : null,
      },
    ]);
    log('channel not found', { ledgerId: item.ledgerId, outcome: answer.outcome, detail: answer.detail });
    return isAgain ? 'waits' : 'settled';
  };

  const workOn = async (row: WebhookEvent): Promise<Worked> => {
    const account = await directory.findById(row.accountId);
    const parsed = account && options.parseKept(account.kind, row.keptBody, row.receivedAt)[row.itemIndex];
    if (!account || !parsed) return 'settled';
    const item = toItem(row, account, parsed);
    const lookup = parsed.channelLookup ?? null;
    if (lookup === null || parsed.channelExternalId !== null) {
      await ingest.accept(item);
      return 'settled';
    }
    const answer = await lookups.ask(account, lookup, () => options.ask(account, lookup));
    if (answer.outcome !== 'FOUND') return setAside(item, row.attempts, answer);
    await ingest.accept({ ...item, event: fillIn(parsed, answer) });
    return 'settled';
  };

  return async job => {
    const { tenantId, accountId, lane } = job;
    for (let after = firstId; ; ) {
      const [row] = await database.query(selectNext, [tenantId, accountId, lane, after]);
      if (!row) return;
      if (!row.isDue && row.nextAttemptAt !== null) return putOff(database, job, row.nextAttemptAt);
      if ((await workOn(row)) === 'waits') return;
      after = row.id;
    }
  };
}

/** The result of an event; a waiting one blocks those behind it. */
type Worked = 'settled' | 'waits';

/** 2 s, 4 s, 8 s … 10 min, and never less than the vendor requires. */
function waitAfter(asked: number, retryAfterMs: number | null): number {
  return Math.max(Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(asked - 1, 20)), retryAfterMs ?? 0);
}

function toItem(row: WebhookEvent, account: AccountEntry, parsed: InboundEvent): IngestItem {
  const { id: ledgerId, source, receivedAt, headers, keptBody, itemIndex } = row;
  return {
    ledgerId,
    account,
    source,
    receivedAt,
    headers,
    keptBody,
    itemIndex,
    event: parsed,
    channelIdOverride: null,
  };
}
