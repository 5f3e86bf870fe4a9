/** A change of a message, as applied and as stored until its message arrives. */
import { createHash } from 'node:crypto';
import type { MessageChange } from '../domain/inbound-event.js';
import { believedTime } from '../domain/provider-clock.js';
import { isInvisible, truncateText } from '../domain/text.js';

/** Content of a change. */
export type ChangeContent =
  | { readonly type: 'edit'; readonly kind: string; readonly text: string | null }
  | { readonly type: 'deletion' }
  | { readonly type: 'reaction'; readonly emoji: string | null };

/** A change with everything needed to apply it. */
export interface ReportedChange {
  readonly content: ChangeContent;
  readonly author: MessageChange['author'];
  readonly isOfEitherSide: boolean;
  /** ISO 8601; our clock where the provider gives none. */
  readonly at: string;
  /** The ledger row of the report. */
  readonly sourceEventId: string | null;
}

/** Converts a provider's event. */
export function toReportedChange(
  event: MessageChange,
  { receivedAt, ledgerId }: { readonly receivedAt: Date; readonly ledgerId: string },
): ReportedChange {
  return {
    content: toContent(event),
    author: event.author,
    isOfEitherSide: event.isOfEitherSide ?? false,
    at: believedTime(event.at, receivedAt).toISOString(),
    sourceEventId: ledgerId,
  };
}

function toContent(event: MessageChange): ChangeContent {
  switch (event.type) {
    case 'edit':
      return { type: 'edit', kind: event.kind, text: event.text };
    case 'deletion':
      return { type: 'deletion' };
    case 'reaction':
      return { type: 'reaction', emoji: toEmoji(event.emoji) };
  }
}

/** Longer than any emoji, with any number of people and skin tones. */
const maxEmojiChars = 32;

/** The visible emoji; null for none, which removes the reaction. */
function toEmoji(text: string | null): string | null {
  const emoji = text?.trim() ?? '';
  return isInvisible(emoji) ? null : truncateText(emoji, maxEmojiChars);
}

/** Equal for repeats of one change, also from other ledger rows. Without a provider's time, only the content counts. */
export function digestOf(change: ReportedChange, hasTime: boolean): string {
  const { content, author, at } = change;
  return createHash('sha256')
    .update(JSON.stringify([content, author, hasTime ? at : null]))
    .digest('base64url');
}
