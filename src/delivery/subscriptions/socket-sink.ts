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

/**
 * The fragment with an operation's id, one character a byte. A string, as a small buffer keeps a page of eight kibibytes
 * that it shares with buffers of no more use.
 */
function toHead(operationId: string): string {
  // Escaped, so that characters beyond Latin-1 are single bytes too.
  const id = JSON.stringify(operationId).replaceAll(
    /[\u007f-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return toFrame(Buffer.from(`{"id":${id},"type":"next","payload":`), textOpcode, false).toString('latin1');
}

const toBody = (result: SharedResult): Buffer => {
  result.frames.socket ??= toFrame(Buffer.from(`${result.json}}`), continuationOpcode, true);
  return result.frames.socket;
};

/** A sink for one subscription of a socket: its one object, as there are tens of thousands. */
export abstract class SocketSink implements Sink {
  readonly #head: string;

  constructor(
    readonly socket: WebSocket,
    readonly operationId: string,
  ) {
    this.#head = toHead(operationId);
  }

  /** True if the viewer's token is still valid; called for every event. */
  abstract mayDeliver(): boolean;

  abstract fail(error: TrunklineError): void;

  deliver(results: readonly SharedResult[], unreadLimit: number): number {
    // A viewer without a valid token receives nothing more; the next session check closes the socket.
    if (!this.#isOpen || !this.mayDeliver()) return results.length;
    return writeResults(streamOf(this.socket), results, unreadLimit, toBody, this.#head);
  }

  isCongested(unreadLimit: number): boolean {
    return this.#isOpen && streamOf(this.socket).writableLength > unreadLimit;
  }

  drained(): Promise<void> {
    const stream = streamOf(this.socket);
    if (!this.#isOpen || !stream.writableNeedDrain) return Promise.resolve();
    return new Promise(resolve => {
      const settle = (): void => {
        stream.off('drain', settle).off('close', settle);
        resolve();
      };
      stream.on('drain', settle).on('close', settle);
    });
  }

  get #isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }
}
