import { Menu as Base } from '@base-ui/react/menu';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
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
  const isChosen = useRef(false);
  /** The menu is gone before the choice has effects: what gets the focus by it keeps it, and has the next key. */
  const choose = (select?: () => void) => {
    isChosen.current = true;
    flushSync(onClose);
    returnTo()?.focus();
    select?.();
  };
  const place =
    anchor instanceof Element
      ? anchor
      : { getBoundingClientRect: () => DOMRect.fromRect({ x: anchor.x, y: anchor.y }) };
  return (
    <Base.Root modal={false} open onOpenChange={isOpen => !isOpen && onClose()}>
      <Base.Portal container={menuPlace}>
        <Base.Positioner className="layer" anchor={place} side="bottom" align="start">
          <Base.Popup
            className="menu"
            aria-label={label}
            finalFocus={() => (isChosen.current ? false : (returnTo() ?? false))}
          >
            <MenuEntries entries={entries} onChoose={choose} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
