import { useEffect, useRef } from 'react';
import { askSuggestion, focusComposer, onResolvedBySending } from '../composer/index.js';
import { askList } from '../conversations/index.js';
import { type Desk, useCompany, useDesk } from '../live/index.js';
import { doWork, setHandoff } from '../thread/index.js';
import { preferences, runToastAction } from '../ui/index.js';
import { type KeyAction, keyActions, places } from './key-map.js';

/** Options of `useKeys`. */
export interface KeyOptions {
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
  readonly go: (path: string) => void;
  readonly onHelp: () => void;
}

const layers = '[role=menu], [role=dialog], [role=alertdialog], [role=listbox]';
const fields =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])';
/** What the Enter key operates itself. */
const operable = 'a, button, summary, label, input, [tabindex="0"]';
/** The second key of a sequence comes within this time. */
const sequenceMs = 1_000;

/**
 * Single keys, by their place on the keyboard, so that they work with Cyrillic layouts too. They act only outside of
 * fields, menus and dialogs, and only while the user wants them.
 */
export function useKeys(options: KeyOptions): void {
  const desk = useDesk();
  const { viewer } = useCompany();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const mayWork = viewer.permissions.includes('WORK');
    let sequenceUntil = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isFree(event)) return;
      const key = `${event.shiftKey ? 'Shift+' : ''}${event.code}`;
      if (key !== 'Escape' && !preferences().singleKeys) return;
      const isSecond = Date.now() < sequenceUntil;
      sequenceUntil = 0;
      const place = isSecond ? places[key] : undefined;
      if (place !== undefined) {
        event.preventDefault();
        return latest.current.go(place);
      }
      if (key === 'KeyG') {
        sequenceUntil = Date.now() + sequenceMs;
        return;
      }
      const action = keyActions[key];
      if (action === undefined || (event.repeat && action !== 'NEXT' && action !== 'PREVIOUS')) return;
      if (event.code === 'Enter' && (event.target as Element).closest(operable)) return;
      const target = new Target(desk, latest.current.openId);
      if (act(action, { ...latest.current, desk, target, mayWork, viewerId: viewer.id }))
        event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    const stop = onResolvedBySending(id => {
      const { openId, open } = latest.current;
      const next = desk.list.neighbour(id, 1) ?? desk.list.neighbour(id, -1);
      if (preferences().opensNext && id === openId && next !== undefined) open(next);
    });
    return () => {
      removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, [desk, viewer]);
}

/** No field, menu or dialog takes the key, and no other key is held. */
function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (event.getModifierState('AltGraph') || (event.target as Element).closest?.(fields)) return false;
  return document.querySelector(layers) === null;
}

/** What a key is about: the chosen rows, else the row with the focus, else the open conversation. */
class Target {
  readonly ids: readonly string[];
  readonly isChosen: boolean;
  /** The open conversation, which has its own menus. */
  readonly isOpen: boolean;

  constructor({ selection }: Desk, openId: string | null) {
    const chosen = [...selection.ids()];
    const item = document.activeElement?.closest('.rows li');
    const focused = item?.querySelector<HTMLElement>('[data-conversation]')?.dataset.conversation;
    this.isChosen = chosen.length > 0;
    this.ids = this.isChosen ? chosen : [focused ?? openId ?? ''].filter(id => id !== '');
    this.isOpen = !this.isChosen && this.ids[0] === openId;
  }
}

interface Situation extends KeyOptions {
  readonly desk: Desk;
  readonly target: Target;
  readonly mayWork: boolean;
  readonly viewerId: string;
}

/** @returns false for a key without a meaning here */
function act(action: KeyAction, situation: Situation): boolean {
  const { desk, target, openId, open, onHelp, mayWork } = situation;
  const step = (by: 1 | -1) => {
    const next = openId === null ? desk.list.view().order[0] : desk.list.neighbour(openId, by);
    if (next !== undefined) open(next);
  };
  switch (action) {
    case 'NEXT':
      step(1);
      return true;
    case 'PREVIOUS':
      step(-1);
      return true;
    case 'REPLY':
    case 'NOTE':
      focusComposer(action);
      return true;
    case 'PANEL':
    case 'QUOTE':
    case 'FIRST_UNREAD':
    case 'NEWEST':
      doWork(action);
      return true;
    case 'TAKE_SUGGESTION':
      return askSuggestion('TAKE');
    case 'DISMISS_SUGGESTION':
      return askSuggestion('DISMISS');
    case 'REQUEST_SUGGESTION':
      return askSuggestion('REQUEST');
    case 'UNDO':
      return runToastAction();
    case 'SEARCH':
      document.getElementById('search')?.focus();
      return true;
    case 'HELP':
      onHelp();
      return true;
    case 'ESCAPE':
      if (desk.selection.ids().size > 0) desk.selection.clear();
      else open(null);
      return true;
    default:
      return mayWork && target.ids.length > 0 && work(action, situation);
  }
}

/** The keys that change conversations. */
function work(action: KeyAction, { desk, target, viewerId }: Situation): boolean {
  const { ids, isChosen, isOpen } = target;
  const [id = ''] = ids;
  const change = async (job: ReturnType<Desk['work']['change']>) => {
    const { failures } = await job;
    // What was not changed stays chosen, with its reason.
    if (isChosen) desk.selection.set(failures.map(failure => failure.id));
  };
  switch (action) {
    case 'RESOLVE':
      void change(desk.work.resolve(ids));
      return true;
    case 'REOPEN':
      void change(desk.work.change(ids, { kind: 'STATUS', status: 'OPEN' }));
      return true;
    case 'ASSIGN_ME':
      void change(desk.work.change(ids, { kind: 'ASSIGN', userId: viewerId }));
      return true;
    case 'TAKE_OVER':
      void setHandoff(desk, ids, 'HUMAN_ACTIVE');
      return true;
    case 'GIVE_BACK':
      void setHandoff(desk, ids, 'AI_ACTIVE');
      return true;
    case 'READ': {
      const isUnread = ids.some(
        each => (desk.list.unread(each) ?? desk.list.row(each)?.unreadCount ?? 0) > 0,
      );
      if (isOpen && !isUnread) doWork('UNREAD');
      void change(desk.work.change(ids, { kind: 'READ', isRead: isUnread }));
      return true;
    }
    case 'CHOOSE':
      desk.selection.toggle(focusedOr(id));
      return true;
    case 'ASSIGN':
    case 'STATUS':
    case 'TOPIC':
    case 'LABELS':
      if (isOpen) doWork(action === 'STATUS' ? 'SNOOZE' : action);
      else askList({ kind: 'MENU', id, section: action });
      return true;
    default:
      return false;
  }
}

/** With chosen rows X still means the one with the focus. */
function focusedOr(id: string): string {
  const item = document.activeElement?.closest('.rows li');
  return item?.querySelector<HTMLElement>('[data-conversation]')?.dataset.conversation ?? id;
}
