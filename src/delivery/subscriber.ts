/** Types of event delivery: results, operations, sinks. */
import type { FormattedExecutionResult } from 'graphql';
import type { TrunklineError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { EventType } from '../domain/vocabulary.js';

/** Result of one execution, shared by all subscribers of a group. The JSON is created once, at first use. */
export class SharedResult {
  #json: string | undefined;
  /** Encoded bytes by transport, shared by all its connections. */
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

/** A batch of events, with the data that its executions share (loaded rows). */
export interface EventBatch {
  readonly events: readonly LoggedEvent[];
}

/**
 * A subscription operation that many subscribers can share: same document, variables and viewer scope. `key` includes
 * all of these; two operations with one key must give the same results.
 */
export interface SharedOperation<Batch extends EventBatch = EventBatch> {
  readonly key: string;
  readonly tenantId: string;
  readonly kinds: ReadonlySet<EventType>;
  /** Called once before the first run, so that costly work happens only after admission. */
  prepare?(): void;
  /** The result for one event, or null when the event does not match. */
  run(batch: Batch, event: LoggedEvent, isCatchUp: boolean): Promise<FormattedExecutionResult | null>;
  /** The item for "caught up", where the operation has one. */
  caughtUp?(position: number, catchUpCount: number): Promise<FormattedExecutionResult>;
  /** The item for an expired cursor, where the operation continues instead of ending. */
  reset?(position: number): Promise<FormattedExecutionResult>;
}

/**
 * Maximum unread bytes per peer in this process. A live subscriber may have more: leaving the live feed costs a read of
 * the log. During catch-up the log is the buffer, so a peer that does not read holds little memory.
 */
export const unreadLimits = { live: 256 * 1024, catchUp: 64 * 1024 } as const;

/** Destination of results: a socket or a stream. The feed calls all methods; none may throw. */
export interface Sink {
  /**
   * Accepts results, in order of position, each once, until more than `unreadLimit` bytes are unread.
   * @returns the number of accepted results: fewer than given when the peer has too much unread; the feed then stops
   * and catches up later from that position.
   */
  deliver(results: readonly SharedResult[], unreadLimit: number): number;
  /** Ends the subscription with an error. */
  fail(error: TrunklineError): void;
  /** True while the peer has more than `unreadLimit` bytes unread: results would not be accepted now. */
  isCongested(unreadLimit: number): boolean;
  /** Resolves when the peer reads again, or has disconnected. */
  drained(): Promise<void>;
}
