/** The conversation list of the page: order, what is held, what leaves, what is unread. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CachedObjects } from '../../web/src/live/cached-objects.js';
import { maxPreviewChars, RowCompactor } from '../../web/src/live/compact-row.js';
import { type Judge, ListStore } from '../../web/src/live/list-store.js';
import { maxLaterIds, OwnUnread } from '../../web/src/live/own-unread.js';
import type { Row } from '../../web/src/live/row-order.js';
import { toUndo } from '../../web/src/live/work.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 30) + seconds * 1_000).toISOString();
const number = {
  id: 'n',
  phoneNumber: null,
  externalId: 'n',
  label: 'N',
  provider: 'TATA',
  channelStatus: 'ACTIVE',
};
const toRow = (id: string, seconds: number, more: Partial<Row> = {}): Row =>
  ({
    ...{ id, version: 1, lastActivityAt: at(seconds), unreadCount: 0, deskStatus: 'OPEN' },
    ...{ assignee: null, team: null, topic: null, labels: [], snoozedUntil: null, lastMessage: null },
    ...{ channel: number, contact: { id: `of-${id}`, version: 1, displayName: null, phone: null } },
    ...{
      replyWindow: { open: true, freeFormAllowed: true, expiresAt: null, reason: null },
      lastInboundAt: null,
    },
    ...more,
  }) as unknown as Row;
/** With a new message. */
const moved = (row: Row, seconds: number, more: Partial<Row> = {}): Row => ({
  ...row,
  ...{ version: row.version + 1, lastActivityAt: at(seconds) },
  ...more,
});
const [a, b, c, d] = [toRow('a', 40), toRow('b', 30), toRow('c', 20), toRow('d', 10)] as const;
const byTeam: Judge = row => (row.team?.id === 'other' ? 'TEAM' : null);
const byStatus: Judge = row => (row.deskStatus === 'OPEN' ? null : 'STATUS');
const end = { hasNextPage: false, endCursor: null };

let list: ListStore;
const order = () => list.view().order.join('');

beforeEach(() => {
  list = new ListStore();
  list.setFilter(byTeam);
  list.replace({ nodes: [a, b, c, d], pageInfo: end });
});

