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

const takeSql = 'select pg_try_advisory_lock($1, hashtext($2)) as "taken"';
const releaseSql = 'select pg_advisory_unlock($1, hashtext($2))';
const reconnectMs = 250;

/** Opens the session; rejects when the database does not answer. Afterwards it reconnects by itself. */
export async function openSessionLocks(
  databaseUrl: string,
  log: (message: string) => void,
): Promise<SessionLocks> {
  const held = new Map<string, LockName>();
  const closing = new AbortController();
  let client: pg.Client | null = null;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'trunkline locks',
    });
    fresh.on('error', error => log(`lock session: ${error.message}`));
    fresh.on('end', () => {
      if (client !== fresh) return;
      client = null;
      if (!closing.signal.aborted) void reconnect();
    });
    await fresh.connect();
    client = fresh;
  };

  const reconnect = async (): Promise<void> => {
    while (!closing.signal.aborted && client === null) {
      await pause();
      await connect().catch((error: Error) => log(`lock session: ${error.message}`));
    }
    if (closing.signal.aborted) await client?.end();
    else await Promise.all([...held.values()].map(retake));
  };

  const pause = (): Promise<void> =>
    delay(reconnectMs, undefined, { signal: closing.signal }).catch(() => {});

  const tryTake = async ({ use, of }: LockName): Promise<boolean> => {
    if (client === null) return false;
    try {
      return (await client.query<{ taken: boolean }>(takeSql, [use, of])).rows[0]?.taken ?? false;
    } catch (error) {
      log(`lock session: ${(error as Error).message}`);
      return false;
    }
  };

  /** Until it succeeds: the session that was cut can hold its locks for a moment longer. */
  const retake = async (name: LockName): Promise<void> => {
    while (!closing.signal.aborted && held.has(keyOf(name)) && !(await tryTake(name))) await pause();
  };

  await connect();
  return {
    hold: async name => {
      held.set(keyOf(name), name);
      await retake(name);
    },
    tryTake,
    release: async name => {
      held.delete(keyOf(name));
      await client
        ?.query(releaseSql, [name.use, name.of])
        .catch((error: Error) => log(`lock session: ${error.message}`));
    },
    close: async () => {
      closing.abort();
      held.clear();
      const last = client;
      client = null;
      await last?.end();
    },
  };
}

const keyOf = ({ use, of }: LockName): string => `${use} ${of}`;
