import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import {
  createTokenKeeper,
  memoryStorage,
  type StringStorage,
  type TokenKeeper,
  type TokenKeeperOptions,
  type Tokens,
  webStorage,
} from '../../packages/client/src/index.js';
import { waitFor } from '../support/wait-for.js';

const minute = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();
const tokensOf = (number: number, minutes = 15): Tokens => ({
  accessToken: `access-${number}`,
  refreshToken: `refresh-${number}`,
  expiresAt: inMinutes(minutes),
});

/** The server's side: the answers to come, and the refresh tokens that it got. */
let answers: (Tokens | number | 'LOST')[];
let asked: string[];
let keepers: TokenKeeper[];
/** The answers wait for it. */
let gate: Promise<void>;

const navigatorBefore = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
const replaceNavigator = (value: object) =>
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });

beforeEach(() => {
  gate = Promise.resolve();
  answers = [];
  asked = [];
  keepers = [];
});
afterEach(() => {
  for (const keeper of keepers) keeper.stop();
  jest.restoreAllMocks();
  if (navigatorBefore) Object.defineProperty(globalThis, 'navigator', navigatorBefore);
});

const answer = async (_url: unknown, init?: { body?: unknown }): Promise<Response> => {
  asked.push(JSON.parse(String(init?.body)).refreshToken);
  const next = answers.shift() ?? 503;
  await gate;
  if (next === 'LOST') throw new TypeError('fetch failed');
  if (typeof next === 'number') return new Response('{}', { status: next });
  return Response.json({ ...next, user: { id: 'u1' } });
};

function createKeeper(options: Partial<TokenKeeperOptions> = {}): TokenKeeper {
  const keeper = createTokenKeeper({ url: 'https://trunkline.example/', fetch: answer as never, ...options });
  keepers.push(keeper);
  return keeper;
}

it('has no token before the sign-in and after the end, and calls back once', async () => {
  const ends: string[] = [];
  const keeper = createKeeper({ onEnd: reason => ends.push(reason) });
  expect(await keeper.accessToken()).toBeNull();
  await keeper.start(tokensOf(1));
  expect(await keeper.accessToken()).toBe('access-1');
  await keeper.end();
  await keeper.end();
  expect(await keeper.accessToken()).toBeNull();
  expect(ends).toEqual(['SIGNED_OUT']);
  expect(asked).toEqual([]);
  await keeper.start(tokensOf(2));
  keeper.stop();
  await keeper.end();
  expect([await keeper.accessToken(), ends]).toEqual([null, ['SIGNED_OUT']]);
});

it('refreshes a token that is about to expire, once for all that ask', async () => {
  const keeper = createKeeper();
  answers = [tokensOf(2)];
  await keeper.start(tokensOf(1));
  // Received long ago: half a minute is left.
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 14.5 * minute);
  const all = await Promise.all(Array.from({ length: 50 }, () => keeper.accessToken()));
  expect(new Set(all)).toEqual(new Set(['access-2']));
  expect(asked).toEqual(['refresh-1']);
});

it.each(['with Web Locks', 'without Web Locks'])('refreshes once for all tabs, %s', async kind => {
  const area = createArea();
  const name = `tabs ${kind}`;
  const tabs = Array.from({ length: 5 }, () => createKeeper({ storage: webStorage(area), name }));
  if (kind === 'without Web Locks') replaceNavigator({});
  answers = [tokensOf(2)];
  await tabs[0]?.start(tokensOf(1));
  for (const tab of tabs) tab.reject('access-1');
  expect(await Promise.all(tabs.map(tab => tab.accessToken()))).toEqual(Array(5).fill('access-2'));
  expect(asked).toEqual(['refresh-1']);
});

it('does not wait for a tab that holds the lock and does not run', async () => {
  const request = jest.fn(async () => {
    throw new DOMException('The wait for the lock was too long', 'TimeoutError');
  });
  replaceNavigator({ locks: { request } });
  const keeper = createKeeper();
  answers = [tokensOf(2)];
  await keeper.start(tokensOf(1));
  keeper.reject('access-1');
  expect(await keeper.accessToken()).toBe('access-2');
  expect(request).toHaveBeenCalledTimes(1);
});

it('sends the same refresh token again when the response was lost', async () => {
  const keeper = createKeeper();
  answers = ['LOST', 503, tokensOf(2)];
  await keeper.start(tokensOf(1));
  keeper.reject('access-1');
  expect(await keeper.accessToken()).toBe('access-2');
  expect(asked).toEqual(['refresh-1', 'refresh-1', 'refresh-1']);
});

it('keeps the session while the server is away: a valid token is used, an expired one fails', async () => {
  const ends: string[] = [];
  let isAway = true;
  const refresh = async (): Promise<Tokens> => {
    if (isAway) throw new Error('The server is away');
    return tokensOf(2, 40);
  };
  const keeper = createKeeper({ refresh, onEnd: reason => ends.push(reason) });
  await keeper.start(tokensOf(1));
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 14.5 * minute);
  expect(await keeper.accessToken()).toBe('access-1');
  clock.mockReturnValue(now + 16 * minute);
  await expect(keeper.accessToken()).rejects.toThrow('The server is away');
  isAway = false;
  expect(await keeper.accessToken()).toBe('access-2');
  expect(ends).toEqual([]);
});

