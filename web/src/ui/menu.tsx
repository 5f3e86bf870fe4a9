import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

/** An entry of a menu. */
export interface MenuEntry {
  readonly key: string;
  readonly label: ReactNode;
  readonly isChecked?: boolean;
  readonly onSelect?: () => void;
  /** A menu of its own, next to this one. */
  readonly entries?: readonly MenuEntry[];
}

/** Properties of `Menu`. */
export interface MenuProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly entries: readonly MenuEntry[];
  /** Opens it by a key. */
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** Inside the landmark, where assistive tools look for it; found when the menu opens. */
export const menuPlace = {
  get current(): HTMLElement {
    return document.querySelector<HTMLElement>('main, [role=main]') ?? document.body;
  },
};

/** A button with a menu. */
export function Menu({ label, className = 'button', children, entries, ...state }: MenuProps) {
  return (
    <Base.Root modal={false} {...state}>
      <Base.Trigger className={className} aria-label={label} title={label}>
        {children}
      </Base.Trigger>
      <Base.Portal container={menuPlace}>
        <Base.Positioner className="layer" sideOffset={4} align="end">
          <Base.Popup className="menu" aria-label={label}>
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Properties of `MenuEntries`. */
export interface MenuEntriesProps {
  readonly entries: readonly MenuEntry[];
  /** Gets what the chosen entry does; absent: it is done while the menu closes. */
  readonly onChoose?: ((select?: () => void) => void) | undefined;
}

/** The entries of an open menu. */
export function MenuEntries({ entries, onChoose }: MenuEntriesProps) {
  return entries.map(({ key, label, isChecked, onSelect, entries: below }) =>
    below === undefined ? (
      <Base.Item key={key} className="menu-item" onClick={onChoose ? () => onChoose(onSelect) : onSelect}>
        <span className="menu-check" aria-hidden="true">
          {isChecked ? '✓' : ''}
        </span>
        {label}
      </Base.Item>
    ) : (
      <Base.SubmenuRoot key={key}>
        <Base.SubmenuTrigger className="menu-item menu-parent">
          <span className="menu-check" />
          {label}
        </Base.SubmenuTrigger>
        <Base.Portal container={menuPlace}>
          <Base.Positioner className="layer" sideOffset={2}>
            <Base.Popup className="menu">
              <MenuEntries entries={below} onChoose={onChoose} />
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.SubmenuRoot>
    ),
  );
}
