/** What the guards compare an answer with, and what they find. */
import type { AiGuard } from '../../domain/vocabulary.js';

/** A reason to hold an answer back. */
export interface AnswerFault {
  readonly guard: Lowercase<`${AiGuard}`>;
  /** For colleagues and for the model's second attempt; without the text itself. */
  readonly words: string;
}

/** The guard as clients know it. */
export const toGuard = ({ guard }: AnswerFault): AiGuard => guard.toUpperCase() as AiGuard;

/** What a company allows its assistant to say. */
export interface AnswerRules {
  readonly facts: readonly string[];
  readonly allowedLinks: readonly string[];
  /** Phone numbers of the company, in any spelling. */
  readonly phones: readonly string[];
  readonly instructions: string;
  readonly endpointUrl: string;
  readonly apiKey: string | null;
  /** True if this conversation's customer has a booking: then words about a made or cancelled booking may be true. */
  readonly hasBooking: boolean;
  readonly maxChars: number;
  /** Languages of the assistant; empty: any. */
  readonly languages: readonly string[];
  /** Language that the customer wrote in; null when unknown. */
  readonly customerLanguage: string | null;
}

/** The reply as the guards see it. */
export interface GuardedReply {
  readonly reply: string;
  readonly language: string;
}
