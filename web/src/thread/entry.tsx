import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useThreadActions } from './thread-actions.js';

/** Where an article stands in the feed. */
export interface Place {
  readonly key: string;
  /** From 1. */
  readonly position: number;
  /** -1 while older ones are not loaded. */
  readonly size: number;
  readonly isFocused: boolean;
  readonly isTarget: boolean;
}

/** Properties of `Entry`. */
export interface EntryProps {
  readonly className: string;
  /** Author and time. */
  readonly label: string;
  readonly place: Place;
  readonly messageId: string;
  /** Marks it as read when it was seen. */
  readonly isObserved?: boolean;
  readonly onMenu?: (anchor: Element) => void;
  readonly children: ReactNode;
}

/** These keep the browser's own menu: links, pictures, films. */
const natives = 'a, img, video, audio, input, textarea';

/** An article of the feed: it takes the focus from the arrow keys, and has a menu. */
export function Entry({ className, label, place, messageId, isObserved, onMenu, children }: EntryProps) {
  const { observe } = useThreadActions();
  const onContextMenu = (event: MouseEvent) => {
    const isNative = (event.target as Element).closest(natives) !== null || !getSelection()?.isCollapsed;
    if (!onMenu || isNative) return;
    event.preventDefault();
    onMenu(event.currentTarget);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys in a button or a link of the message are theirs.
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.code !== 'Enter' || !onMenu) return;
    event.preventDefault();
    event.stopPropagation();
    onMenu(event.currentTarget);
  };
  return (
    <article
      ref={isObserved ? observe : undefined}
      className={`bubble ${className}${place.isTarget ? ' bubble-target' : ''}`}
      aria-label={label}
      aria-posinset={place.position}
      aria-setsize={place.size}
      tabIndex={place.isFocused ? 0 : -1}
      data-key={place.key}
      data-message={messageId}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
    >
      {children}
    </article>
  );
}
