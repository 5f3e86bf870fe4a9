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
 * The same connection carries the messages of `peers`, on a channel of their own: lossy, and never stored.
 *
 * The same connection listens for changes of access and of accounts: triggers of `users`, `sessions` and `tenants`, and of
 * what webhooks need of an account, notify within the transaction, as these changes are rare. What was missed while the
 * connection was down is reported as "perhaps all".
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cutConnection } from '../database/cut-connection.js';
import type { Database, Published } from '../database/database.js';

/** Short messages between the processes on one database. */
export interface Peers {
  /**
   * Sends texts of at most 7,900 bytes to all other processes. @returns false when there are none, or when the connection
   * is down: nothing is sent later
   */
  send(texts: readonly string[]): Promise<boolean>;
  /**
   * Calls the listener with each text of another process. A sender's id is valid until its connection ends.
   * @returns unsubscribe
   */
  onText(listener: (senderId: number, text: string) => void): () => void;
  /** Calls the listener after each connection: earlier texts may have been missed, and this process has a new id. */
  onConnected(listener: () => void): () => void;
  /** Ids of the processes that are connected now, this one included; null when the connection is down. */
  present(): Promise<ReadonlySet<number> | null>;
}

/** Takes an id; null when changes may have been missed. */
export type ChangeListener = (id: string | null) => void;

/** A running doorbell. */
export interface Doorbell {
  readonly peers: Peers;
  /** Calls the listener when a tenant's log grew, in this process or in another one. @returns unsubscribe */
  onRing(listener: (published: Published) => void): () => void;
  /**
   * Calls the listener with the id of a user, or a company, whose access ended or changed, in any process; with null
   * when changes may have been missed. @returns unsubscribe
   */
  onAccessChanged(listener: ChangeListener): () => void;
  /** The same with the id of a company of which an account, a number, a topic, a stage or a rule for them changed. */
  onAccountsChanged(listener: ChangeListener): () => void;
  /** Whether the connection is there: without it nothing is heard of other processes. */
  isListening(): boolean;
  stop(): Promise<void>;
}

const channel = 'trunkline_events';
/** The triggers' channels; the payload is an id. */
const accessChannel = 'trunkline_access';
const accountsChannel = 'trunkline_accounts';
const reconnectDelayMs = 500;
const peerChannel = 'trunkline_peers';
/** Rings within this time become one notification per tenant; listeners of this process have been called already. */
const coalesceMs = 10;

/** Advisory lock that every doorbell of a database holds in shared mode. */
const presenceLock = [7_215, 301_946] as const;
/** Interval at which a process with others on the database checks whether it is now alone. */
const presenceCheckMs = 5_000;
const listPresent = `select pid from pg_locks
  where locktype = 'advisory' and classid = $1 and objid = $2 and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;

const notifyAll = 'select pg_notify($1, payload) from unnest($2::text[]) as payload';

/** Ids of the server's sessions that hold the lock. */
async function readPresent(connection: pg.Client): Promise<ReadonlySet<number>> {
  const { rows } = await connection.query<{ pid: number }>(listPresent, [...presenceLock]);
  return new Set(rows.map(({ pid }) => pid));
}

/** Starts a doorbell. While its connection is down, it still rings for commits of this process. */
export async function startDoorbell(database: Database, log: (message: string) => void): Promise<Doorbell> {
  const ownId = randomUUID();
  const listeners = new Set<(published: Published) => void>();
  const changeListeners = {
    [accessChannel]: new Set<ChangeListener>(),
    [accountsChannel]: new Set<ChangeListener>(),
  };
  const textListeners = new Set<(senderId: number, text: string) => void>();
  const connectedListeners = new Set<() => void>();
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
      isAlone = (await readPresent(connection)).size === 1;
    }
    return !isAlone;
  };

  /** What a stop cuts off is no fault. */
  const warn = (error: unknown): void => {
    if (!isStopped) log(`doorbell: ${error instanceof Error ? error.message : String(error)}`);
  };

  const ring = (published: Published): void => {
    for (const listener of listeners) listener(published);
  };

  const announceChange = (listened: Iterable<ChangeListener>, id: string | null): void => {
    for (const listener of listened) listener(id);
  };
  const onChange =
    (name: keyof typeof changeListeners) =>
    (listener: ChangeListener): (() => void) => {
      changeListeners[name].add(listener);
      return () => changeListeners[name].delete(listener);
    };

  const flush = async (): Promise<void> => {
    const payloads = [...pending].map(([tenantId, position]) => `${ownId}:${tenantId}:${position}`);
    pending.clear();
    try {
      if (client && (await hasCompany(client))) {
        await client.query(notifyAll, [channel, payloads]);
      }
    } catch (error) {
      warn(error);
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
    let ownPid = 0;
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
    next.on('notification', ({ channel: name, payload, processId }) => {
      if (name === accessChannel || name === accountsChannel)
        return announceChange(changeListeners[name], payload || null);
      if (name === peerChannel) {
        // Its own texts come back too.
        if (processId === ownPid) return;
        isAlone = false;
        for (const listener of textListeners) listener(processId, payload ?? '');
        return;
      }
      const [senderId, tenantId, position] = (payload ?? '').split(':');
      if (senderId !== ownId) isAlone = false;
      if (tenantId && senderId !== ownId) ring({ tenantId, position: Number(position) });
    });
    try {
      await next.connect();
      ownPid = (await next.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
      for (const name of [channel, accessChannel, accountsChannel, peerChannel])
        await next.query(`listen ${name}`);
      await next.query('select pg_advisory_lock_shared($1, $2)', [...presenceLock]);
      await next.query('select pg_notify($1, $2)', [channel, ownId]);
      isAlone = false;
      presenceCheckedMs = 0;
      client = next;
      for (const listened of Object.values(changeListeners)) announceChange(listened, null);
      for (const listener of connectedListeners) listener();
    } catch (error) {
      lost(error instanceof Error ? error.message : String(error));
    }
  };

  const unsubscribe = database.onPublished(announce);
  database.connections.set('doorbell', () => ({ open: client ? 1 : 0, idle: 0, waiting: 0 }));
  await connect();

  const withConnection = async <Result>(
    work: (connection: pg.Client) => Promise<Result>,
  ): Promise<Result | null> => {
    const connection = client;
    if (!connection) return null;
    return work(connection).catch(error => {
      warn(error);
      return null;
    });
  };
  const peers: Peers = {
    send: async texts => {
      const sent = await withConnection(async connection => {
        if (!(await hasCompany(connection))) return false;
        await connection.query(notifyAll, [peerChannel, texts]);
        return true;
      });
      return sent ?? false;
    },
    onText: listener => {
      textListeners.add(listener);
      return () => textListeners.delete(listener);
    },
    onConnected: listener => {
      connectedListeners.add(listener);
      return () => connectedListeners.delete(listener);
    },
    present: () => withConnection(readPresent),
  };

  return {
    peers,
    onRing: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onAccessChanged: onChange(accessChannel),
    onAccountsChanged: onChange(accountsChannel),
    isListening: () => client !== null,
    stop: async () => {
      isStopped = true;
      unsubscribe();
      if (flushTimer) clearTimeout(flushTimer);
      if (reconnectTimer) clearTimeout(reconnectTimer);
      listeners.clear();
      for (const listened of Object.values(changeListeners)) listened.clear();
      textListeners.clear();
      connectedListeners.clear();
      if (client) await client.end();
      else if (latest) cutConnection(latest);
    },
  };
}
