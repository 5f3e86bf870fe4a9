import { EventEmitter } from 'node:events';
import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import type { Viewer } from '../../src/accounts/viewer.js';
import { Connection } from '../../src/server/subscriptions/connection.js';
import { WatchedConnections } from '../../src/server/subscriptions/watched-connections.js';

/** The part of a WebSocket that the watch uses; its peer answers pings by `pong`. */
class FakeSocket extends EventEmitter {
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  pings = 0;
  /** Close code, or `terminated`. */
  end: number | 'terminated' | null = null;

  ping(): void {
    this.pings += 1;
  }

  close(code: number): void {
    this.end ??= code;
    this.readyState = WebSocket.CLOSING;
  }

  terminate(): void {
    this.end ??= 'terminated';
    this.readyState = WebSocket.CLOSED;
  }
}

const ended = new Set<string>();
let checks: string[];
let watched: WatchedConnections;
beforeEach(() => {
  checks = [];
  ended.clear();
  watched = new WatchedConnections({
    isCurrent: async ({ userId }) => {
      checks.push(userId);
      return !ended.has(userId);
    },
    log: text => {
      throw new Error(text);
    },
  });
});
afterEach(() => watched.stop());

/** A socket that has signed in, unless `userId` is null. */
function open(userId: string | null, lifeMs = 60_000): { connection: Connection; socket: FakeSocket } {
  const socket = new FakeSocket();
  const connection = new Connection(socket as unknown as WebSocket, { address: null, userAgent: null });
  watched.add(connection);
  if (userId !== null) {
    connection.hasSentInit = true;
    const expiresAt = new Date(Date.now() + lifeMs);
    connection.viewer = { userId, tenantId: 'one', expiresAt } as Viewer;
  }
  return { connection, socket };
}

async function pass(seconds: number, each: () => void = () => {}): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    watched.tick();
    await nextRound();
    each();
  }
}

it('pings each socket once in fifteen seconds, in shares, and ends one that does not answer', async () => {
  const all: ReturnType<typeof open>[] = [];
  for (let second = 0; second < 15; second += 1) {
    all.push(...Array.from({ length: 4 }, (_, n) => open(`u${second} ${n}`)));
    await pass(1);
  }
  const [dead] = all;
  const pings = () => all.reduce((sum, { socket }) => sum + socket.pings, 0);
  let before = pings();
  await pass(30, () => {
    const inThisSecond = pings() - before;
    before += inThisSecond;
    expect(inThisSecond).toBeLessThanOrEqual(4);
    for (const { connection } of all) if (connection !== dead?.connection) connection.isAlive = true;
  });
  expect(dead?.socket).toMatchObject({ end: 'terminated', pings: 1 });
  for (const { connection, socket } of all.slice(1)) {
    expect(socket.end).toBeNull();
    expect(socket.pings).toBeGreaterThanOrEqual(2);
    expect([...watched]).toContain(connection);
  }
});

it('ends a socket with four megabytes unread, though its peer answers', async () => {
  const { connection, socket } = open('a');
  socket.bufferedAmount = 5 * 1024 * 1024;
  await pass(15, () => {
    connection.isAlive = true;
  });
  expect(socket.end).toBe('terminated');
});

it('closes a socket that has not said connection_init after five seconds', async () => {
  const first = open(null);
  await pass(2);
  const later = open(null);
  const signedIn = open('a');
  await pass(3);
  expect(first.socket.end).toBeNull();
  await pass(1);
  expect(first.socket.end).toBe(4408);
  await pass(1);
  expect(later.socket.end).toBeNull();
  await pass(1);
  expect(later.socket.end).toBe(4408);
  expect(signedIn.socket.end).toBeNull();
});

it('closes a socket within five seconds after its token has expired, or its session has ended', async () => {
  const expired = open('a', 0);
  await pass(1);
  const revoked = open('b');
  const current = open('c');
  await pass(4);
  expect(expired.socket.end).toBe(4403);
  expect(revoked.socket.end).toBeNull();
  ended.add('b');
  await pass(5);
  expect(revoked.socket.end).toBe(4403);
  expect(current.socket.end).toBeNull();
  expect(checks.filter(userId => userId === 'c')).toHaveLength(1);
});

it('checks the sockets of a user at once when asked to, and no others', async () => {
  const sockets = ['a', 'b', 'a'].map(userId => open(userId).socket);
  ended.add('a');
  watched.checkSessions('a');
  await nextRound();
  expect(checks).toEqual(['a', 'a']);
  expect(sockets.map(({ end }) => end)).toEqual([4403, null, 4403]);
  watched.checkSessions(null);
  await nextRound();
  expect(checks).toEqual(['a', 'a', 'b']);
});

it('forgets a socket that has closed', async () => {
  const { connection, socket } = open('a');
  open('b');
  watched.delete(connection);
  watched.delete(connection);
  expect(watched.size).toBe(1);
  await pass(20);
  expect(socket).toMatchObject({ pings: 0, end: null });
  expect(checks).not.toContain('a');
});
