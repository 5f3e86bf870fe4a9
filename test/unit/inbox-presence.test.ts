/** What a tab reports of its viewer, and how often. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Arrival, isWorthNotice } from '../../web/src/notify/decide.js';
import { Waiting } from '../../web/src/notify/waiting.js';
import {
  type PresenceReport,
  PresenceReporter,
  type ReporterTimes,
} from '../../web/src/presence/presence-reporter.js';
import { waitFor } from '../support/wait-for.js';

let state: 'LIVE' | 'WAITING' | 'LOST';
let said: string[];
let reporter: PresenceReporter;
const listeners = new Set<() => void>();
const connect = (next: typeof state) => {
  state = next;
  for (const listener of listeners) listener();
};
/** What was said since the last look. */
const heard = () => said.splice(0);

const never = 1_000_000;

/** A reporter that repeats nothing, apart from the given times. */
function start(times: Partial<ReporterTimes> = {}): PresenceReporter {
  const connection = {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  // A former one still says that it ends.
  const own = said;
  const report = ({ activity, conversationId }: PresenceReport) =>
    own.push(`${activity} ${conversationId ?? '-'}`);
  reporter = new PresenceReporter(connection, report, {
    ...{ settleMs: 5, viewingRepeatMs: never, typingRepeatMs: never, idleMs: never },
    ...times,
  });
  return reporter;
}
const isSaid = (...expected: string[]) =>
  waitFor(() => said.length >= expected.length).then(() => expect(heard()).toEqual(expected));

beforeEach(() => {
  listeners.clear();
  state = 'LIVE';
  said = [];
});
afterEach(() => reporter.open(null));

describe('a tab', () => {
  it('says where the viewer stays, not where they pass by, and again while they are there', async () => {
    start({ viewingRepeatMs: 40 });
    for (const id of ['a', 'b', 'c']) reporter.open(id);
    await waitFor(() => said.length >= 2);
    expect(new Set(said)).toEqual(new Set(['VIEWING c']));
    reporter.open(null);
    await waitFor(() => said.at(-1) === 'NONE -');
    heard();
    reporter.open(null);
    expect(heard()).toEqual([]);
  });

  it('says at once that the viewer writes, rarely that they still do, and that they stopped', async () => {
    start();
    reporter.open('a');
    await isSaid('VIEWING a');
    for (let n = 1; n < 50; n += 1) reporter.type('a', 'x'.repeat(n));
    expect(heard()).toEqual(['TYPING a']);
    reporter.type('a', ' ');
    expect(heard()).toEqual(['VIEWING a']);
    // Of a composer that is gone.
    reporter.type('b', 'late');
    expect(heard()).toEqual([]);
    reporter.open(null);
    await isSaid('NONE -');

    start({ typingRepeatMs: 0, idleMs: 20 }).open('a');
    await isSaid('VIEWING a');
    reporter.type('a', 'x');
    reporter.type('a', 'xy');
    await isSaid('TYPING a', 'TYPING a', 'VIEWING a');
  });

  it('says nothing while it is hidden, and nothing without a connection; then it says it again', async () => {
    start().open('a');
    await isSaid('VIEWING a');
    reporter.hide(true);
    expect(heard()).toEqual(['NONE -']);
    reporter.type('a', 'x');
    reporter.type('a', '');
    expect(heard()).toEqual([]);
    reporter.hide(false);
    expect(heard()).toEqual(['VIEWING a']);
    connect('WAITING');
    reporter.type('a', 'x');
    expect(heard()).toEqual([]);
    connect('LIVE');
    expect(heard()).toEqual(['TYPING a']);
  });
});

describe('notices where an assistant answers', () => {
  const me = { userId: 'me', sounds: 'OWN', shown: new Set<string>() } as const;
  const message: Arrival = { conversationId: 'c', isInbound: true, isCatchUp: false, assigneeId: null };

  it('are made for the wish for a person, not for each message', () => {
    expect(isWorthNotice(message, me)).toBe(true);
    expect(isWorthNotice({ ...message, isAnswered: true }, me)).toBe(false);
    expect(isWorthNotice({ ...message, isAnswered: true, assigneeId: 'me' }, me)).toBe(true);
    expect(isWorthNotice({ ...message, isForViewer: true, assigneeId: 'other' }, me)).toBe(true);
    expect(isWorthNotice({ ...message, isForViewer: true, isCatchUp: true }, me)).toBe(false);
    expect(isWorthNotice({ ...message, isForViewer: true }, { ...me, shown: new Set(['c']) })).toBe(false);
  });

  it('count conversations that need a person until one takes over', () => {
    const waiting = new Waiting('me');
    const row = { id: 'c', unreadCount: 2, assignee: null } as const;
    expect(waiting.see({ ...row, handoff: 'AI_ACTIVE' })).toBe(false);
    expect(waiting.see({ ...row, unreadCount: 0, handoff: 'HANDOFF_REQUESTED' })).toBe(true);
    expect(waiting.see({ ...row, assignee: { id: 'other' }, handoff: 'HANDOFF_REQUESTED' })).toBe(false);
    expect(waiting.see({ ...row, handoff: 'HUMAN_ACTIVE' })).toBe(true);
  });
});
