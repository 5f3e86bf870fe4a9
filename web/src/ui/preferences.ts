/** What a user prefers in this browser. Every feature keeps its settings here; a page shows them. */
import { useSyncExternalStore } from 'react';

/** All preferences. A new one is a line here and a default below. */
export interface Preferences {
  /** Ctrl+Enter sends, and Enter breaks the line. */
  readonly ctrlEnterSends: boolean;
  /** Keys of one letter act outside of fields. */
  readonly singleKeys: boolean;
  /** After resolving the next conversation opens. */
  readonly opensNext: boolean;
  /** A conversation is read when it was seen, or only when it is answered. */
  readonly readWhen: 'SEEN' | 'ANSWERED';
  readonly density: 'COMFORTABLE' | 'COMPACT';
  readonly theme: 'SYSTEM' | 'LIGHT' | 'DARK';
  /** New messages that make a sound: those of own and unassigned conversations, all, or none. */
  readonly sounds: 'OWN' | 'ALL' | 'NONE';
  /** Messages are shown by the operating system while the page is not looked at. */
  readonly desktop: boolean;
  /** Such a notification shows the text, not only the name. */
  readonly desktopText: boolean;
}

const defaults: Preferences = {
  ctrlEnterSends: false,
  singleKeys: true,
  opensNext: true,
  readWhen: 'SEEN',
  density: 'COMFORTABLE',
  theme: 'SYSTEM',
  sounds: 'OWN',
  desktop: false,
  desktopText: true,
};

const storageKey = 'trunkline-preferences';
const listeners = new Set<() => void>();
let current: Preferences = read();

/** The preferences; the same object until one changes. */
export const preferences = (): Preferences => current;

/** Keeps a choice; other tabs follow. */
export function setPreference<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
  // What another version of the page kept stays.
  const kept = { ...current, [name]: value };
  localStorage.setItem(storageKey, JSON.stringify(kept));
  show(kept);
}

/** Calls the listener when one changes, in this tab or in another. @returns unsubscribe */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** One preference, current in a component. */
export const usePreference = <Name extends keyof Preferences>(name: Name): Preferences[Name] =>
  useSyncExternalStore(subscribePreferences, () => current[name]);

addEventListener('storage', event => {
  if (event.key === storageKey) show(read());
});

function show(next: Preferences): void {
  current = next;
  for (const listener of listeners) listener();
}

/** A value of another type than the default is not used. */
function read(): Preferences {
  let kept: Record<string, unknown> = {};
  try {
    kept = { ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
  } catch {
    // Unreadable: the defaults.
  }
  const known = Object.entries(defaults).map(([name, value]) => [
    name,
    typeof kept[name] === typeof value ? kept[name] : value,
  ]);
  return { ...kept, ...Object.fromEntries(known) } as Preferences;
}
