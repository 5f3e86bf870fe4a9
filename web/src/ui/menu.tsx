import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

/** An entry of a menu. */
export interface MenuEntry {
  readonly key: string;
  readonly label: ReactNode;
  readonly isChecked?: boolean;
  readonly onSelect: () => void;
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
            {entries.map(({ key, label: text, isChecked, onSelect }) => (
              <Base.Item key={key} className="menu-item" onClick={onSelect}>
                <span className="menu-check" aria-hidden="true">
                  {isChecked ? '✓' : ''}
                </span>
                {text}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
