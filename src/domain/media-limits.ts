/** What a number can carry in addition to text. */
import type { MessageKind } from './vocabulary.js';

/** Files of one sort. */
export interface MediaRule {
  /** IMAGE, VIDEO, AUDIO or DOCUMENT. */
  readonly kind: MessageKind;
  /** MIME types without parameters; null when every type is taken. */
  readonly mimeTypes: readonly string[] | null;
  readonly maxBytes: number;
  /** Longest text under such a file in characters; 0 when it carries none. */
  readonly maxCaptionLength: number;
}

/** The files of a number's messages. */
export interface MediaLimits {
  readonly filesPerMessage: number;
  /** At most one rule a kind; a kind without one is not carried. */
  readonly rules: readonly MediaRule[];
}
