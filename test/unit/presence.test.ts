/** Who is where: what ends by itself, what other processes learn, and how much memory it takes. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Peers } from '../../src/delivery/doorbell.js';
import { Level, type Place } from '../../src/delivery/presence/place.js';
import { type Presence, type PresenceOptions, startPresence } from '../../src/delivery/presence/presence.js';
import { PresenceBoard } from '../../src/delivery/presence/presence-board.js';
import { fromText, toTexts } from '../../src/delivery/presence/presence-text.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { PresenceActivity } from '../../src/domain/vocabulary.js';
import { waitFor } from '../support/wait-for.js';

const { NONE, VIEWING, TYPING } = PresenceActivity;
const tenantId = uuidV7();
const [ann, ben] = [
  { tenantId, userId: uuidV7() },
  { tenantId, userId: uuidV7() },
];
const [first, second] = [uuidV7(), uuidV7()];

/** Processes that hear each other. */
class Network {
  readonly sent: string[] = [];
  readonly #nodes = new Map<number, (senderId: number, text: string) => void>();
  #lastId = 0;

  join(): Peers & { leave(): void } {
    this.#lastId += 1;
    const id = this.#lastId;
    let listener: (senderId: number, text: string) => void = () => {};
    this.#nodes.set(id, (senderId, text) => listener(senderId, text));
    return {
      send: async texts => {
        if (this.#nodes.size < 2 || !this.#nodes.has(id)) return false;
        this.sent.push(...texts);
        for (const [other, hear] of this.#nodes) if (other !== id) for (const text of texts) hear(id, text);
        return true;
      },
      onText: given => {
        listener = given;
        return () => {
          listener = () => {};
        };
      },
      onConnected: () => () => {},
      present: async () => new Set(this.#nodes.keys()),
      leave: () => this.#nodes.delete(id),
    };
  }
}

const running: Presence[] = [];
const start = (peers: Peers = new Network().join(), times: Partial<PresenceOptions> = {}): Presence => {
  const presence = startPresence(peers, { expireMs: 5, roundMs: 5, checkMs: 20, repeatMs: 60_000, ...times });
  running.push(presence);
  return presence;
};
afterEach(async () => {
  for (const presence of running.splice(0)) await presence.stop();
});

const activityOf = (presence: Presence, owner: typeof ann, conversationId: string | null) =>
  presence.stateOf({ ...owner, conversationId }).activity;
const isOnline = (presence: Presence, owner: typeof ann) =>
  presence.stateOf({ ...owner, conversationId: null }).isOnline;

describe('what a client says', () => {
  it('ends when it is not said again: typing first, looking later', async () => {
    const presence = start(undefined, { typingMs: 30, viewingMs: 120 });
    const heard: string[] = [];
    presence.onChanged(({ userId, conversationId }) => {
      if (conversationId) heard.push(activityOf(presence, { tenantId, userId }, conversationId));
    });
    presence.say('session', ann, first, TYPING);
    expect(activityOf(presence, ann, first)).toBe(TYPING);
    await waitFor(() => heard.length === 3);
    expect(heard).toEqual([TYPING, VIEWING, NONE]);
    expect(isOnline(presence, ann)).toBe(false);
  });

  it('is one conversation; another client of the same user is counted beside it', () => {
    const presence = start();
    presence.connect('one', ann);
    presence.connect('two', ann);
    presence.say('one', ann, first, TYPING);
    presence.say('two', ann, first, VIEWING);
    expect(activityOf(presence, ann, first)).toBe(TYPING);
    presence.say('one', ann, second, VIEWING);
    expect([activityOf(presence, ann, first), activityOf(presence, ann, second)]).toEqual([VIEWING, VIEWING]);
    presence.disconnect('two');
    expect([activityOf(presence, ann, first), isOnline(presence, ann)]).toEqual([NONE, true]);
    presence.disconnect('one');
    presence.disconnect('one');
    expect(presence.list(tenantId, null)).toEqual([]);
    expect(isOnline(presence, ann)).toBe(false);
  });

  it('is listed once for each conversation, alone for who is in none, and by conversation', () => {
    const presence = start();
    presence.connect('one', ann);
    presence.connect('two', ben);
    presence.say('two', ben, second, VIEWING);
    const shown = (ids: readonly string[] | null) =>
      presence
        .list(tenantId, ids && new Set(ids))
        .map(state => [state.userId, state.conversationId, state.activity]);
    expect(shown(null)).toEqual([
      [ann.userId, null, NONE],
      [ben.userId, second, VIEWING],
    ]);
    expect(shown([first, second])).toEqual([[ben.userId, second, VIEWING]]);
    expect(shown([])).toEqual([]);
    expect(presence.list(uuidV7(), null)).toEqual([]);
  });

  it('is kept for twenty conversations of a user: the oldest goes', () => {
    const presence = start();
    const ids = Array.from({ length: 25 }, () => uuidV7());
    for (const [index, id] of ids.entries()) {
      presence.connect(`socket ${index}`, ann);
      presence.say(`socket ${index}`, ann, id, VIEWING);
    }
    const kept = presence.list(tenantId, null).map(state => state.conversationId);
    expect([...kept].sort()).toEqual(ids.slice(5).sort());
  });

  it('is counted: too much is refused', async () => {
    const presence = start();
    for (let n = 0; n < 50; n += 1) await presence.count(ann.userId);
    await expect(presence.count(ann.userId)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await presence.count(ben.userId);
  });
});

describe('another process', () => {
  it('learns what is there when it comes, and each change', async () => {
    const network = new Network();
    const here = start(network.join());
    here.connect('one', ann);
    here.say('one', ann, first, VIEWING);
    const there = start(network.join());
    await waitFor(() => activityOf(there, ann, first) === VIEWING);
    expect(isOnline(there, ann)).toBe(true);
    here.say('one', ann, first, TYPING);
    await waitFor(() => activityOf(there, ann, first) === TYPING);
    here.disconnect('one');
    await waitFor(() => !isOnline(there, ann));
    expect(there.list(tenantId, null)).toEqual([]);
  });

  it('forgets a process that is gone, and what was not repeated', async () => {
    const network = new Network();
    const peers = network.join();
    const here = start(peers);
    const there = start(network.join(), { repeatMs: 60_000 });
    here.connect('one', ann);
    await waitFor(() => isOnline(there, ann));
    peers.leave();
    await waitFor(() => !isOnline(there, ann));

    const silent = network.join();
    const brief = start(network.join(), { repeatMs: 10 });
    await silent.send(toTexts([{ place: { ...ben, conversationId: null }, level: Level.CONNECTED }]));
    expect(isOnline(brief, ben)).toBe(true);
    await waitFor(() => !isOnline(brief, ben));
  });

  it('is told the last state only, however often it changes', async () => {
    const network = new Network();
    const here = start(network.join());
    const there = start(network.join());
    here.connect('one', ann);
    await waitFor(() => isOnline(there, ann));
    const before = network.sent.length;
    for (let n = 0; n < 1_000; n += 1) here.say('one', ann, first, n % 2 === 0 ? TYPING : NONE);
    here.say('one', ann, first, TYPING);
    await waitFor(() => activityOf(there, ann, first) === TYPING);
    expect(network.sent.length - before).toBe(1);
  });
});

describe('the texts between processes', () => {
  it('are short enough for a notification, and say the same', () => {
    const told = Array.from({ length: 200 }, (_, index) => ({
      place: { tenantId, userId: uuidV7(), conversationId: index % 3 === 0 ? null : uuidV7() },
      level: (index % 4) as Level,
    }));
    const texts = toTexts(told);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    expect(texts.flatMap(text => fromText(text))).toEqual(told);
    expect(toTexts([])).toEqual([]);
  });

  it('of others are ignored', () => {
    expect(fromText('something else')).toBeNull();
    const good = `${tenantId} ${ann.userId} - 1`;
    const bad = [`${tenantId} x - 1`, `${tenantId} ${ann.userId} - 9`, `${tenantId} ${ann.userId} y 1`, ''];
    expect(fromText(`presence:${[...bad, good].join('\n')}`)).toEqual([
      { place: { ...ann, conversationId: null }, level: Level.CONNECTED },
    ]);
  });
});

describe('the memory', () => {
  it('is bounded in total and for a company, and is given back', () => {
    const changed: Place[] = [];
    const board = new PresenceBoard(place => changed.push(place), { bytes: 5_000, bytesOfTenant: 3_000 });
    const placesOf = (company: string) =>
      Array.from({ length: 20 }, () => ({ tenantId: company, userId: uuidV7(), conversationId: null }));
    const [one, two] = [placesOf(tenantId), placesOf(uuidV7())];
    const fitting = [one, two].map(places => places.filter(place => board.set(1, place, Level.CONNECTED, 9)));
    expect(fitting[0]?.length).toBe(Math.floor(3_000 / (board.bytes / changed.length)));
    expect(fitting[1]?.length).toBeLessThan(fitting[0]?.length ?? 0);
    expect(board.bytes).toBeLessThanOrEqual(5_000);
    board.drop(1);
    expect(board.bytes).toBe(0);
    expect(board.others).toEqual([]);
    for (const place of one) board.set(2, place, Level.VIEWING, 9);
    board.expire(9);
    expect(board.bytes).toBe(0);
    expect(board.list(tenantId, null, 500)).toEqual([]);
  });

  it('shows the highest of what several processes say', () => {
    const board = new PresenceBoard(() => {});
    const place = { ...ann, conversationId: first };
    board.set(1, place, Level.VIEWING, 9);
    board.set(2, place, Level.TYPING, 9);
    expect(board.stateOf(place).activity).toBe(TYPING);
    board.drop(2);
    expect(board.stateOf(place).activity).toBe(VIEWING);
    board.set(1, place, Level.GONE, 0);
    expect(board.stateOf(place)).toMatchObject({ activity: NONE, isOnline: false });
  });
});
