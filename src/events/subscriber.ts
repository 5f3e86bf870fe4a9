/** What the delivery of events knows of those who get them. */
import type { FormattedExecutionResult } from 'graphql';
import type { TrunklineError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { EventType } from '../domain/vocabulary.js';

/** One execution's outcome, the same for every subscriber of a group. The JSON is made once, when first needed. */
export class SharedResult {
  #json: string | undefined;
  /** A transport may keep its prepared bytes here, so that they are made once for all its sockets. */
  frame: Buffer | undefined;

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

/** A batch of events with whatever the executions over it share (loaded rows); made by the composition root. */
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
  /** The result for one event, or null when the operation does not want it. */
  run(batch: Batch, event: LoggedEvent, isReplay: boolean): Promise<FormattedExecutionResult | null>;
  /** The item that tells a subscriber that its replay has ended, where the operation has one. */
  caughtUp?(position: number, replayedCount: number): Promise<FormattedExecutionResult>;
  /** The item that tells a subscriber that its cursor was too old, where the operation goes on instead of ending. */
  reset?(position: number): Promise<FormattedExecutionResult>;
}

/** Where results go: a socket or a stream. All methods are called from the feed, none may throw. */
export interface Sink {
  /**
   * Takes results, in order of position, each once, as long as the peer reads. @returns how many were taken: fewer
   * than were given when the peer has too much unread; the feed then stops and replays later from where it stood.
   */
  deliver(results: readonly SharedResult[]): number;
  /** Ends the subscription with an error. */
  fail(error: TrunklineError): void;
  /** True while the peer has too much unread: nothing would be taken now. */
  isCongested(): boolean;
  /** Resolves when the peer reads again, or is gone. */
  drained(): Promise<void>;
}
