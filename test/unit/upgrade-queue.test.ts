import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { createUpgradeQueue } from '../../src/server/subscriptions/upgrade-queue.js';

const request = {} as IncomingMessage;

it('opens many sockets a few in a round, in order, and leaves out those whose peer has gone', () => {
  const rounds: (() => void)[] = [];
  const opened: PassThrough[] = [];
  const errors: string[] = [];
  const upgrade = createUpgradeQueue(
    (_request, socket) => opened.push(socket as PassThrough),
    error => errors.push(error.message),
    round => rounds.push(round),
  );
  const sockets = Array.from({ length: 10 }, () => new PassThrough());
  for (const socket of sockets) upgrade(request, socket, Buffer.alloc(0));
  expect(rounds).toHaveLength(1);
  // An error of a socket that waits must not end the process.
  sockets[5]?.emit('error', new Error('reset by its peer'));
  sockets[5]?.destroy();
  const counts: number[] = [];
  for (let round = rounds.shift(); round; round = rounds.shift()) {
    round();
    counts.push(opened.length);
  }
  expect(counts).toEqual([4, 7, 9]);
  expect(opened).toEqual(sockets.filter(socket => socket !== sockets[5]));
  expect(errors).toEqual(['reset by its peer']);
  expect(sockets.map(socket => socket.listenerCount('error'))).toEqual(sockets.map(() => 0));
  upgrade(request, new PassThrough(), Buffer.alloc(0));
  expect(rounds).toHaveLength(1);
});
