import { afterEach, describe, expect, it } from '@jest/globals';
import type { Peers } from '../../src/delivery/doorbell.js';
import type { DraftPlace } from '../../src/delivery/drafts/draft.js';
import { cutDraft, fromText, toText } from '../../src/delivery/drafts/draft-text.js';
import { type Drafts, startDrafts } from '../../src/delivery/drafts/drafts.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { waitFor } from '../support/wait-for.js';

/** Processes that hear each other, and what was sent. */
function createPeers() {
  const listeners: ((senderId: number, text: string) => void)[] = [];
  const sent: string[] = [];
  const peersOf = (own: number): Peers => ({
    send: async texts => {
      sent.push(...texts);
      for (const text of texts)
        for (const [index, listener] of listeners.entries()) if (index !== own) listener(own, text);
      return true;
    },
    onText: listener => {
      listeners[own] = listener;
      return () => {};
    },
    onConnected: () => () => {},
    present: async () => new Set([0, 1]),
  });
  return { sent, peersOf };
}

const running: Drafts[] = [];
afterEach(async () => {
  for (const drafts of running.splice(0)) await drafts.stop();
});
const start = (peers: Peers, times: object = {}): Drafts => {
  const drafts = startDrafts(peers, { roundMs: 5, ...times });
  running.push(drafts);
  return drafts;
};
const draft = (text: string | null, over: object = {}) => ({
  ...{ tenantId: uuidV7(), conversationId: uuidV7(), assistantId: uuidV7(), messageId: uuidV7(), text },
  ...over,
});

describe('drafts', () => {
  it('reach the other processes, only the last text of a round, and end', async () => {
    const { sent, peersOf } = createPeers();
    const [here, there] = [start(peersOf(0)), start(peersOf(1))];
    const changed: DraftPlace[] = [];
    there.onChanged(place => changed.push(place));
    const one = draft('Да.');
    here.tell(one);
    here.tell({ ...one, text: 'Да. Нет.' });
    await waitFor(() => there.stateOf(one)?.text === 'Да. Нет.');
    expect(sent).toHaveLength(1);
    expect(here.list(one.tenantId, null)).toMatchObject([{ text: 'Да. Нет.' }]);
    expect(there.list(one.tenantId, new Set([uuidV7()]))).toEqual([]);
    expect(there.list(uuidV7(), null)).toEqual([]);
    here.tell({ ...one, text: null });
    await waitFor(() => there.stateOf(one)?.text === null);
    expect(there.list(one.tenantId, null)).toEqual([]);
    expect(changed).toHaveLength(2);
  });

  it('end when nothing is heard of them, as after a killed process', async () => {
    const { peersOf } = createPeers();
    const there = start(peersOf(1), { expireMs: 40 });
    const here = start(peersOf(0));
    const one = draft('Да.');
    here.tell(one);
    await waitFor(() => there.stateOf(one)?.text === 'Да.');
    await waitFor(() => there.stateOf(one)?.text === null);
    expect(here.stateOf(one)?.text).toBe('Да.');
  });

  it('are bounded in number and bytes', async () => {
    const { sent, peersOf } = createPeers();
    const here = start(peersOf(0));
    const tenantId = uuidV7();
    for (let made = 0; made < 600; made += 1) here.tell(draft('x', { tenantId }));
    await waitFor(() => sent.length === 600);
    expect(here.list(tenantId, null)).toHaveLength(100);
    for (const text of ['я'.repeat(5_000), '"'.repeat(5_000), '😀'.repeat(5_000), '\u0001'.repeat(5_000)]) {
      const cut = cutDraft(text);
      expect([...cut].length).toBeLessThanOrEqual(1_500);
      expect(text.startsWith(cut)).toBe(true);
      expect(Buffer.byteLength(toText(draft(cut)))).toBeLessThan(7_900);
    }
  });

  it('ignore what is no draft', () => {
    const one = draft('Да.');
    expect(fromText(toText(one))).toEqual(one);
    for (const text of ['presence?', 'draft:', 'draft:[]', 'draft:["1","2","3","4","x"]', 'draft:{"a":1}'])
      expect(fromText(text)).toBeNull();
    expect(fromText(toText({ ...one, text: 7 as never }))).toBeNull();
  });
});
