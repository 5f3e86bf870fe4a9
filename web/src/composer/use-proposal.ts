import { useRef } from 'react';
import type { ComposerPartsFragment, SuggestionPartsFragment } from '../gql/operations.js';
import type { Draft, Mode } from './drafts.js';
import type { useCollision } from './use-collision.js';
import type { FieldFocus } from './use-field-focus.js';

interface ProposalParts {
  readonly state: ComposerPartsFragment | null;
  /** Of the reply. */
  readonly draft: Draft;
  readonly change: (mode: Mode, changed: Partial<Draft>) => void;
  readonly collision: ReturnType<typeof useCollision>;
  readonly focus: FieldFocus;
}

/** The open proposal of an assistant, and how it comes into the field. */
export function useProposal({ state, draft, change, collision, focus }: ProposalParts) {
  /** On its way with a reply: the server settles it. */
  const left = useRef<string | null>(null);
  const suggestion = state?.suggestion ?? null;
  const isLeft = left.current === suggestion?.id && draft.suggestionId !== suggestion?.id;
  return {
    open: suggestion?.status === 'OPEN' && !isLeft ? suggestion : null,
    take: ({ id, text }: SuggestionPartsFragment) => {
      // What the agent writes stays.
      const next = draft.text.trim() === '' ? text : `${draft.text}\n${text}`;
      focus(() => {
        change('REPLY', { text: next, suggestionId: id });
        collision.onText(next);
      });
    },
    /** The reply leaves. */
    leave: () => {
      left.current = draft.suggestionId ?? null;
    },
  };
}
