import type { AiGuard } from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';

/** Those that the page knows; the server can know more. */
const guards: Readonly<Record<AiGuard, MessageId>> = {
  EMPTY: 'guard_EMPTY',
  LENGTH: 'guard_LENGTH',
  SECRETS: 'guard_SECRETS',
  MARKUP: 'guard_MARKUP',
  LINKS: 'guard_LINKS',
  PHONES: 'guard_PHONES',
  PRICES: 'guard_PRICES',
  CLAIMS: 'guard_CLAIMS',
  LANGUAGE: 'guard_LANGUAGE',
};

/** Why an answer may not leave, in the reader's language; the server's own sentence for a guard that the page does not know. */
export function guardText(guard: string | null, sentence: string): string {
  const id = guard === null ? undefined : guards[guard as AiGuard];
  return id === undefined ? sentence : t(id);
}
