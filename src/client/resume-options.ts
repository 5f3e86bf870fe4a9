/** What `subscribeWithResume` takes and gives. No import: the types fit graphql-ws and graphql-sse by their shape. */

/** A result as the transports deliver it. */
export interface ExecutionResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** The part of a graphql-ws (or graphql-sse) client that is used. */
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
  /** Absent in graphql-sse; a connection that is lost then shows as an error of the subscription. */
  on?(event: 'closed', listener: (closeEvent: unknown) => void): () => void;
}

/**
 * Why the state must be reloaded: the cursor is older than what the server keeps (an error, or the `StreamReset`
 * item of `events`), or the connection was lost before any cursor was known.
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
  /** Where to begin, mostly the `syncCursor` of the query that filled the screen; null: with what happens next. */
  readonly initialCursor?: string | null;
  /** The cursor of a result, such as `result.data.messageAdded.cursor`; null when it carries none. */
  readonly cursorOf: (result: ExecutionResult<Data>) => string | null;
  /** One event, or a result with `data` and field errors. Called in order. When it throws, the subscription ends. */
  readonly onEvent: (result: ExecutionResult<Data>) => void;
  /**
   * Reloads the current state and answers the cursor it stands at (`syncCursor`). When it rejects, it is called
   * again after a while.
   */
  readonly onReset: (reason: ResetReason) => Promise<string | null> | string | null;
  /** The subscription has ended for good: a refused document, an invalid cursor, a sign-in that is not accepted. */
  readonly onError: (error: unknown) => void;
  /** Longest wait before a new attempt; 30 s when absent. */
  readonly maxDelayMs?: number;
}

/** A subscription under way. */
export interface Resuming {
  /** The cursor of the last handled event; worth keeping for the next start of the page. */
  readonly cursor: string | null;
  /** Ends it; afterwards no callback is called. Idempotent. */
  stop(): void;
}
