import { useEffect, useRef } from 'react';
import { focusComposer } from '../composer/index.js';
import { useDesk } from '../live/index.js';
import { doWork } from '../thread/index.js';

/** Options of `useKeys`. */
export interface KeyOptions {
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
  readonly onHelp: () => void;
}

const layers = '[role=menu], [role=dialog], [role=listbox]';
const fields = 'input, textarea, select, [contenteditable]';

/**
 * Single keys, by their place on the keyboard, so that they work with Cyrillic layouts too. They act only outside of
 * fields, menus and dialogs.
 */
export function useKeys(options: KeyOptions): void {
  const { list } = useDesk();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.getModifierState('AltGraph') || target.closest(fields) || document.querySelector(layers)) return;
      const { openId, open, onHelp } = latest.current;
      const { order } = list.view();
      const step = (by: number) => {
        const next = order[openId === null ? 0 : order.indexOf(openId) + by];
        if (next !== undefined) open(next);
      };
      const actions: Readonly<Record<string, () => void>> = {
        KeyJ: () => step(1),
        KeyK: () => step(-1),
        KeyR: () => focusComposer('REPLY'),
        KeyN: () => focusComposer('NOTE'),
        KeyA: () => doWork('ASSIGN'),
        'Shift+KeyA': () => doWork('ASSIGN_ME'),
        KeyE: () => {
          doWork('RESOLVE');
          step(1);
        },
        'Shift+KeyE': () => doWork('REOPEN'),
        KeyS: () => doWork('STATUS'),
        KeyI: () => doWork('PANEL'),
        Slash: () => document.getElementById('search')?.focus(),
        'Shift+Slash': onHelp,
        Escape: () => open(null),
      };
      const isMove = event.code === 'KeyJ' || event.code === 'KeyK';
      const action = actions[`${event.shiftKey ? 'Shift+' : ''}${event.code}`];
      if (action === undefined || (event.repeat && !isMove)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [list]);
}
