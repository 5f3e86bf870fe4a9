/** What event delivery knows about subscribers: results, operations, sinks. */
import type { FormattedExecutionResult } from 'graphql';
import type { TrunklineError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { EventType } from '../domain/vocabulary.js';

/** One execution's result, the same for every subscriber of a group. The JSON is made once, when first needed. */
export class SharedResult {
  #json: string | undefined;
  /** Encoded bytes by transport, so that they are made once for all its connections. */
  readonly frames: { socket?: Buffer; stream?: Buffer } = {};

  constructor(
    readonly position: number,
    readonly result: FormattedExecutionResult,
  ) {}

  /** The result as JSON text. */
  get json(): string {
    this.#json ??= JSON.stringify(this.result);
    return this.#json;
  }
}

/** A batch of events, with what the executions over it share (loaded rows). */
export interface EventBatch {
  readonly events: readonly LoggedEvent[];
}

/**
 * One subscription operation as many subscribers may have it: same document, variables and viewer scope.
 * `key` holds all of these; two operations with one key must give the same answers.
 */
export interface SharedOperation<Batch extends EventBatch = EventBatch> {
  readonly key: string;
  readonly tenantId: string;
  readonly kinds: ReadonlySet<EventType>;
  /** Called once before the first run; what costs time is left until the operation was admitted. */
  prepare?(): void;
  /** The result for one event, or null when the operation does not want it. */
  run(batch: Batch, event: LoggedEvent, isCatchUp: boolean): Promise<FormattedExecutionResult | null>;
  /** The item that says that the subscriber has caught up, where the operation has one. */
  caughtUp?(position: number, catchUpCount: number): Promise<FormattedExecutionResult>;
  /** The item that says that the cursor was too old, where the operation goes on instead of ending. */
  reset?(position: number): Promise<FormattedExecutionResult>;
}

/**
 * Bytes that may wait in this process for a peer to read them. A live subscriber gets more: leaving the live feed
 * costs a read of the log. During catch-up the log is the buffer, so a peer that does not read holds little memory.
 */
export const unreadLimits = { live: 256 * 1024, catchUp: 64 * 1024 } as const;

/** Where results go: a socket or a stream. All methods are called from the feed, none may throw. */
export interface Sink {
  /**
   * Takes results, in order of position, each once, until more than `unreadLimit` bytes are unread.
   * @returns how many were taken: fewer than were given when the peer has too much unread; the feed then stops and
   * catches up later from where it stood.
   */
  deliver(results: readonly SharedResult[], unreadLimit: number): number;
  /** Ends the subscription with an error. */
  fail(error: TrunklineError): void;
  /** True while the peer has more than `unreadLimit` bytes unread: nothing would be taken now. */
  isCongested(unreadLimit: number): boolean;
  /** Resolves when the peer reads again, or is gone. */
  drained(): Promise<void>;
}
