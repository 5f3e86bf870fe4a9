import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SharedResult } from '../../src/delivery/subscriber.js';
import { writeResults } from '../../src/delivery/subscriptions/write-results.js';

const peers = 12;
const resultCount = 8_000;
const unreadLimit = 64 * 1024;

/** Sizes from a few bytes to more than one write can hold. */
const results = Array.from(
  { length: resultCount },
  (_, n) =>
    new SharedResult(n, { data: { n, text: String(n % 10).repeat(n % 500 === 499 ? 90_000 : n % 1_700) } }),
);
const toBytes = ({ json }: SharedResult) => Buffer.from(`${json}\n`);

let server: Server;
const accepted: Socket[] = [];
beforeAll(async () => {
  server = createServer(socket => {
    // A peer that disconnects during a write resets the connection.
    socket.on('error', () => {});
    accepted.push(socket);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const socket of accepted) socket.destroy();
  await new Promise(resolve => server.close(resolve));
});

/** Writes all results to a socket, as fast as its peer reads. */
async function writeAll(socket: Socket) {
  for (let taken = 0; taken < results.length; ) {
    const due = results.slice(taken, taken + 200);
    const count = writeResults(socket, due, unreadLimit, result => {
      result.frames.socket ??= toBytes(result);
      return result.frames.socket;
    });
    taken += count;
    if (count < due.length && !socket.destroyed) {
      await new Promise<void>(resolve => {
        socket.once('drain', resolve).once('close', resolve);
        if (!socket.writableNeedDrain) setImmediate(resolve);
      });
    }
    if (socket.destroyed) return;
  }
}

it('gives every peer exactly its bytes, however slowly it reads, beside peers that go away', async () => {
  const expected = Buffer.concat(results.map(toBytes));
  const { port } = server.address() as AddressInfo;
  const received = await Promise.all(
    Array.from({ length: peers }, async (_, index) => {
      const socket = connect(port, '127.0.0.1');
      const chunks: Buffer[] = [];
      let bytes = 0;
      const leavesAfter = index % 4 === 3 ? 300_000 : Number.POSITIVE_INFINITY;
      for await (const chunk of socket) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= leavesAfter || bytes >= expected.length) break;
        if (index % 4 === 1) await delay(3);
        while (index === 0 && accepted.length < peers) await delay(5);
      }
      return Buffer.concat(chunks);
    }).concat(
      (async () => {
        while (accepted.length < peers) await delay(5);
        await Promise.all(accepted.map(writeAll));
        return Buffer.alloc(0);
      })(),
    ),
  );
  for (const bytes of received.slice(0, peers)) {
    expect(bytes.length).toBeGreaterThanOrEqual(300_000);
    expect(bytes.equals(expected.subarray(0, bytes.length))).toBe(true);
  }
  expect(received.filter(({ length }) => length === expected.length)).toHaveLength(peers - peers / 4);
});