it.each([404, 403])(
  'fails with the status %i, which neither ends the session nor is tried again',
  async status => {
    const ends: string[] = [];
    const keeper = createKeeper({ onEnd: reason => ends.push(reason) });
    answers = [status];
    await keeper.start(tokensOf(1));
    keeper.reject('access-1');
    await expect(keeper.accessToken()).rejects.toThrow(String(status));
    expect([asked, ends]).toEqual([['refresh-1'], []]);
  },
);

it('goes on with a session that began while the refresh of the one before was refused', async () => {
  const ends: string[] = [];
  const { promise, resolve: refuse } = Promise.withResolvers<'REFUSED'>();
  const refresh = jest.fn(() => promise);
  const keeper = createKeeper({ refresh, onEnd: reason => ends.push(reason) });
  // As with a cookie, where a page does not know the refresh token.
  const inCookie = (number: number): Tokens => ({ ...tokensOf(number), refreshToken: 'cookie' });
  await keeper.start(inCookie(1));
  keeper.reject('access-1');
  const token = keeper.accessToken();
  await waitFor(() => refresh.mock.calls.length === 1);
  await keeper.start(inCookie(2));
  refuse('REFUSED');
  expect(await token).toBe('access-2');
  expect([await keeper.accessToken(), ends]).toEqual(['access-2', []]);
});

it('ends the session when the server refuses the refresh token, in every tab', async () => {
  const area = createArea();
  const ends: string[] = [];
  const tab = (number: number) =>
    createKeeper({
      storage: webStorage(area),
      name: 'ends',
      onEnd: reason => ends.push(`${number} ${reason}`),
    });
  const [first, second] = [tab(1), tab(2)];
  answers = [401];
  await first.start(tokensOf(1));
  expect(await second.accessToken()).toBe('access-1');
  first.reject('access-1');
  expect(await first.accessToken()).toBeNull();
  await waitFor(() => ends.length === 2);
  expect(ends.sort()).toEqual(['1 REFUSED', '2 REFUSED']);
});

it('tells the other tabs when another session begins, so that none mixes two users', async () => {
  const area = createArea();
  const ends: string[] = [];
  const create = (onEnd?: (reason: string) => void) =>
    createKeeper({ storage: webStorage(area), name: 'replaced', ...(onEnd ? { onEnd } : {}) });
  const [first, second] = [create(reason => ends.push(reason)), create()];
  await first.start(tokensOf(1));
  await second.start(tokensOf(7));
  await waitFor(() => ends.length === 1);
  expect(ends).toEqual(['REPLACED']);
  expect(await first.accessToken()).toBe('access-7');
});

it('does not bring back a session that ended while the refresh was under way', async () => {
  const storage = memoryStorage();
  const keeper = createKeeper({ storage });
  answers = [tokensOf(2)];
  await keeper.start(tokensOf(1));
  keeper.reject('access-1');
  const { promise, resolve: open } = Promise.withResolvers<void>();
  gate = promise;
  const token = keeper.accessToken();
  await waitFor(() => asked.length === 1);
  await storage.write(null);
  open();
  expect(await token).toBeNull();
  expect(await storage.read()).toBeNull();
});

it('leaves the judgement to the server where the clock is wrong', async () => {
  const keeper = createKeeper();
  await keeper.start(tokensOf(1, -60));
  expect(await keeper.accessToken()).toBe('access-1');
  expect(asked).toEqual([]);
});

it('goes on when the callback of the end throws', async () => {
  const thrown: unknown[] = [];
  const fault = new Error('no page');
  const keeper = createKeeper({
    onEnd: () => {
      throw fault;
    },
    onThrow: error => thrown.push(error),
  });
  await keeper.start(tokensOf(1));
  await keeper.end();
  expect(thrown).toEqual([fault]);
  expect(await keeper.accessToken()).toBeNull();
});

it('keeps tokens over reloads, and in memory where the browser refuses to store them', async () => {
  const area = createArea();
  await createKeeper({ storage: webStorage(area) }).start(tokensOf(1));
  expect(await createKeeper({ storage: webStorage(area) }).accessToken()).toBe('access-1');
  area.setItem('trunkline-session', '{"accessToken":"half a se');
  expect(await createKeeper({ storage: webStorage(area) }).accessToken()).toBeNull();
  const refusing = new Proxy(area, {
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  const keeper = createKeeper({ storage: webStorage(refusing) });
  await keeper.start(tokensOf(3));
  expect(await keeper.accessToken()).toBe('access-3');
});

function createArea(): StringStorage {
  const values = new Map<string, string>();
  return {
    getItem: key => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: key => void values.delete(key),
  };
}
