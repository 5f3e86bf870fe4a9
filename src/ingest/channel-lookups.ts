/**
 * Vendor answers to channel lookups, which find the number of an event; one answer is valid for a whole conversation.
 * They are stored in the database, so that every process has them, also after a restart.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, orNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import { type ChannelLookup, laneOf } from '../domain/channel-lookup.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { KnownLookup } from '../entities/known-lookup.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

type Found = Extract<ChannelLookup, { outcome: 'FOUND' }>;
type Account = Pick<AccountEntry, 'id' | 'tenantId'>;

/** Answers by account and lookup. */
export interface ChannelLookups {
  /** Stores what an event answers, and deletes what it invalidates. */
  learn(item: IngestItem): Promise<void>;
  /**
   * The item with its number filled in, if the answer is known and no earlier event of its conversation waits for one;
   * it must not overtake that event.
   */
  complete(item: IngestItem): Promise<IngestItem>;
  /** The vendor's answer; requested when it is not stored. */
  ask(account: Account, lookup: string, question: () => Promise<ChannelLookup>): Promise<ChannelLookup>;
}

/** Options of `createChannelLookups`. */
export interface ChannelLookupsOptions {
  readonly database: Database;
  /** The answer from the account's own settings without a call, such as a route that belongs to one number. */
  readonly answerBySettings?: (account: AccountEntry, lookup: string) => ChannelLookup | null;
}

interface KnownRow {
  readonly channelExternalId: string | null;
  readonly personAddress: string | null;
  readonly isAsked: boolean | null;
  readonly isBehind: boolean;
  readonly isAging: boolean | null;
}

const knownLookups = tableOf(KnownLookup);
const known = knownLookups.of('k');
const event = tableOf(WebhookEvent).of('w');
const { column } = knownLookups;

/** Answers unused for `keptDays` are deleted. A use renews the date of an answer older than `agingDays`. */
const keptDays = 90;
const agingDays = 30;

const recall = statement(
  'recall-channel-lookup',
  sql`select ${as('channelExternalId', orNull(known.channelExternalId))}, ${as('personAddress', orNull(known.personAddress))}, ${as('isAsked', orNull(known.isAsked))},
          ${as('isAging', orNull(bool(`${known.foundAt} < now() - interval '${agingDays} days'`)))},
          ${as(
            'isBehind',
            bool(`exists (select 1 from ${tableOf(WebhookEvent).table} w where ${event.accountId} = $1 and ${event.lookupLane} = $3
             and ${event.status} = ${quoted(WebhookEventStatus.RECEIVED)} and ${event.id} < $4)`),
          )}
     from (select 1) one left join ${knownLookups.table} k on ${known.accountId} = $1 and ${known.lookup} = $2`,
);

/** A requested answer is not replaced by an event with the same content. */
const keep = statement(
  'keep-channel-lookup',
  `insert into ${knownLookups.table} as k (${knownLookups.list(['accountId', 'lookup', 'tenantId', 'lane', 'channelExternalId', 'personAddress', 'isAsked', 'foundAt'])})
   values ($1, $2, $3, $4, $5, $6, $7, now())
   on conflict (${column.accountId}, ${column.lookup}) do update set
     ${column.channelExternalId} = excluded.channel_external_id, ${column.personAddress} = excluded.person_address,
     ${column.isAsked} = excluded.is_asked, ${column.foundAt} = excluded.found_at
    where excluded.is_asked or ${known.channelExternalId} <> excluded.channel_external_id`,
);

const drop = statement(
  'drop-channel-lookups',
  `delete from ${knownLookups.table} k where ${known.accountId} = $1 and ${known.lane} = $2`,
);

const refresh = statement(
  'refresh-channel-lookup',
  `update ${knownLookups.table} k set ${column.foundAt} = now() where ${known.accountId} = $1 and ${known.lookup} = $2`,
);

const dropUnused = statement(
  'drop-unused-lookups',
  `delete from ${knownLookups.table} k where ${known.foundAt} < now() - interval '${keptDays} days'
   returning ${known.lookup} as "lookup"`,
);

/** Deletes the answers that were unused for `keptDays`. @returns how many */
export async function dropUnusedLookups(database: Pick<Database, 'query'>): Promise<number> {
  return (await database.query(dropUnused, [])).length;
}

/** Creates the answers of a process. */
export function createChannelLookups({ database, answerBySettings }: ChannelLookupsOptions): ChannelLookups {
  const remember = async (
    account: Account,
    lookup: string,
    found: Found,
    isAsked: boolean,
  ): Promise<void> => {
    const { channelExternalId, personAddress = null } = found;
    await database.query(keep, [
      ...[account.id, lookup, account.tenantId, laneOf(lookup)],
      ...[channelExternalId, personAddress, isAsked],
    ]);
  };
  const find = async (account: Account, lookup: string, before: string): Promise<KnownRow | null> => {
    const [row] = await database.query(recall, [account.id, lookup, laneOf(lookup), before]);
    if (row?.isAging) await database.query(refresh, [account.id, lookup]);
    return row ?? null;
  };

  return {
    learn: async ({ event: told, account }) => {
      if (told.type !== 'ignored') return;
      if (told.endsLookups) await database.query(drop, [account.id, laneOf(told.endsLookups)]);
      const { channelLookup, channelExternalId } = told;
      if (channelLookup == null || channelExternalId === null) return;
      await remember(account, channelLookup, { outcome: 'FOUND', channelExternalId }, false);
    },
    complete: async item => {
      const { channelLookup, channelExternalId, type } = item.event;
      if (channelLookup == null || channelExternalId !== null || type === 'ignored') return item;
      const settled = answerBySettings?.(item.account, channelLookup) ?? null;
      if (settled?.outcome === 'FOUND' && isEnough(item, settled)) {
        return { ...item, event: fillIn(item.event, settled) };
      }
      const found = toFound(await find(item.account, channelLookup, item.ledgerId));
      if (found === null || found.isBehind || !isEnough(item, found.answer)) return item;
      return { ...item, event: fillIn(item.event, found.answer) };
    },
    ask: async (account, lookup, question) => {
      const found = toFound(await find(account, lookup, firstId));
      if (found?.isAsked) return found.answer;
      const answer = await question();
      if (answer.outcome === 'FOUND') await remember(account, lookup, answer, true);
      return answer;
    },
  };
}

/** Sorts before every id. */
const firstId = '00000000-0000-0000-0000-000000000000';

function toFound(
  row: KnownRow | null,
): { readonly answer: Found; readonly isAsked: boolean; readonly isBehind: boolean } | null {
  if (row === null || row.channelExternalId === null) return null;
  const { channelExternalId, personAddress, isBehind } = row;
  return {
    answer: { outcome: 'FOUND', channelExternalId, personAddress },
    isAsked: row.isAsked === true,
    isBehind,
  };
}

/** The event with the vendor's answer filled in. */
export function fillIn(event: IngestItem['event'], found: Found): IngestItem['event'] {
  const { channelExternalId } = found;
  return event.type === 'echo' && event.to === ''
    ? { ...event, channelExternalId, to: found.personAddress ?? '' }
    : { ...event, channelExternalId };
}

/** An echo also needs its recipient, which only a vendor's answer contains. */
function isEnough({ event }: IngestItem, found: Found): boolean {
  return event.type !== 'echo' || event.to !== '' || found.personAddress != null;
}
