/** When an account's last webhook was accepted: gathered in memory, written at most once a minute for each account. */
import { LRUCache } from 'lru-cache';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { upTo } from '../domain/up-to.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';

/** Notes accepted webhooks. */
export interface WebhookTimes {
  note(accountId: string, at: Date): void;
  /** Writes the times gathered so far; this also happens every second. */
  flush(): Promise<void>;
  /** Writes the remaining times, and stops. */
  stop(): Promise<void>;
}

/** Options of `createWebhookTimes`. */
export interface WebhookTimesOptions {
  readonly database: Database;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

const everyMs = 60_000;
const flushEveryMs = 1_000;
const maxAccounts = 10_000;

const accounts = tableOf(ProviderAccount);
const column = accounts.column;

const writeStatement = statement(
  'write-webhook-times',
  `update ${accounts.table} a set ${column.lastWebhookAt} = n.at
     from unnest($1::uuid[], $2::timestamptz[]) as n(id, at)
    where ${accounts.of('a').id} = n.id
      and coalesce(${accounts.of('a').lastWebhookAt}, '-infinity') < n.at`,
);

/** Creates the notes of a process. */
export function createWebhookTimes({ database, log }: WebhookTimesOptions): WebhookTimes {
  /** Accounts that were noted within the last minute. */
  const noted = new LRUCache<string, true>({ ...upTo(maxAccounts), ttl: everyMs });
  let waiting = new Map<string, Date>();
  let writing: Promise<void> = Promise.resolve();

  const write = async (times: ReadonlyMap<string, Date>): Promise<void> => {
    try {
      await database.query(writeStatement, [[...times.keys()], [...times.values()]]);
    } catch (error) {
      log('times of the last webhooks not written', { accounts: times.size, error: String(error) });
    }
  };
  const flush = (): Promise<void> => {
    const times = waiting;
    waiting = new Map();
    if (times.size > 0) writing = writing.then(() => write(times));
    return writing;
  };
  const timer = setInterval(() => void flush(), flushEveryMs);
  timer.unref();
  return {
    note(accountId, at) {
      if (noted.has(accountId) || waiting.size >= maxAccounts) return;
      noted.set(accountId, true);
      waiting.set(accountId, at);
    },
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}
