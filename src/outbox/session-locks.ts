/**
 * Locks that last as long as this process: advisory locks of one PostgreSQL session that is kept for nothing else.
 * When the process dies, however it dies, the database lets go of them; nobody has to clean up.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** A lock's name: what it is about, and of which one. */
export interface LockName {
  /** A number of its own for each use; the first half of the advisory lock's key. */
  readonly use: number;
  readonly of: string;
}

/** Locks of one session. */
export interface SessionLocks {
  /** Takes a lock that nobody else wants, and takes it again after the session was cut. */
  hold(name: LockName): Promise<void>;
  /** Takes a lock if it is free. False while the session is cut. Not to be asked for a lock that is held. */
  tryTake(name: LockName): Promise<boolean>;
  /** Gives a lock back; does nothing when the session that had it is gone. */
  release(name: LockName): Promise<void>;
  /** Ends the session, and with it every lock. */
  close(): Promise<void>;
}

const takeSql = 'select pg_try_advisory_lock($1, hashtext($2)) as "done"';
const releaseSql = 'select pg_advisory_unlock($1, hashtext($2)) as "done"';
const reconnectMs = 250;

/** Opens the session; rejects when the database does not answer. Afterwards it reconnects by itself. */
export async function openSessionLocks(
  databaseUrl: string,
  log: (message: string) => void,
): Promise<SessionLocks> {
  /** What is to be held, and the session on which it is. */
  const held = new Map<string, { readonly name: LockName; on: pg.Client | null }>();
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'trunkline locks',
    });
    let hasEnded = false;
    fresh.on('error', error => log(`lock session: ${error.message}`));
    fresh.on('end', () => {
      hasEnded = true;
      if (client !== fresh) return;
      client = null;
      if (!closing.signal.aborted) void reconnect();
    });
    await fresh.connect();
    if (hasEnded) throw new Error('The connection was cut as soon as it was there.');
    client = fresh;
  };

  const reconnect = async (): Promise<void> => {
    while (!closing.signal.aborted && client === null) {
      await pause();
      await connect().catch((error: Error) => log(`lock session: ${error.message}`));
    }
    if (closing.signal.aborted) await client?.end();
    else await Promise.all([...held.keys()].map(holdOn));
  };

  const pause = (): Promise<void> =>
    delay(reconnectMs, undefined, { signal: closing.signal }).catch(() => {});

  /** One query after the other: a session has no more than one at a time. False while there is no session. */
  const inTurn = (work: (session: pg.Client) => Promise<boolean>): Promise<boolean> => {
    const turn = lastTurn.then(async () => {
      if (client === null) return false;
      try {
        return await work(client);
      } catch (error) {
        log(`lock session: ${(error as Error).message}`);
        return false;
      }
    });
    lastTurn = turn;
    return turn;
  };

  /** Until it succeeds: the session that was cut can have its locks for a moment longer. */
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
    tryTake: name => inTurn(session => ask(session, takeSql, name)),
    release: async name => {
      held.delete(keyOf(name));
      await inTurn(session => ask(session, releaseSql, name));
    },
    close: async () => {
      closing.abort();
      held.clear();
      await lastTurn;
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
