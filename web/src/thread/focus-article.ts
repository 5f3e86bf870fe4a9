/** The focus in the feed. */
import type { RefObject } from 'react';

/** Articles that Page Up and Page Down pass. */
const pageOfArticles = 8;
const maxFrames = 60;

/** The article that a key goes to; from the pane itself the last one. */
export function stepTo(code: string, keys: readonly string[], from: string | null): string | undefined {
  const at = from === null ? keys.length : keys.indexOf(from);
  const last = keys.length - 1;
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    PageUp: Math.max(0, at - pageOfArticles),
    PageDown: Math.min(last, at + pageOfArticles),
    Home: 0,
    End: last,
  }[code];
  return to === undefined ? undefined : keys[Math.min(Math.max(to, 0), last)];
}

/** Focuses an article as soon as the virtual list has drawn it. */
export function focusWhenThere(pane: RefObject<HTMLElement | null>, key: string, frames = 0): void {
  const element = pane.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  // It cannot take the focus before it is measured.
  element?.focus({ preventScroll: true });
  if (element !== document.activeElement && frames < maxFrames)
    requestAnimationFrame(() => focusWhenThere(pane, key, frames + 1));
}
