import type { RowPartsFragment } from '../gql/operations.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** From here on the countdown warns. */
const warningMs = 5 * minuteMs;

/** How long free text is possible. */
export interface ReplyWindow {
  readonly isOpen: boolean;
  /** What is left, in whole hours or in whole minutes; null without an end. */
  readonly left: { readonly unit: 'HOURS' | 'MINUTES'; readonly count: number } | null;
  /** It closes within minutes. */
  readonly isClosing: boolean;
}

/** The window at a moment of the server's clock. */
export function toReplyWindow(
  { freeFormAllowed, expiresAt }: Pick<RowPartsFragment['replyWindow'], 'freeFormAllowed' | 'expiresAt'>,
  now: number,
): ReplyWindow {
  if (!freeFormAllowed) return { isOpen: false, left: null, isClosing: false };
  if (expiresAt === null) return { isOpen: true, left: null, isClosing: false };
  const leftMs = Date.parse(expiresAt) - now;
  if (leftMs <= 0) return { isOpen: false, left: null, isClosing: false };
  const left =
    leftMs >= hourMs
      ? ({ unit: 'HOURS', count: Math.floor(leftMs / hourMs) } as const)
      : ({ unit: 'MINUTES', count: Math.ceil(leftMs / minuteMs) } as const);
  return { isOpen: true, left, isClosing: leftMs < warningMs };
}
