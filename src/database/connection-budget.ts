/**
 * PostgreSQL connections of one process: one total (`DATABASE_CONNECTIONS`), divided by use.
 *
 * Each use has its own connections, so that one kind of work cannot delay another: a queue of reads delays no webhook,
 * and thousands of subscribers that catch up after a deployment delay no read.
 */

/** Maximum connections by use. */
export interface ConnectionBudget {
  /** Queries and mutations of the API, and the statements of jobs. */
  readonly queries: number;
  /** Storing webhooks. */
  readonly ingest: number;
  /** Reading the event log for subscribers that catch up. */
  readonly catchUp: number;
  /** The mapper's units of work. */
  readonly mapper: number;
  /** Fetching and completing jobs; one of these listens for new jobs. */
  readonly jobs: number;
  /** The session whose advisory locks show that this process is alive. */
  readonly locks: 1;
  /** The session that receives notifications of other processes. */
  readonly doorbell: 1;
}

/** A use of connections. */
export type ConnectionUse = keyof ConnectionBudget;

/** Current connections of one use. */
export interface ConnectionCounts {
  /** Open connections, including idle ones. */
  readonly open: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** The smallest total that is enough for each use. */
export const minConnections = 12;
/** Default total of a process. */
export const defaultConnections = 25;

/** The locks, the doorbell and the listener for jobs. */
const sessions = 3;

/** Share of the total after the sessions, and the useful maximum; queries get the rest. */
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

/** Connections that need their own session: LISTEN and advisory locks do not work through a transaction pooler. */
export const sessionConnections = ({ jobs, locks, doorbell }: ConnectionBudget): number =>
  jobs + locks + doorbell;
