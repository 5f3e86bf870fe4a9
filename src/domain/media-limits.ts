/** Media that a channel can send and receive in addition to text. */
import type { MessageKind } from './vocabulary.js';

/** Limits for files of one kind. */
export interface MediaRule {
  /** IMAGE, VIDEO, AUDIO or DOCUMENT. */
  readonly kind: MessageKind;
  /** MIME types without parameters; null when every type is accepted. */
  readonly mimeTypes: readonly string[] | null;
  readonly maxBytes: number;
  /** Maximum caption length in characters; 0 when captions are not supported. */
  readonly maxCaptionLength: number;
}

/** Media limits of a channel's messages. */
export interface MediaLimits {
  readonly filesPerMessage: number;
  /** At most one rule per kind; a kind without a rule is not supported. */
  readonly rules: readonly MediaRule[];
}
