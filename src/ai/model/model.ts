/** The port to language models: what the rest of the code knows about them. No library, protocol or endpoint is named here. */
import type { ModelAnswer } from '../../domain/model-answer.js';

/** A text of one side of a dialogue. */
export interface ModelTurn {
  readonly author: 'CUSTOMER' | 'COMPANY';
  readonly text: string;
}

/** One question to a model. */
export interface ModelRequest {
  /** The only system message. */
  readonly instructions: string;
  /** Alternating; begins and ends with the customer. */
  readonly turns: readonly ModelTurn[];
  readonly maxOutputTokens: number;
  /** Null: not sent, the endpoint's own. */
  readonly temperature: number | null;
  /** Time limit of the call. */
  readonly timeoutMs: number;
}

/** Tokens that the endpoint counted. */
export interface ModelUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Why there is no answer. */
export type ModelFault =
  | 'CREDENTIALS'
  | 'QUOTA'
  | 'CONFIGURATION'
  | 'TOO_LONG'
  | 'BUSY'
  | 'UNAVAILABLE'
  | 'CUT'
  | 'TIMEOUT'
  | 'INVALID_ANSWER'
  | 'LENGTH'
  | 'REFUSED'
  | 'CANCELLED';

/** Result of one call. */
export type ModelResult =
  | {
      readonly ok: true;
      readonly answer: ModelAnswer;
      /** Null when the endpoint did not count. */
      readonly usage: ModelUsage | null;
      readonly latencyMs: number;
    }
  | {
      readonly ok: false;
      readonly fault: ModelFault;
      /** What to do about it, in our own words: without prompt, key, host or text of the endpoint. */
      readonly words: string;
      readonly retryAfterMs: number | null;
      readonly usage: ModelUsage | null;
      readonly latencyMs: number;
    };

/** Where a model is. */
export interface ModelTarget {
  /** Base URL of the endpoint, without `/chat/completions`. */
  readonly endpointUrl: string;
  readonly model: string;
  readonly apiKey: string | null;
}

/** Language models, as the assistant uses them. */
export interface Models {
  /**
   * Asks once, without retries. Never throws.
   * @param onReply called with the reply so far, a few times a second, while it is written; nothing of it is checked
   */
  answer(
    target: ModelTarget,
    request: ModelRequest,
    signal: AbortSignal,
    onReply?: (reply: string) => void,
  ): Promise<ModelResult>;
  /** Why an endpoint is not called, as the end of a sentence; null when it may. Resolves names. */
  findFault(endpointUrl: string): Promise<string | null>;
  /** Aborts running calls and closes the connections. */
  close(): Promise<void>;
}