describe('the list store', () => {
  it('orders as the server, and ignores older states', () => {
    list.see([moved(c, 50)]);
    expect(order()).toBe('cabd');
    list.see([{ ...c, lastActivityAt: at(99) }]);
    expect(order()).toBe('cabd');
    list.see([toRow('e', 50)]);
    expect(order()).toBe('ecabd');
  });

  it('holds order and membership, counts what moves up, and changes contents at once', () => {
    list.hold(true);
    list.see([moved(d, 50, { unreadCount: 3 }), toRow('e', 60)]);
    list.see([moved(b, 55, { team: { id: 'other', name: 'Other' } })]);
    expect(order()).toBe('abcd');
    expect(list.view().waiting).toBe(2);
    expect(list.row('d')?.unreadCount).toBe(3);
    expect(list.misfit('b')).toBe('TEAM');
    list.hold(false);
    expect(order()).toBe('edac');
    expect(list.view()).toMatchObject({ waiting: 0, moved: new Set(['b', 'd', 'e']) });
    expect(list.row('b')).toBeUndefined();
  });

  it('does not count a row that is in its place already', () => {
    list.hold(true);
    list.see([moved(a, 50)]);
    expect(list.view().waiting).toBe(0);
    list.release();
    expect(order()).toBe('abcd');
  });

  it('takes a row away at once after an action of the viewer, also while it is held', () => {
    list.setFilter(byStatus);
    list.hold(true);
    list.take(moved(b, 30, { deskStatus: 'RESOLVED' }));
    expect(order()).toBe('acd');
    list.see([moved(c, 20, { deskStatus: 'RESOLVED' })]);
    expect(order()).toBe('acd');
    // The answer brings the same state as the event before it.
    list.take(moved(c, 20, { deskStatus: 'RESOLVED' }));
    expect(order()).toBe('ad');
  });

  it('keeps the open conversation until it is left', () => {
    list.setFilter(byStatus);
    list.setOpen('b');
    list.see([moved(b, 30, { deskStatus: 'RESOLVED' })]);
    expect(order()).toBe('abcd');
    expect(list.misfit('b')).toBe('STATUS');
    list.setOpen('c');
    expect(order()).toBe('acd');
  });

  it('goes on from the former place of a conversation that moved', () => {
    list.setOpen('b');
    expect([list.neighbour('b', -1), list.neighbour('b', 1)]).toEqual(['a', 'c']);
    list.see([moved(b, 50)]);
    expect(order()).toBe('bacd');
    expect([list.neighbour('b', -1), list.neighbour('b', 1)]).toEqual(['a', 'c']);
    list.see([moved(d, 60)]);
    list.setOpen('a');
    expect(list.neighbour('a', 1)).toBe('c');
  });

  it('takes no row below the last loaded one, which comes with its page', () => {
    list.replace({ nodes: [a, b], pageInfo: { hasNextPage: true, endCursor: 'x' } });
    list.see([moved(c, 25)]);
    expect(order()).toBe('ab');
    list.append({ nodes: [moved(c, 25), b, d], pageInfo: end });
    expect(order()).toBe('abcd');
  });

  it('lets nothing in with a search', () => {
    list.setFilter(null);
    list.replace({ nodes: [a, b], pageInfo: end });
    list.see([toRow('e', 60), moved(b, 90)]);
    expect(order()).toBe('ab');
    expect(list.row('b')?.version).toBe(2);
  });

  it('keeps the held order when it is loaded again after a gap', () => {
    list.hold(true);
    const again = [moved(d, 90), toRow('e', 80), a, b];
    list.reload({ nodes: again, pageInfo: end });
    expect(order()).toBe('abcd');
    expect(list.row('d')?.version).toBe(2);
    expect(list.view().waiting).toBe(2);
    list.hold(false);
    expect(order()).toBe('deab');
  });

  it('counts what the viewer has not read, in whichever order state and messages arrive', () => {
    expect(list.unread('a')).toBeNull();
    list.setUnread('a', 2, 'm5');
    list.addUnread('a', 'm4');
    list.addUnread('a', 'm6');
    list.addUnread('a', 'm6');
    expect(list.unread('a')).toBe(3);
    // Of before m6: it is still counted.
    list.setUnread('a', 0, 'm5');
    expect(list.unread('a')).toBe(1);
    list.setUnread('a', 7, 'm4');
    expect(list.unread('a')).toBe(1);
    list.setUnread('a', 0, 'm6');
    expect(list.unread('a')).toBe(0);
  });

  it('drops a row that was read from the unread ones, except the open one', () => {
    list.setFilter((_row, unread) => (unread === 0 ? 'READ' : null));
    for (const id of ['a', 'b', 'c', 'd']) list.setUnread(id, 1, 'm1');
    list.setOpen('b');
    list.setUnread('b', 0, 'm1');
    list.setUnread('c', 0, 'm1');
    expect(order()).toBe('abd');
    expect(list.misfit('b')).toBe('READ');
  });

  it('is the same as sorting everything, over random events', () => {
    let random = 42;
    const next = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      return random % below;
    };
    const all = new Map(Array.from({ length: 300 }, (_, n) => [`r${n}`, toRow(`r${n}`, n)]));
    const sorted = () =>
      [...all.values()]
        .filter(row => byTeam(row, 0) === null)
        .sort((x, y) => Date.parse(y.lastActivityAt) - Date.parse(x.lastActivityAt) || (x.id < y.id ? 1 : -1))
        .map(({ id }) => id);
    list.replace({ nodes: sorted().map(id => all.get(id) as Row), pageInfo: end });
    for (let step = 0; step < 300; step += 1) {
      if (next(5) === 0) list.hold(next(2) === 0);
      const some = Array.from({ length: 1 + next(5) }, () => {
        const row = all.get(`r${next(300)}`) as Row;
        const team = next(4) === 0 ? { id: next(2) === 0 ? 'other' : 'own', name: '' } : row.team;
        const changed = moved(
          row,
          next(3) === 0
            ? 300 + step
            : Date.parse(row.lastActivityAt) / 1_000 - Date.UTC(2026, 10, 30) / 1_000,
          { team },
        );
        all.set(row.id, changed);
        return changed;
      });
      list.see(some);
    }
    list.hold(true);
    list.hold(false);
    expect(list.view().order).toEqual(sorted());
  });
});

describe('taking a change back', () => {
  const rows = new Map<string, Row>([
    ['a', toRow('a', 1)],
    ['b', toRow('b', 1, { deskStatus: 'PENDING', assignee: { id: 'u1', name: '' } })],
    [
      'c',
      toRow('c', 1, {
        deskStatus: 'SNOOZED',
        snoozedUntil: at(100),
        labels: [{ id: 'l', name: '', color: '' }],
      }),
    ],
  ]);
  const now = Date.parse(at(50));

  it('groups what was the same', () => {
    expect(toUndo(['a', 'b', 'c'], rows, { kind: 'STATUS', status: 'RESOLVED' }, now)).toEqual([
      { ids: ['a'], change: { kind: 'STATUS', status: 'OPEN' } },
      { ids: ['b'], change: { kind: 'STATUS', status: 'PENDING' } },
      { ids: ['c'], change: { kind: 'STATUS', status: 'SNOOZED', snoozedUntil: at(100) } },
    ]);
    expect(toUndo(['a', 'c'], rows, { kind: 'STATUS', status: 'RESOLVED' }, Date.parse(at(200)))).toEqual([
      { ids: ['a', 'c'], change: { kind: 'STATUS', status: 'OPEN' } },
    ]);
    expect(toUndo(['a', 'b'], rows, { kind: 'ASSIGN', userId: 'u1' }, now)).toEqual([
      { ids: ['a'], change: { kind: 'ASSIGN', userId: null } },
    ]);
  });

  it('leaves labels that were there before', () => {
    expect(toUndo(['a', 'b', 'c'], rows, { kind: 'LABEL', labelId: 'l', isAdded: true }, now)).toEqual([
      { ids: ['a', 'b'], change: { kind: 'LABEL', labelId: 'l', isAdded: false } },
    ]);
  });
});

