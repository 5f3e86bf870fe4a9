/**
 * Writes results directly to a WebSocket, as `next` messages of the graphql-transport-ws protocol.
 *
 * A message is sent as two WebSocket fragments: the operation's id, constant for the subscription, and the result, the
 * same bytes for every socket. Server frames are not masked, so the second fragment is built once for all. The server
 * negotiates no compression, so ws queues nothing and no other frame can come between the two.
 */
import WebSocket from 'ws';
import type { TrunklineError } from '../../domain/errors.js';
import type { SharedResult, Sink } from '../subscriber.js';
import { streamOf } from './socket-stream.js';
import { writeResults } from './write-results.js';

const textOpcode = 1;
const continuationOpcode = 0;

/** One unmasked WebSocket frame (RFC 6455, section 5.2), header and data in one buffer. */
function toFrame(data: Buffer, opcode: number, isFinal: boolean): Buffer {
  const first = opcode | (isFinal ? 0x80 : 0);
  if (data.length < 126) return Buffer.concat([Buffer.from([first, data.length]), data]);
  if (data.length < 65_536) {
    return Buffer.concat([Buffer.from([first, 126, data.length >> 8, data.length & 0xff]), data]);
  }
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(data.length), 2);
  return Buffer.concat([header, data]);
}

/** Options of `createSocketSink`. */
export interface SocketSinkOptions {
  readonly socket: WebSocket;
  readonly operationId: string;
  /** True if the viewer's token is still valid; called for every event. */
  readonly mayDeliver: () => boolean;
  /** Ends the subscription with the error. */
  readonly onFail: (error: TrunklineError) => void;
}

/** Creates a sink for one subscription of a socket. */
export function createSocketSink({ socket, operationId, mayDeliver, onFail }: SocketSinkOptions): Sink {
  const stream = streamOf(socket);
  const head = toFrame(
    Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`),
    textOpcode,
    false,
  );
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  const isCongested = (unreadLimit: number) => stream.writableLength > unreadLimit;
  return {
    deliver: (results: readonly SharedResult[], unreadLimit: number) => {
      // A viewer without a valid token receives nothing more; the next session check closes the socket.
      if (!isOpen() || !mayDeliver()) return results.length;
      return writeResults(stream, results, unreadLimit, result => {
        result.frames.socket ??= toFrame(Buffer.from(`${result.json}}`), continuationOpcode, true);
        return [head, result.frames.socket];
      });
    },
    fail: onFail,
    isCongested: unreadLimit => isOpen() && isCongested(unreadLimit),
    drained: () =>
      isOpen() && stream.writableNeedDrain
        ? new Promise(resolve => {
            const settle = (): void => {
              stream.off('drain', settle).off('close', settle);
              resolve();
            };
            stream.on('drain', settle).on('close', settle);
          })
        : Promise.resolve(),
  };
}
