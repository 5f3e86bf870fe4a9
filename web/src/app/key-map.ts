/** The keys: where they are on the keyboard, and what they do. The table shows them in this order. */
import type { MessageId } from '../i18n/index.js';

/** An action of keys outside of fields. */
export type KeyAction =
  | 'NEXT'
  | 'PREVIOUS'
  | 'REPLY'
  | 'NOTE'
  | 'RESOLVE'
  | 'REOPEN'
  | 'ASSIGN'
  | 'ASSIGN_ME'
  | 'STATUS'
  | 'TOPIC'
  | 'LABELS'
  | 'READ'
  | 'CHOOSE'
  | 'QUOTE'
  | 'FIRST_UNREAD'
  | 'NEWEST'
  | 'PANEL'
  | 'TAKE_OVER'
  | 'GIVE_BACK'
  | 'TAKE_SUGGESTION'
  | 'DISMISS_SUGGESTION'
  | 'REQUEST_SUGGESTION'
  | 'UNDO'
  | 'SEARCH'
  | 'HELP'
  | 'ESCAPE';

/** By `event.code`, so that they are at the same place in every layout. */
export const keyActions: Readonly<Record<string, KeyAction>> = {
  KeyJ: 'NEXT',
  KeyK: 'PREVIOUS',
  KeyR: 'REPLY',
  Enter: 'REPLY',
  KeyN: 'NOTE',
  KeyE: 'RESOLVE',
  'Shift+KeyE': 'REOPEN',
  KeyA: 'ASSIGN',
  'Shift+KeyA': 'ASSIGN_ME',
  KeyS: 'STATUS',
  KeyT: 'TOPIC',
  KeyL: 'LABELS',
  KeyU: 'READ',
  KeyX: 'CHOOSE',
  KeyQ: 'QUOTE',
  KeyF: 'FIRST_UNREAD',
  KeyB: 'NEWEST',
  KeyI: 'PANEL',
  KeyH: 'TAKE_OVER',
  'Shift+KeyH': 'GIVE_BACK',
  KeyD: 'TAKE_SUGGESTION',
  'Shift+KeyD': 'DISMISS_SUGGESTION',
  KeyP: 'REQUEST_SUGGESTION',
  KeyZ: 'UNDO',
  Slash: 'SEARCH',
  'Shift+Slash': 'HELP',
  Escape: 'ESCAPE',
};

/** After G: where to go. */
export const places: Readonly<Record<string, string>> = {
  KeyI: '/',
  KeyM: '/?view=mine',
  KeyU: '/?view=unassigned',
  KeyH: '/?handoff=1',
  KeyN: '/admin/numbers',
  KeyS: '/admin/statistics',
};

/** A line of the table. */
export interface KeyRow {
  /** Alternatives; keys of one are pressed together (`+`) or in order (space). */
  readonly keys: readonly string[];
  readonly text: MessageId;
}

/** The table, by place. */
export const keyTable: readonly { readonly title: MessageId; readonly rows: readonly KeyRow[] }[] = [
  {
    title: 'keys_everywhere',
    rows: [
      { keys: ['KeyJ', 'KeyK'], text: 'keys_next' },
      { keys: ['KeyE', 'Shift+KeyE'], text: 'keys_resolve' },
      { keys: ['KeyA', 'Shift+KeyA'], text: 'keys_assign' },
      { keys: ['KeyS'], text: 'keys_snooze' },
      { keys: ['KeyT', 'KeyL'], text: 'keys_topic' },
      { keys: ['KeyU'], text: 'keys_read' },
      { keys: ['KeyH', 'Shift+KeyH'], text: 'keys_handoff' },
      { keys: ['KeyI'], text: 'keys_panel' },
      { keys: ['KeyZ'], text: 'keys_undo' },
      { keys: ['KeyG KeyI', 'KeyG KeyM', 'KeyG KeyU', 'KeyG KeyH'], text: 'keys_go' },
      { keys: ['KeyG KeyN', 'KeyG KeyS'], text: 'keys_goPages' },
      { keys: ['Slash'], text: 'keys_search' },
      { keys: ['Shift+Slash'], text: 'keys_help' },
      { keys: ['Escape'], text: 'keys_escape' },
    ],
  },
  {
    title: 'keys_inList',
    rows: [
      { keys: ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'], text: 'keys_move' },
      { keys: ['Enter'], text: 'keys_open' },
      { keys: ['KeyX', 'Shift+ArrowDown', 'Shift+ArrowUp'], text: 'keys_choose' },
      { keys: ['Shift+F10', 'ContextMenu'], text: 'keys_menu' },
    ],
  },
  {
    title: 'keys_inThread',
    rows: [
      { keys: ['Enter', 'KeyR'], text: 'keys_reply' },
      { keys: ['KeyN'], text: 'keys_note' },
      { keys: ['KeyF', 'KeyB'], text: 'keys_jump' },
      { keys: ['KeyQ'], text: 'keys_quote' },
      { keys: ['KeyD', 'Shift+KeyD', 'KeyP'], text: 'keys_suggestion' },
      { keys: ['Space', 'ArrowLeft', 'ArrowRight'], text: 'keys_voice' },
    ],
  },
  {
    title: 'keys_inComposer',
    rows: [
      { keys: ['Enter', 'Shift+Enter'], text: 'keys_send' },
      { keys: ['Ctrl+Enter'], text: 'keys_sendResolve' },
      { keys: ['Slash', 'Ctrl+Slash'], text: 'keys_canned' },
    ],
  },
];
