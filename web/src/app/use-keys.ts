import { useEffect, useRef } from 'react';
import { focusComposer, onResolvedBySending } from '../composer/index.js';
import { useDesk } from '../live/index.js';
import { doWork } from '../thread/index.js';
import { preferences, runToastAction } from '../ui/index.js';

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
    const step = (by: number) => {
      const { openId, open } = latest.current;
      const { order } = list.view();
      const next = order[openId === null ? 0 : order.indexOf(openId) + by];
      if (next !== undefined) open(next);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      const isMove = event.code === 'KeyJ' || event.code === 'KeyK';
      if (event.repeat && !isMove) return;
      if (act(`${event.shiftKey ? 'Shift+' : ''}${event.code}`, latest.current, step)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    const stop = onResolvedBySending(id => {
      if (preferences().opensNext && id === latest.current.openId) step(1);
    });
    return () => {
      removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, [list]);
}

/** No field, menu or dialog takes the key, and no other key is held. */
function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (event.getModifierState('AltGraph') || (event.target as Element).closest?.(fields)) return false;
  return document.querySelector(layers) === null;
}

/** @returns false for a key without a meaning */
function act(key: string, { open, onHelp }: KeyOptions, step: (by: number) => void): boolean {
  switch (key) {
    case 'KeyJ':
      step(1);
      return true;
    case 'KeyK':
      step(-1);
      return true;
    case 'KeyR':
      focusComposer('REPLY');
      return true;
    case 'KeyN':
      focusComposer('NOTE');
      return true;
    case 'KeyA':
      doWork('ASSIGN');
      return true;
    case 'Shift+KeyA':
      doWork('ASSIGN_ME');
      return true;
    case 'KeyE':
      doWork('RESOLVE');
      step(1);
      return true;
    case 'Shift+KeyE':
      doWork('REOPEN');
      return true;
    case 'KeyS':
      doWork('SNOOZE');
      return true;
    case 'KeyT':
      doWork('TOPIC');
      return true;
    case 'KeyL':
      doWork('LABELS');
      return true;
    case 'KeyU':
      doWork('UNREAD');
      return true;
    case 'KeyF':
      doWork('FIRST_UNREAD');
      return true;
    case 'KeyB':
      doWork('NEWEST');
      return true;
    case 'KeyI':
      doWork('PANEL');
      return true;
    case 'KeyZ':
      return runToastAction();
    case 'Slash':
      document.getElementById('search')?.focus();
      return true;
    case 'Shift+Slash':
      onHelp();
      return true;
    case 'Escape':
      open(null);
      return true;
    default:
      return false;
  }
}
