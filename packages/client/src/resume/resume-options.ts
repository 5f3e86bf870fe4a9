/** Types of `subscribeWithResume`. They are structurally compatible with graphql-ws and graphql-sse. */
import type { ThrowHandler } from '../report-throw.js';

/** A result as the transports deliver it. */
export interface ExecutionResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** The methods in use of a graphql-ws (or graphql-sse) client. */
export interface SubscribingClient {
  subscribe(
    payload: { query: string; operationName?: string; readonly variables: Record<string, unknown> },
    sink: {
      // biome-ignore lint/suspicious/noExplicitAny: the result types of the two libraries have no common form
      next(result: any): void;
      error(error: unknown): void;
      complete(): void;
    },
  ): () => void;
  /** Absent in graphql-sse; a lost connection is then an error of the subscription. */
  on?(event: 'closed', listener: (closeEvent: unknown) => void): () => void;
}

/**
 * Reason to reload the state: the cursor is older than the server's retention (an error, or the `StreamReset` item of
 * `events`), or the connection was lost before the first cursor.
 */
export type ResetReason = 'CURSOR_EXPIRED' | 'STREAM_RESET' | 'NO_CURSOR';

/** Options of `subscribeWithResume`. */
export interface ResumeOptions<Data> {
  readonly client: SubscribingClient;
  /** A subscription that passes the variable `$after` to its field's argument of that name. */
  readonly query: string;
  readonly operationName?: string;
  /** Variables other than `after`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Start position, usually the `syncCursor` of the query that filled the screen; null: from now on. */
  readonly initialCursor?: string | null;
  /** Extracts the cursor of a result, such as `result.data.messageAdded.cursor`; null when it has none. */
  readonly cursorOf: (result: ExecutionResult<Data>) => string | null;
  /** One event, or a result with `data` and field errors. Called in order. When it throws, the next one follows. */
  readonly onEvent: (result: ExecutionResult<Data>) => void;
  /** Reloads the current state and returns its cursor (`syncCursor`). When it rejects, it is called again later. */
  readonly onReset: (reason: ResetReason) => Promise<string | null> | string | null;
  /** Called when the subscription has ended permanently: a refused document, an invalid cursor, a rejected sign-in. */
  readonly onError: (error: unknown) => void;
  /**
   * Called with what another callback threw: that event counts as handled, and the subscription goes on. When absent,
   * it is reported as an uncaught error of the page, in Node.js to stderr.
   */
  readonly onThrow?: ThrowHandler;
  /** Maximum wait before a new attempt; 30 s when absent. */
  readonly maxDelayMs?: number;
}

/** A running subscription. */
export interface Resuming {
  /** Cursor of the last handled event; can be stored for the next page load. */
  readonly cursor: string | null;
  /** Ends it; afterwards no callback is called. Idempotent. */
  stop(): void;
}
