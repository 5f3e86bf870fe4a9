/**
 * The connections that one process opens to PostgreSQL: one total (`DATABASE_CONNECTIONS`), divided by use.
 *
 * Each use has connections of its own, so that one kind of work cannot hold up another: reads that pile up delay no
 * webhook, and thousands of subscribers that catch up after a deployment delay no read.
 */

/** Most connections by use. */
export interface ConnectionBudget {
  /** Queries and mutations of the API, and the statements of jobs. */
  readonly queries: number;
  /** Storing webhooks. */
  readonly ingest: number;
  /** Reading the event log for subscribers that catch up. */
  readonly catchUp: number;
  /** The mapper's units of work. */
  readonly mapper: number;
  /** Looking for jobs and completing them; one of these listens for new jobs. */
  readonly jobs: number;
  /** The session whose advisory locks show that this process lives. */
  readonly locks: 1;
  /** The session that listens for changes of other processes. */
  readonly doorbell: 1;
}

/** A use of connections. */
export type ConnectionUse = keyof ConnectionBudget;

/** Connections of one use as they are. */
export interface ConnectionCounts {
  /** Open ones, the idle among them. */
  readonly open: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** The least total that leaves each use what it needs. */
export const minConnections = 12;
/** The total of a process that is not told another. */
export const defaultConnections = 25;

/** The locks, the doorbell and the listener for jobs. */
const sessions = 3;

/** Share of what is left after the sessions, and the most that is of use; queries get the rest. */
const shares = {
  ingest: { share: 0.2, most: 8 },
  mapper: { share: 0.18, most: 8 },
  catchUp: { share: 0.1, most: 2 },
  jobs: { share: 0.1, most: 8 },
} as const;

/** Divides a total. The sum is the total exactly. */
export function divideConnections(total: number): ConnectionBudget {
  const rest = total - sessions;
  const part = (use: keyof typeof shares): number =>
    Math.min(shares[use].most, Math.max(1, Math.round(rest * shares[use].share)));
  const [ingest, mapper, catchUp, jobs] = [part('ingest'), part('mapper'), part('catchUp'), part('jobs')];
  const queries = rest - ingest - mapper - catchUp - jobs;
  return { queries, ingest, catchUp, mapper, jobs: jobs + 1, locks: 1, doorbell: 1 };
}

/** Those that need a session of their own: LISTEN and advisory locks do not work through a transaction pooler. */
export const sessionConnections = ({ jobs, locks, doorbell }: ConnectionBudget): number =>
  jobs + locks + doorbell;
