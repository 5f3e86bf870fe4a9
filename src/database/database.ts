/**
 * Database access: prepared statements for the hot paths, MikroORM for everything else, and the publishing transaction
 * of both.
 *
 * A change, its activity (its row of the audit log) and its events commit together. The event positions are taken from
 * the tenant's counter as the last statement before commit; its row lock makes positions follow commit order.
 */
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { UnavailableError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { runWithoutCause } from './activities/activity-cause.js';
import { beginActivity, currentActivity, inActivity } from './activities/pending-activity.js';
import {
  type ConnectionBudget,
  type ConnectionCounts,
  type ConnectionUse,
  defaultConnections,
  divideConnections,
} from './connection-budget.js';
import { createPool, type PoolLog } from './pool.js';
import { type NewEvent, publishParameters, publishStatement } from './publish.js';
import { retryContention } from './retry-contention.js';
import type { Statement } from './statement.js';
import { toUnavailable } from './to-unavailable.js';

/** Options of a transaction. */
export interface TransactionOptions {
  /** A statement that waits longer for a lock fails with SQLSTATE 55P03; null: only its own time is limited. */
  readonly lockTimeoutMs?: number | null;
}

/** A transaction on one connection of the hot pool. */
export interface Transaction {
  query<Row extends object>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]>;
}

/** A transaction that appends events to its tenant's log as its last statement. */
export interface PublishingTransaction extends Transaction {
  /** Adds events in order; they are numbered and written after the work. */
  emit(...events: readonly NewEvent[]): void;
}

/** A tenant's log reached this position, committed. */
export interface Published {
  readonly tenantId: string;
  readonly position: number;
  /** The events up to this position, in order and without a gap; set when the committing statement returned them. */
  readonly events?: readonly LoggedEvent[];
}

/**
 * Write context of a use case: the mapper's unit of work, statements in the same transaction, and the events of both. A
 * statement does not see changes that the mapper has not flushed.
 */
export interface UnitOfWork extends Transaction {
  readonly em: EntityManager;
  /** Adds an event; it is numbered after all other writes. */
  emit(event: NewEvent): void;
}

/** Options of `openDatabase`. */
export interface DatabaseOptions {
  readonly url: string;
  /** URL of PostgreSQL itself, where `url` is a transaction pooler. */
  readonly sessionUrl?: string;
  /** Connections for queries. */
  readonly poolSize: number;
  /** Connections for other uses; by default those of a process with the default total. */
  readonly budget?: Pick<ConnectionBudget, 'ingest' | 'catchUp' | 'mapper'>;
  /** False where a pooler does not support prepared statements. */
  readonly preparesStatements?: boolean;
  readonly timeoutMs: number;
  readonly log: PoolLog;
}

/** An open database. */
export class Database {
  readonly #listeners = new Set<(published: Published) => void>();
  #mapper: Promise<MikroORM> | null = null;
  /** Tenants with subscribers in this process: their announcements should include the events. */
  readonly followedTenants = new Set<string>();
  /** Readers of open connections by use; parts with their own sessions add theirs. */
  readonly connections = new Map<ConnectionUse, () => ConnectionCounts>();
  /** The event log's epoch as this process knows it; see `delivery/event-log.ts`. */
  logEpoch = '';

  constructor(
    readonly url: string,
    readonly pool: pg.Pool,
    /** Separate connections for ingest, so that a queue of reads cannot delay a webhook. */
    readonly keyedPool: pg.Pool,
    /** Separate connections for catch-up: thousands of resuming subscribers after a deployment delay no query. */
    readonly catchUpPool: pg.Pool,
    private readonly options: Pick<DatabaseOptions, 'budget' | 'preparesStatements' | 'sessionUrl'> = {},
  ) {
    for (const [use, of] of [
      ['queries', pool],
      ['ingest', keyedPool],
      ['catchUp', catchUpPool],
    ] as const)
      this.connections.set(use, () => countPool(of));
  }

  /** URL for sessions with LISTEN or advisory locks: bypasses a transaction pooler. */
  get sessionUrl(): string {
    return this.options.sessionUrl ?? this.url;
  }

