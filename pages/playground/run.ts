/** One running or finished operation of a tab, with its results. Runs of different tabs do not know each other. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { GraphQLAnswer } from './graphql-answer.js';

/**
 * RUNNING: a request without an answer yet. CONNECTING, LIVE and RECONNECTING: a subscription. ENDED: all results are
 * there.
 */
export type RunState = 'RUNNING' | 'CONNECTING' | 'LIVE' | 'RECONNECTING' | 'ENDED';

/** A result, or a remark about the connection between two results. */
export type RunItem = { readonly number: number; readonly at: Date } & (
  | { readonly kind: 'RESULT'; readonly result: GraphQLAnswer; readonly ms?: number }
  | { readonly kind: 'NOTE'; readonly text: string }
);

/** What a tab shows. */
export interface Run {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly state: ReadonlySignal<RunState>;
  /** Newest first; only the latest are kept. */
  readonly items: ReadonlySignal<readonly RunItem[]>;
  /** How many results there were, also those that are not kept. */
  readonly resultCount: ReadonlySignal<number>;
  stop(): void;
}

/** What a run writes its results to. */
export interface RunLog {
  readonly state: Signal<RunState>;
  readonly items: Signal<readonly RunItem[]>;
  readonly resultCount: Signal<number>;
  addResult(result: GraphQLAnswer, ms?: number): void;
  /** A remark that is the latest item already is not repeated. */
  addNote(text: string): void;
}

/** Results and remarks that are kept of one run. */
export const maxItems = 200;

/** Starts empty. */
export function createRunLog(initial: RunState): RunLog {
  const state = signal(initial);
  const items = signal<readonly RunItem[]>([]);
  const resultCount = signal(0);
  let count = 0;
  const add = (item: RunItem): void => {
    items.value = [item, ...items.value].slice(0, maxItems);
  };
  return {
    state,
    items,
    resultCount,
    addResult: (result, ms) => {
      resultCount.value += 1;
      count += 1;
      add({
        kind: 'RESULT',
        number: count,
        at: new Date(),
        result,
        ...(ms === undefined ? {} : { ms }),
      });
    },
    addNote: text => {
      const [latest] = items.value;
      if (latest?.kind === 'NOTE' && latest.text === text) return;
      count += 1;
      add({ kind: 'NOTE', number: count, at: new Date(), text });
    },
  };
}
