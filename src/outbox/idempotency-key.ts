import { isDeepStrictEqual } from 'node:util';
import { BadUserInputError, TrunklineError, UnavailableError } from '../domain/errors.js';
import { toStoredValues } from '../domain/message-template.js';
import { cleanText } from '../domain/text.js';
import type { ReplyWords } from './reply-content.js';

/** Longer keys would only fill the index. */
const maxKeyChars = 255;

/** The message that an earlier call with the same key inserted. */
export interface KeptContent {
  readonly keptText: string | null;
  readonly keptTemplateId: string | null;
  readonly keptTemplateVariables: Readonly<Record<string, string>> | null;
  /** Ids of its files, in order; absent or null when it has none. */
  readonly keptFileIds?: readonly string[] | null;
}

/** @throws BadUserInputError for a key that is empty, too long, or not valid Unicode */
export function checkIdempotencyKey(key: string | null): void {
  if (key === null) return;
  if (key.length === 0 || key.length > maxKeyChars || cleanText(key) !== key) {
    throw new BadUserInputError(
      'idempotencyKey',
      `must have 1 to ${maxKeyChars} characters of valid Unicode`,
    );
  }
}

/** True if a call has the content of the earlier one. A template's text follows from its values, and may change. */
export function isSameContent(
  kept: KeptContent,
  { text, templateId, templateVariables }: ReplyWords,
  fileIds: readonly string[] = [],
): boolean {
  if (!isDeepStrictEqual(kept.keptFileIds ?? [], fileIds)) return false;
  // A file without a caption has no text at all.
  const words = fileIds.length > 0 && text.trim() === '' ? null : text;
  if (templateId == null) return kept.keptTemplateId === null && kept.keptText === words;
  return (
    kept.keptTemplateId === templateId.toLowerCase() &&
    isDeepStrictEqual({ ...kept.keptTemplateVariables }, { ...toStoredValues(templateVariables) })
  );
}

/**
 * Runs a call whose key was free. When it fails, a parallel call with the key can have committed meanwhile and even be
 * the cause, for example by taking the same files; then that call's message is the result.
 *
 * @param findKept the message of the key by now
 */
export async function unlessKept<Result>(
  key: string | null,
  findKept: () => Promise<Result | null>,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const isRefusal = error instanceof TrunklineError && !(error instanceof UnavailableError);
    const kept = key !== null && isRefusal ? await findKept() : null;
    if (kept === null) throw error;
    return kept;
  }
}
