import { Menu as Base } from '@base-ui/react/menu';
import { useRef } from 'react';
import { MenuEntries, type MenuEntry, menuPlace } from './menu.js';

/** Properties of `MenuAt`. */
export interface MenuAtProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where it opens: an element, or a point of the window. */
  readonly anchor: Element | { readonly x: number; readonly y: number };
  readonly onClose: () => void;
  /** What has the focus when it closes. */
  readonly returnTo: () => HTMLElement | null;
}

/** A menu without a button, as of the right mouse button; open while it is mounted. */
export function MenuAt({ label, entries, anchor, onClose, returnTo }: MenuAtProps) {
  const popup = useRef<HTMLDivElement>(null);
  /** What an entry has given the focus to keeps it. */
  const focusNext = () => {
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !popup.current?.contains(activeElement);
    return isElsewhere ? false : (returnTo() ?? false);
  };
  const place =
    anchor instanceof Element
      ? anchor
      : { getBoundingClientRect: () => DOMRect.fromRect({ x: anchor.x, y: anchor.y }) };
  return (
    <Base.Root modal={false} open onOpenChange={isOpen => !isOpen && onClose()}>
      <Base.Portal container={menuPlace}>
        <Base.Positioner className="layer" anchor={place} side="bottom" align="start">
          <Base.Popup ref={popup} className="menu" aria-label={label} finalFocus={focusNext}>
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
