import { type FocusEvent, type PointerEvent, type TouchEvent, useEffect, useRef } from 'react';

/** After the last scroll the order is held this long. */
const scrollHoldMs = 500;

/** What can hold the order. */
interface Held {
  pointer: boolean;
  focus: boolean;
  finger: boolean;
  scroll: boolean;
  /** A menu of a row is open, or rows are chosen. */
  use: boolean;
}

/**
 * Holds the order while a mouse or pen is over the list, the focus is in it, a finger is down, it scrolls, or it is in use.
 *
 * @param isUsed a menu of a row is open, or rows are chosen
 */
export function useHold(hold: (isHeld: boolean) => void, isUsed: boolean) {
  const held = useRef<Held>({ pointer: false, focus: false, finger: false, scroll: false, use: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const body = useRef<HTMLDivElement>(null);
  const update = (change: Partial<Held> = {}) => {
    // An element that is removed loses the focus without an event.
    const focus = body.current?.contains(document.activeElement) ?? false;
    Object.assign(held.current, { focus }, change);
    hold(Object.values(held.current).some(Boolean));
  };
  const latest = useRef(update);
  latest.current = update;
  useEffect(() => latest.current({ use: isUsed }));
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      latest.current({ pointer: false, focus: false, finger: false, scroll: false, use: false });
    },
    [],
  );
  return {
    body,
    scrolled: () => {
      update({ scroll: true });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current({ scroll: false }), scrollHoldMs);
    },
    handlers: {
      onPointerEnter: ({ pointerType }: PointerEvent) => pointerType !== 'touch' && update({ pointer: true }),
      onPointerLeave: ({ pointerType }: PointerEvent) =>
        pointerType !== 'touch' && update({ pointer: false }),
      onTouchStart: () => update({ finger: true }),
      onTouchEnd: ({ touches }: TouchEvent) => update({ finger: touches.length > 0 }),
      onTouchCancel: ({ touches }: TouchEvent) => update({ finger: touches.length > 0 }),
      onFocus: () => update(),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) update();
      },
    },
  };
}
