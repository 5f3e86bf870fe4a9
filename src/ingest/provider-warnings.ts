/** Provider warnings about our numbers, stored with each number concerned. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { WarningReport } from '../domain/inbound-event.js';
import { listStanding, type ProviderWarning, type ProviderWarnings } from '../domain/provider-warning.js';
import { ChannelStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { isSetByUser } from './channel-state.js';

/** The numbers of a report: one by id, one by its spelling, or all of the account. */
export interface WarnedNumbers {
  readonly tenantId: string;
  readonly accountId: string;
  readonly channelId: string | null;
  readonly ownNumber: string | null;
}

/** The result of a warning; `unknown` when the account has no such number. */
export interface WarningOutcome {
  readonly type: 'changed' | 'known' | 'late' | 'unknown';
  readonly events: readonly NewEvent[];
}

type WarnedChannel = Pick<
  Channel,
  'id' | 'status' | 'providerState' | 'providerStateAt' | 'providerWarnings'
>;

/** Subjects are named by the provider; only the latest ones are kept. */
const maxSubjects = 30;

const channels = tableOf(Channel);
const channel = channels.of('c');
const digits = (column: string) => String.raw`regexp_replace(coalesce(${column}, ''), '\D', '', 'g')`;

const lockStatement = statement(
  'lock-warned-channels',
  sql`select ${channels.select('c', ['id', 'status', 'providerState', 'providerStateAt', 'providerWarnings'])} from ${channels.table} c
    where ${channel.tenantId} = $1 and ${channel.accountId} = $2 and ($3::uuid is null or ${channel.id} = $3)
      and ($4::text is null or $4 in (${digits(channel.phoneNumber)}, ${digits(channel.ownAddress)}))
      and ($5::text is null or ${channel.ownAccount} is null or ${channel.ownAccount} = $5)
    order by ${channel.id} for no key update`,
);

const writeStatement = statement(
  'write-channel-warnings',
  `update ${channels.table} c set ${channels.column.status} = $3, ${channels.column.providerState} = $4,
          ${channels.column.providerStateAt} = $5, ${channels.column.providerWarnings} = $6
    where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);

/**
 * Writes a warning inside the caller's transaction. A number that a person paused stays paused; a report older than the
 * stored state of its subject changes nothing.
 */
export async function applyWarning(
  transaction: Transaction,
  { tenantId, accountId, channelId, ownNumber }: WarnedNumbers,
  report: WarningReport,
  receivedAt: Date,
): Promise<WarningOutcome> {
  // A report that names a number is about that number only; the business account is not compared.
  const ownAccount = channelId === null && ownNumber === null ? (report.ownAccount ?? null) : null;
  const about = [tenantId, accountId, channelId, ownNumber, ownAccount];
  const warned = await transaction.query(lockStatement, about);
  if (warned.length === 0) return { type: 'unknown', events: [] };
  const told = report.at ?? receivedAt;
  const events: NewEvent[] = [];
  let isKnown = false;
  for (const known of warned) {
    const { about: subject, state } = report;
    const before = known.providerWarnings ?? {};
    const last = before[subject];
    if (last !== undefined && Date.parse(last.at) > told.getTime()) continue;
    const warnings = toWarnings(before, report, told);
    const status = toStatus(known, warnings, report, receivedAt);
    const isNewest = known.providerStateAt === null || known.providerStateAt <= told;
    const wanted = isNewest ? { state, at: told } : { state: known.providerState, at: known.providerStateAt };
    if (isSame(last, warnings[subject]) && status === known.status && wanted.state === known.providerState) {
      isKnown = true;
      continue;
    }
    await transaction.query(writeStatement, [
      ...[tenantId, known.id, status, wanted.state, wanted.at],
      JSON.stringify(warnings),
    ]);
    const changed = status === known.status ? ['health'] : ['status', 'health'];
    events.push({ kind: EventType.CHANNEL_UPDATED, subjectId: known.id, channelId: known.id, changed });
  }
  if (events.length > 0) return { type: 'changed', events };
  return { type: isKnown ? 'known' : 'late', events };
}

function toWarnings(before: ProviderWarnings, report: WarningReport, told: Date): ProviderWarnings {
  const { about, warning, ends = [] } = report;
  const at = told.toISOString();
  const over: ProviderWarning = { text: null, isBlocking: false, until: null, at };
  const said = warning && { ...warning, until: warning.until?.toISOString() ?? null, at };
  // A warning that is newer than the report does not end with it.
  const ended = ends.filter(subject => Date.parse(before[subject]?.at ?? at) <= told.getTime());
  const entries = {
    ...before,
    ...Object.fromEntries(ended.map(subject => [subject, over])),
    [about]: said ?? over,
  };
  const newest = Object.entries(entries).toSorted(
    ([, one], [, other]) => Date.parse(other.at) - Date.parse(one.at),
  );
  return Object.fromEntries(newest.slice(0, maxSubjects));
}

function toStatus(
  { status, providerWarnings }: WarnedChannel,
  warnings: ProviderWarnings,
  { warning }: WarningReport,
  now: Date,
): ChannelStatus {
  if (isSetByUser(status)) return status;
  if (warning?.isBlocking) return ChannelStatus.DISCONNECTED;
  const isBlocked = (list: ProviderWarnings | null) => listStanding(list, now).some(one => one.isBlocking);
  const isFreed = isBlocked(providerWarnings) && !isBlocked(warnings);
  return isFreed && status === ChannelStatus.DISCONNECTED ? ChannelStatus.ACTIVE : status;
}

function isSame(one: ProviderWarning | undefined, other: ProviderWarning | undefined): boolean {
  return (
    one?.text === other?.text &&
    one?.at === other?.at &&
    one?.until === other?.until &&
    one?.isBlocking === other?.isBlocking
  );
}
