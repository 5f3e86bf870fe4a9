/**
 * Locks that last as long as this process: advisory locks of one dedicated PostgreSQL session. When the process dies,
 * the database releases them; no clean-up is needed.
 *
 * A session whose response is missing or an error is closed and replaced: it may have taken a lock without reporting
 * it, and a session that never responds would block every caller behind it.
 */

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { cutConnection } from '../database/cut-connection.js';

/** Name of a lock: its use, and the object it protects. */
export interface LockName {
  /** A separate number for each use; the first half of the advisory lock's key. */
  readonly use: number;
  readonly of: string;
}

/** Locks of one session. */
export interface SessionLocks {
  /** Takes a lock without competitors, and again after the session was cut. */
  hold(name: LockName): Promise<void>;
  /** Takes a lock if it is free. False while the session is cut. Must not be called for a lock already held here. */
  tryTake(name: LockName): Promise<boolean>;
  /** Releases a lock; does nothing when the session that held it is gone. */
  release(name: LockName): Promise<void>;
  /** True if the session is open. */
  isOpen(): boolean;
  /** Ends the session, and with it every lock. */
  close(): Promise<void>;
}

const takeSql = 'select pg_try_advisory_lock($1, hashtext($2)) as "done"';
const releaseSql = 'select pg_advisory_unlock($1, hashtext($2)) as "done"';
const reconnectMs = 250;
/** A lock is taken or refused without waiting; a session that takes longer is treated as lost. */
const defaultAnswerTimeoutMs = 5_000;

/** Opens the session; rejects when the database does not answer. Afterwards it reconnects by itself. */
export async function openSessionLocks(
  databaseUrl: string,
  log: (message: string) => void,
  { answerTimeoutMs = defaultAnswerTimeoutMs }: { readonly answerTimeoutMs?: number } = {},
): Promise<SessionLocks> {
  /** The locks to hold, each with the session that holds it. */
  const held = new Map<string, { readonly name: LockName; on: pg.Client | null }>();
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let reconnecting: Promise<void> = Promise.resolve();

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: answerTimeoutMs,
      application_name: 'trunkline locks',
    });
    let hasEnded = false;
    fresh.on('error', error => log(`lock session: ${error.message}`));
    fresh.on('end', () => {
      hasEnded = true;
      if (client !== fresh) return;
      client = null;
      if (!closing.signal.aborted) reconnecting = reconnect();
    });
    await fresh.connect();
    if (hasEnded) throw new Error('The connection was cut as soon as it was there.');
    client = fresh;
  };

  const reconnect = async (): Promise<void> => {
    while (!closing.signal.aborted && client === null) {
      await pause();
      if (closing.signal.aborted) return;
      await connect().catch((error: Error) => log(`lock session: ${error.message}`));
    }
    await Promise.all([...held.keys()].map(holdOn));
  };

  const pause = (): Promise<void> =>
    delay(reconnectMs, undefined, { signal: closing.signal }).catch(() => {});

  /** Serialises queries: a session runs one at a time. False while there is no session. */
  const inTurn = (work: (session: pg.Client) => Promise<boolean>): Promise<boolean> => {
    const turn = lastTurn.then(async () => {
      const session = client;
      if (session === null) return false;
      try {
        return await work(session);
      } catch (error) {
        log(`lock session: ${(error as Error).message}`);
        cutConnection(session);
        return false;
      }
    });
    lastTurn = turn;
    return turn;
  };

  /** Retries until it succeeds: the cut session can hold its locks a moment longer. */
  const holdOn = async (key: string): Promise<void> => {
    const attempt = async (session: pg.Client): Promise<boolean> => {
      const lock = held.get(key);
      if (lock && lock.on !== session && (await ask(session, takeSql, lock.name))) lock.on = session;
      return lock === undefined || lock.on === session;
    };
    while (!closing.signal.aborted && !(await inTurn(attempt))) await pause();
  };

  await connect();
  return {
    hold: name => {
      const key = keyOf(name);
      if (!held.has(key)) held.set(key, { name, on: null });
      return holdOn(key);
    },
    isOpen: () => client !== null,
    tryTake: name => inTurn(session => ask(session, takeSql, name)),
    release: async name => {
      held.delete(keyOf(name));
      await inTurn(session => ask(session, releaseSql, name));
    },
    close: async () => {
      closing.abort();
      held.clear();
      await Promise.all([lastTurn, reconnecting]);
      const last = client;
      client = null;
      await last?.end();
    },
  };
}

async function ask(session: pg.Client, sql: string, { use, of }: LockName): Promise<boolean> {
  return (await session.query<{ done: boolean }>(sql, [use, of])).rows[0]?.done ?? false;
}

const keyOf = ({ use, of }: LockName): string => `${use} ${of}`;
