import type { RefObject } from 'react';
import type { ChosenCanned } from './canned-picker.js';
import type { Draft, Mode } from './drafts.js';
import type { useCollision } from './use-collision.js';
import type { Drafts } from './use-drafts.js';
import type { FieldFocus } from './use-field-focus.js';

interface CannedParts {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly drafts: Drafts;
  readonly change: (mode: Mode, changed: Partial<Draft>) => void;
  readonly collision: ReturnType<typeof useCollision>;
  readonly focus: FieldFocus;
  readonly close: () => void;
}

/** What a chosen canned reply does to the text, and what was typed when the list closes without one. */
export function useCanned({ field, drafts, change, collision, focus, close }: CannedParts) {
  const write = (text: string, changed: Partial<Draft> = {}) => {
    change('REPLY', { text, ...changed });
    collision.onText(text);
  };
  return {
    choose: (chosen: ChosenCanned) => {
      const { current } = field;
      const before = drafts.REPLY;
      const at = current?.selectionStart ?? before.text.length;
      const end = current?.selectionEnd ?? at;
      const keepsFormer = (before.canned?.fileNames.length ?? 0) > 0 && chosen.fileNames.length === 0;
      const text = `${chosen.text}${chosen.typed}`;
      focus(() => {
        write(`${before.text.slice(0, at)}${text}${before.text.slice(end)}`, {
          canned: keepsFormer ? before.canned : { id: chosen.id, fileNames: chosen.fileNames },
        });
        close();
      });
      const caret = at + text.length;
      field.current?.setSelectionRange(caret, caret);
    },
    dismiss: (typed: string | null) => {
      if (typed === null) return close();
      focus(() => {
        if (typed !== '') write(`${drafts.REPLY.text}${typed}`);
        close();
      });
    },
  };
}
