import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { handleUpgrades } from '../../src/server/subscriptions/handle-upgrades.js';
import { createRoundQueue } from '../../src/server/subscriptions/round-queue.js';

/** A queue whose rounds are started by the test. */
function queueByHand() {
  const rounds: (() => void)[] = [];
  const queue = createRoundQueue(round => rounds.push(round));
  return { queue, rounds, next: () => rounds.shift()?.() };
}

it('starts a few tasks in a round, in order, the first ones at once', () => {
  const { queue, rounds, next } = queueByHand();
  const started: number[] = [];
  for (let n = 0; n < 10; n += 1) queue(() => started.push(n));
  const counts = [started.length];
  while (rounds.length > 0) {
    next();
    counts.push(started.length);
  }
  expect(counts).toEqual([4, 8, 10, 10]);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  queue(() => started.push(10));
  expect(started).toHaveLength(11);
});

it('puts a task behind those that wait, also in a round that has room', () => {
  const { queue, next } = queueByHand();
  const started: string[] = [];
  for (let n = 0; n < 5; n += 1) queue(() => started.push(`first ${n}`));
  queue(() => queue(() => started.push('of a task')));
  queue(() => started.push('last'));
  next();
  next();
  expect(started.slice(4)).toEqual(['first 4', 'last', 'of a task']);
});

it('leaves out upgrades whose peer has gone while they waited', () => {
  const { queue, rounds, next } = queueByHand();
  const server = new EventEmitter();
  const opened: PassThrough[] = [];
  const errors: string[] = [];
  handleUpgrades(server as never, {
    path: '/graphql',
    isOpen: () => true,
    mayOpen: () => true,
    upgrade: (_request, socket) => opened.push(socket as PassThrough),
    queue,
    logRefused: error => errors.push(error.message),
  });
  const sockets = Array.from({ length: 10 }, () => new PassThrough());
  for (const socket of sockets)
    server.emit('upgrade', { url: '/graphql' } as IncomingMessage, socket, Buffer.alloc(0));
  // An error of a waiting socket must not end the process.
  sockets[5]?.emit('error', new Error('reset by its peer'));
  sockets[5]?.destroy();
  while (rounds.length > 0) next();
  expect(opened).toEqual(sockets.filter(socket => socket !== sockets[5]));
  expect(errors).toEqual(['reset by its peer']);
  expect(sockets.map(socket => socket.listenerCount('error'))).toEqual(sockets.map(() => 0));
});