  /** Runs one prepared statement outside a transaction. */
  async query<Row extends object>(
    statement: Statement<Row>,
    parameters: readonly unknown[] = [],
    pool: pg.Pool = this.pool,
  ): Promise<Row[]> {
    try {
      const result = await pool.query<Row>(this.#toQuery(statement, parameters));
      return result.rows;
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  #toQuery(statement: Statement, parameters: readonly unknown[]): pg.QueryConfig {
    const query = { ...statement, values: parameters as unknown[] };
    return (this.options.preparesStatements ?? true) ? query : { ...query, name: undefined };
  }

  /** Runs `work` in one transaction; rolls back when it throws. A broken connection is closed, not reused. */
  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    pool: pg.Pool = this.pool,
    { lockTimeoutMs = null }: TransactionOptions = {},
  ): Promise<Result> {
    const client = await pool.connect().catch(error => {
      throw toUnavailable(error);
    });
    let broken: Error | undefined;
    const activity = beginActivity();
    try {
      await client.query(
        lockTimeoutMs === null ? 'begin' : `begin; set local lock_timeout = ${lockTimeoutMs}`,
      );
      const query: Transaction['query'] = async (statement, parameters) =>
        (await client.query(this.#toQuery(statement, parameters))).rows;
      const result = await inActivity(activity, () => work({ query }));
      await activity?.write(query, null, []);
      await client.query('commit');
      activity?.committed();
      return result;
    } catch (error) {
      const cause = toUnavailable(error);
      // An unresponsive connection would not answer the rollback either; closing it rolls back too.
      if (cause instanceof UnavailableError) broken = cause;
      else {
        await client.query('rollback').catch((rollbackError: Error) => {
          broken = rollbackError;
        });
      }
      throw cause;
    } finally {
      client.release(broken);
    }
  }

  /**
   * Runs `work` in one transaction, appends its events as the last statement, commits, and announces them. The only
   * place where statements and their events are combined: work without events appends and announces nothing.
   *
   * After a deadlock the work is repeated (`retry-contention.ts`), so it changes nothing outside of the transaction.
   */
  publish<Result>(
    tenantId: string,
    work: (transaction: PublishingTransaction) => Promise<Result>,
    pool: pg.Pool = this.pool,
    options: TransactionOptions = {},
  ): Promise<Result> {
    return retryContention(() => this.#publishOnce(tenantId, work, pool, options));
  }

  async #publishOnce<Result>(
    tenantId: string,
    work: (transaction: PublishingTransaction) => Promise<Result>,
    pool: pg.Pool,
    options: TransactionOptions,
  ): Promise<Result> {
    const events: NewEvent[] = [];
    let position = 0;
    const result = await this.transaction(
      async transaction => {
        const outcome = await work({ ...transaction, emit: (...more) => void events.push(...more) });
        await currentActivity()?.write(transaction.query, tenantId, events);
        if (events.length > 0) {
          const parameters = publishParameters(tenantId, events);
          const [row] = await transaction.query(publishStatement, parameters);
          position = row?.position ?? 0;
        }
        return outcome;
      },
      pool,
      options,
    );
    if (position > 0) this.announce({ tenantId, position });
    return result;
  }

  /**
   * Runs `work` with a new unit of work of one tenant: every find is filtered by the tenant, everything is flushed, the
   * events are numbered last, and listeners are called after the commit.
   *
   * After a deadlock the work is repeated with another unit of work, as in `publish`.
   */
  change<Result>(tenantId: string, work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    return retryContention(() => this.#changeOnce(tenantId, work));
  }

  async #changeOnce<Result>(tenantId: string, work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    const events: NewEvent[] = [];
    let position = 0;
    try {
      const mapper = await this.forTenant(tenantId);
      const activity = beginActivity();
      const transact = async (em: EntityManager): Promise<Result> => {
        const query: Transaction['query'] = async <Row extends object>(
          { text }: Statement<Row>,
          parameters: readonly unknown[],
        ) => (await em.getKysely().executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
        const outcome = await work({ em, query, emit: event => events.push(event) });
        await em.flush();
        await activity?.write(query, tenantId, events);
        if (events.length > 0) {
          const parameters = publishParameters(tenantId, events);
          const [row] = await query(publishStatement, parameters);
          position = row?.position ?? 0;
        }
        return outcome;
      };
      const result = await inActivity(activity, () =>
        mapper.transactional(em => transact(em as EntityManager)),
      );
      activity?.committed();
      if (events.length > 0) this.announce({ tenantId, position });
      return result;
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  /** A new mapper in which every query is filtered by this tenant. */
  async forTenant(tenantId: string): Promise<EntityManager> {
    const em = (await this.mapper()).em.fork({ clear: true }) as EntityManager;
    em.setFilterParams('tenant', { tenantId });
    return em;
  }

  /** The mapper of all units of work; loaded at first use, as webhooks and reads do not need it. */
  mapper(): Promise<MikroORM> {
    this.#mapper ??= import('./open-mapper.js').then(({ openMapper }) =>
      openMapper(this.url, (this.options.budget ?? usualBudget).mapper, pool =>
        this.connections.set('mapper', () => countPool(pool)),
      ),
    );
    return this.#mapper;
  }

  /** Notifies this process that a tenant's log grew; called after a commit only. */
  announce(published: Published): void {
    // Loops that a listener starts outlive the operation.
    runWithoutCause(() => {
      for (const listener of this.#listeners) listener(published);
    });
  }

  /** Adds a listener for every announcement of this process. @returns unsubscribe */
  onPublished(listener: (published: Published) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes every connection after its running work has ended. */
  async close(): Promise<void> {
    const mapper = await this.#mapper;
    await Promise.all([mapper?.close(true), this.pool.end(), this.keyedPool.end(), this.catchUpPool.end()]);
  }
}

const usualBudget = divideConnections(defaultConnections);

/** Opens the database; connects lazily, so it does not fail while PostgreSQL is unavailable. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, timeoutMs, log, budget = usualBudget } = options;
  const isPooled = options.sessionUrl !== undefined;
  const open = (size: number, planner: 'free' | 'keyed') =>
    createPool(url, { size, timeoutMs, planner, isPooled, log });
  const pool = open(options.poolSize, 'free');
  return new Database(url, pool, open(budget.ingest, 'keyed'), open(budget.catchUp, 'free'), options);
}

function countPool({ totalCount, idleCount, waitingCount }: pg.Pool): ConnectionCounts {
  return { open: totalCount, idle: idleCount, waiting: waitingCount };
}