describe('what is kept for hours', () => {
  const words = { direction: 'INBOUND', kind: 'TEXT', status: 'RECEIVED', deletedAt: null, attachments: [] };
  const message = (n: number, text: string) => ({
    ...{ __typename: 'Message', id: `m${n}`, version: 1, text, sentAt: at(n), createdAt: at(n), ...words },
    author: { id: 'x' },
  });
  /** As it arrives: each with copies of its own, and fields that no row shows. */
  const arrived = (id: string, n: number, text = 'Hello'): Row =>
    structuredClone({
      ...toRow(id, n, { version: n, lastInboundAt: at(n) }),
      ...{ __typename: 'Conversation', viewerState: { unreadCount: 1 }, lastMessage: message(n, text) },
    }) as unknown as Row;

  it('are rows of one form, whatever they came with, which share what others have too', () => {
    const longText = 'Ә'.repeat(5_000);
    list.see([arrived('a', 60), arrived('b', 61, longText)]);
    const [first, second] = [list.row('a'), list.row('b')];
    const fields = [
      'id',
      'version',
      'deskStatus',
      'unreadCount',
      'lastActivityAt',
      'lastInboundAt',
      'snoozedUntil',
      'handoff',
      'handoffCause',
      'handoffReason',
      'handoffGuard',
    ];
    const related = [
      'channel',
      'contact',
      'assignee',
      'topic',
      'team',
      'labels',
      'replyWindow',
      'lastMessage',
    ];
    expect(Object.keys(first ?? {})).toEqual([...fields, ...related]);
    expect(Object.keys(first?.lastMessage ?? {})).toHaveLength(10);
    expect(first?.channel).toBe(second?.channel);
    expect(first?.replyWindow).toBe(second?.replyWindow);
    expect(second?.lastMessage?.text).toBe(longText.slice(0, maxPreviewChars));
    expect(list.row('c')?.channel).toBe(first?.channel);
  });

  it('shares no more than a bounded number of objects', () => {
    const compactor = new RowCompactor();
    const sizes = Array.from({ length: 10_000 }, (_, n) => {
      const row = compactor.compact(toRow('a', n, { topic: { id: `t${n}`, name: 'Topic' } }));
      expect(row.topic?.id).toBe(`t${n}`);
      return compactor.size;
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4_000);
  });

  it('counts what is unread without keeping every message', () => {
    const own = new OwnUnread();
    const idOf = (n: number) => String(n).padStart(8, '0');
    const conversations = Array.from({ length: 3_000 }, (_, n) => `c${n}`);
    for (const id of conversations) own.set(id, 1, idOf(0));
    for (let n = 1; n <= 9_000; n += 1) {
      expect(own.add(conversations[n % 3_000] ?? '', idOf(n))).toBe(true);
      expect(own.laterIds).toBeLessThanOrEqual(maxLaterIds);
    }
    expect(new Set(conversations.map(id => own.count(id)))).toEqual(new Set([4]));
    // A repeated event, of a message that is a part of the count.
    expect(own.add('c1', idOf(1))).toBe(false);
    // A state that was on its way while the last message arrived.
    expect(own.set('c2999', 0, idOf(8_998))).toBe(true);
    expect(own.count('c2999')).toBe(1);
    for (const id of conversations) own.forget(id);
    expect(own.laterIds).toBe(0);
  });

  it('leaves events out of the cache that are about nothing in it', () => {
    const cached = new CachedObjects();
    for (const __typename of ['Conversation', 'Contact', 'Lead']) {
      expect(cached.needs({ __typename, id: 'a' })).toBe(false);
      cached.add({ __typename, id: 'a' });
      expect(cached.needs({ __typename, id: 'a' })).toBe(true);
      expect(cached.needs({ __typename, id: 'b' })).toBe(false);
    }
    for (const id of ['a', 'b']) {
      expect(cached.needs({ __typename: 'Message', id: 'm', conversation: { id } })).toBe(id === 'a');
      expect(cached.needs({ __typename: 'Note', id: 'n', noteOn: { id } })).toBe(id === 'a');
    }
    expect(cached.needs({ __typename: 'Note', id: 'n', noteOn: null })).toBe(false);
    // A company has few of them.
    expect(cached.needs({ __typename: 'Channel', id: 'c' })).toBe(true);
  });
});
