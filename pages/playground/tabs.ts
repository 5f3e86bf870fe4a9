/** The tabs of the page. Each has its own text, variables and run; sessionStorage keeps the texts over a reload. */

import type { EditorState } from '@codemirror/state';
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Run } from './run.js';

/** One tab. */
export interface Tab {
  readonly id: string;
  readonly document: Signal<string>;
  readonly variables: Signal<string>;
  readonly run: Signal<Run | null>;
  /** Where the cursor is in the document; says which of several operations is meant. */
  readonly offset: { value: number };
  readonly name: ReadonlySignal<string>;
  /** State of the editors while the tab is not shown: its undo history. */
  readonly editorStates: Map<string, EditorState>;
}

/** The tabs and which of them is shown. */
export interface Tabs {
  readonly all: ReadonlySignal<readonly Tab[]>;
  readonly active: ReadonlySignal<Tab>;
  /** Opens one and shows it; the active one is used when it is empty. */
  open(document: string, variables: string): Tab;
  show(tab: Tab): void;
  /** Stops its run. The last tab is replaced by an empty one. */
  close(tab: Tab): void;
}

const storageKey = 'trunkline:playground-tabs';
const maxTabs = 30;

interface StoredTabs {
  readonly active: number;
  readonly tabs: readonly { readonly document: string; readonly variables: string }[];
}

/** Restores the tabs of before the reload, or begins with one. */
export function createTabs(first: { readonly document: string; readonly variables: string }): Tabs {
  const stored = readStored();
  const initial = (stored?.tabs ?? [first]).map(tab => createTab(tab.document, tab.variables));
  const all = signal<readonly Tab[]>(initial);
  const active = signal<Tab>(
    initial[stored?.active ?? 0] ?? initial[0] ?? createTab(first.document, first.variables),
  );

  const close = (tab: Tab): void => {
    tab.run.peek()?.stop();
    const index = all.value.indexOf(tab);
    const rest = all.value.filter(other => other !== tab);
    all.value = rest.length > 0 ? rest : [createTab('', '')];
    if (active.value === tab) active.value = all.value[Math.max(0, index - 1)] ?? (all.value[0] as Tab);
  };
  effect(() => {
    const tabs = all.value.map(({ document, variables }) => ({
      document: document.value,
      variables: variables.value,
    }));
    const value: StoredTabs = { active: all.value.indexOf(active.value), tabs };
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(value));
    } catch {
      // The storage is full: only a reload would notice.
    }
  });

  return {
    all,
    active,
    open: (document, variables) => {
      const tab = createTab(document, variables);
      const current = active.value;
      const isEmpty = current.document.value.trim() === '' && current.run.value === null;
      all.value = isEmpty ? all.value.map(other => (other === current ? tab : other)) : [...all.value, tab];
      active.value = tab;
      const idle = all.value.find(other => other !== tab && !isRunning(other));
      if (all.value.length > maxTabs && idle) close(idle);
      return tab;
    },
    show: tab => {
      active.value = tab;
    },
    close,
  };
}

/** Whether something still comes in. */
export function isRunning({ run }: Tab): boolean {
  return run.value !== null && run.value.state.value !== 'ENDED';
}

function createTab(text: string, variableText: string): Tab {
  const document = signal(text);
  return {
    id: crypto.randomUUID(),
    document,
    variables: signal(variableText),
    run: signal(null),
    offset: { value: 0 },
    name: computed(
      () =>
        /\b(?:query|mutation|subscription)\s+(\w+)/.exec(document.value.replace(/#.*/g, ''))?.[1] ??
        'Untitled',
    ),
    editorStates: new Map(),
  };
}

function readStored(): StoredTabs | null {
  const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as StoredTabs | null;
  return stored && stored.tabs.length > 0 ? stored : null;
}
