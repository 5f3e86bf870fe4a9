/** What a tab's operation answered: one result, or the list of a subscription's events. */
import { JsonView } from './json-view.js';
import type { Playground } from './playground.js';
import { maxItems, type Run, type RunItem, type RunState } from './run.js';
import type { Tab } from './tabs.js';

const stateTexts: Readonly<Record<RunState, string>> = {
  RUNNING: 'Running…',
  CONNECTING: 'Connecting…',
  LIVE: 'Live',
  RECONNECTING: 'Reconnecting…',
  ENDED: 'Ended',
};

/** The results of a tab. */
export function Results({ playground, tab }: { readonly playground: Playground; readonly tab: Tab }) {
  const run = tab.run.value;
  return (
    <section aria-label="Result">
      {run === null ? <Hint isSignedIn={playground.session.user.value !== null} /> : <RunView run={run} />}
    </section>
  );
}

function Hint({ isSignedIn }: { readonly isSignedIn: boolean }) {
  return (
    <p class="hint">
      {isSignedIn
        ? 'Nothing has run here yet. Press ▶ or Ctrl+Enter.'
        : 'Sign in with the form at the top, then press ▶ or Ctrl+Enter.'}
    </p>
  );
}

function RunView({ run }: { readonly run: Run }) {
  const items = run.items.value;
  const state = run.state.value;
  const isList = run.kind === 'subscription';
  const [latest] = items;
  return (
    <>
      <p class="run-state" role="status" data-state={state}>
        {isList ? `${stateTexts[state]} · ${countEvents(run.resultCount.value)}` : describe(state, latest)}
      </p>
      {isList && items.length === 0 && state !== 'ENDED' ? (
        <p class="hint">Waiting for the first event. It stays here while you work in other tabs.</p>
      ) : null}
      <ol class={isList ? 'items events' : 'items'} reversed={isList}>
        {items.map(item => (
          <li key={item.number} class={itemClass(item)}>
            {isList ? <time>{item.at.toLocaleTimeString([], { hour12: false })}</time> : null}
            {item.kind === 'NOTE' ? <p>{item.text}</p> : <JsonView value={item.result} />}
          </li>
        ))}
      </ol>
      {items.length === maxItems ? <p class="hint">Only the latest {maxItems} are kept.</p> : null}
    </>
  );
}

function countEvents(count: number): string {
  return count === 1 ? '1 event' : `${count} events, newest first`;
}

function describe(state: RunState, item: RunItem | undefined): string {
  if (item?.kind !== 'RESULT') return stateTexts[state];
  const what = item.result.errors ? 'Answered with errors' : 'Done';
  return item.ms === undefined ? what : `${what} · ${item.ms} ms`;
}

function itemClass(item: RunItem): string {
  if (item.kind === 'NOTE') return 'note';
  return item.result.errors ? 'result failed' : 'result';
}
