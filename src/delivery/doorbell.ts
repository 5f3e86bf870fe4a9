/**
 * The doorbell: "tenant X has reached position N", between the processes on one database.
 *
 * It only wakes readers; the log is the truth. A lost ring costs latency, as feeds poll the log too. NOTIFY runs on its
 * own connection after the commit: inside the writing transaction it would take a lock that makes all commits of the
 * database wait for each other.
 *
 * A single process does not ring: a notification is a transaction, and cost PostgreSQL more than storing one message.
 * Each doorbell holds a shared advisory lock, which shows their number; a new one notifies the others.
 *
 * The same connection listens for changes of access: triggers of `users`, `sessions` and `tenants` notify within the
 * transaction, as these changes are rare. What was missed while the connection was down is reported as "perhaps all".
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cutConnection } from '../database/cut-connection.js';
import type { Database, Published } from '../database/database.js';

/** A running doorbell. */
export interface Doorbell {
  /** Calls the listener when a tenant's log grew, in this process or in another one. @returns unsubscribe */
  onRing(listener: (published: Published) => void): () => void;
  /**
   * Calls the listener with the id of a user, or a company, whose access ended or changed, in any process; with null
   * when changes may have been missed. @returns unsubscribe
   */
  onAccessChanged(listener: (id: string | null) => void): () => void;
  stop(): Promise<void>;
}

const channel = 'trunkline_events';
/** The triggers' channel; its payload is an id. */
const accessChannel = 'trunkline_access';
const reconnectDelayMs = 500;
/** Rings within this time become one notification per tenant; listeners of this process have been called already. */
const coalesceMs = 10;

/** Advisory lock that every doorbell of a database holds in shared mode. */
const presenceLock = [7_215, 301_946] as const;
/** Interval at which a process with others on the database checks whether it is now alone. */
const presenceCheckMs = 5_000;
const countPresent = `select count(*)::int as present from pg_locks
  where locktype = 'advisory' and classid = $1 and objid = $2 and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** Starts a doorbell. While its connection is down, it still rings for commits of this process. */
export async function startDoorbell(database: Database, log: (message: string) => void): Promise<Doorbell> {
  const ownId = randomUUID();
  const listeners = new Set<(published: Published) => void>();
  const accessListeners = new Set<(id: string | null) => void>();
  const pending = new Map<string, number>();
  let client: pg.Client | null = null;
  /** The latest connection, also while it is being opened: a stop at that moment closes it too. */
  let latest: pg.Client | null = null;
  let flushTimer: NodeJS.Timeout | null = null;
  let reconnectTimer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let isAlone = false;
  let presenceCheckedMs = 0;

  /** True if another process may be listening. Checked every few seconds; a new process corrects it at once. */
  const hasCompany = async (connection: pg.Client): Promise<boolean> => {
    if (!isAlone && Date.now() - presenceCheckedMs > presenceCheckMs) {
      presenceCheckedMs = Date.now();
      const { rows } = await connection.query<{ present: number }>(countPresent, [...presenceLock]);
      isAlone = rows[0]?.present === 1;
    }
    return !isAlone;
  };

  const ring = (published: Published): void => {
    for (const listener of listeners) listener(published);
  };

  const announceAccess = (id: string | null): void => {
    for (const listener of accessListeners) listener(id);
  };

  const flush = async (): Promise<void> => {
    const payloads = [...pending].map(([tenantId, position]) => `${ownId}:${tenantId}:${position}`);
    pending.clear();
    try {
      if (client && (await hasCompany(client))) {
        await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
          channel,
          payloads,
        ]);
      }
    } catch (error) {
      log(`doorbell: ${error instanceof Error ? error.message : String(error)}`);
    }
    flushTimer = pending.size > 0 && !isStopped ? setTimeout(() => void flush(), coalesceMs) : null;
  };

  const announce = (published: Published): void => {
    ring(published);
    pending.set(published.tenantId, Math.max(published.position, pending.get(published.tenantId) ?? 0));
    flushTimer ??= setTimeout(() => void flush(), coalesceMs);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: database.sessionUrl,
      application_name: 'trunkline doorbell',
      // A notification commits; nothing of it must survive a crash.
      options: '-c synchronous_commit=off',
      keepAlive: true,
    });
    latest = next;
    let isLost = false;
    const lost = (reason: string): void => {
      if (isLost || isStopped) return;
      isLost = true;
      client = null;
      log(`doorbell: ${reason}; trying again`);
      reconnectTimer = setTimeout(() => void connect(), reconnectDelayMs);
      next.end().catch(() => log('doorbell: the lost connection did not close cleanly'));
    };
    next.on('error', error => lost(error.message));
    next.on('end', () => lost('the connection ended'));
    next.on('notification', ({ channel: name, payload }) => {
      if (name === accessChannel) return announceAccess(payload || null);
      const [senderId, tenantId, position] = (payload ?? '').split(':');
      if (senderId !== ownId) isAlone = false;
      if (tenantId && senderId !== ownId) ring({ tenantId, position: Number(position) });
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      await next.query(`listen ${accessChannel}`);
      await next.query('select pg_advisory_lock_shared($1, $2)', [...presenceLock]);
      await next.query('select pg_notify($1, $2)', [channel, ownId]);
      isAlone = false;
      presenceCheckedMs = 0;
      client = next;
      announceAccess(null);
    } catch (error) {
      lost(error instanceof Error ? error.message : String(error));
    }
  };

  const unsubscribe = database.onPublished(announce);
  database.connections.set('doorbell', () => ({ open: client ? 1 : 0, idle: 0, waiting: 0 }));
  await connect();

  return {
    onRing: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onAccessChanged: listener => {
      accessListeners.add(listener);
      return () => accessListeners.delete(listener);
    },
    stop: async () => {
      isStopped = true;
      unsubscribe();
      if (flushTimer) clearTimeout(flushTimer);
      if (reconnectTimer) clearTimeout(reconnectTimer);
      listeners.clear();
      accessListeners.clear();
      if (client) await client.end();
      else if (latest) cutConnection(latest);
    },
  };
}
