import { type RefObject, useCallback, useEffect } from 'react';
import { flushSync } from 'react-dom';

/** Changes something and moves the focus into the field. Both are done when it returns, so that the next key is text. */
export type FieldFocus = (change?: () => void) => void;

/**
 * The focus of the composer. When what has it goes away, as the button of a removed file or a form that was sent, the
 * field gets it, or the first part of a form: keys of the page must not take what is typed.
 */
export function useFieldFocus(
  section: RefObject<HTMLElement | null>,
  field: RefObject<HTMLTextAreaElement | null>,
): FieldFocus {
  useEffect(() => {
    const { current: place } = section;
    if (place === null) return;
    /** Had the focus last. */
    let last: Element | null = null;
    const note = ({ target }: FocusEvent) => {
      last = target as Element;
    };
    // Called before the next key.
    const changes = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      firstOf(section, field)?.focus();
    });
    place.addEventListener('focusin', note);
    changes.observe(place, { childList: true, subtree: true });
    return () => {
      place.removeEventListener('focusin', note);
      changes.disconnect();
    };
  }, [section, field]);
  return useCallback(
    change => {
      if (change !== undefined) flushSync(change);
      firstOf(section, field)?.focus();
    },
    [section, field],
  );
}

/** The field, or the first one of a form. */
const firstOf = (section: RefObject<HTMLElement | null>, field: RefObject<HTMLElement | null>) =>
  field.current ?? section.current?.querySelector<HTMLElement>('select, input, textarea:enabled');
