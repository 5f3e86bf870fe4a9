/**
 * The only module that depends on internals of ws (8.23.0): the stream under a socket is its field `_socket`, and while
 * no compression is negotiated ws queues no frame, so that a frame written to the stream comes between two of ws's own.
 * `test/integration/library-internals.test.ts` fails when an upgrade changes this.
 */
import type { Duplex } from 'node:stream';
import type WebSocket from 'ws';

/** The stream under an open WebSocket. */
export function streamOf(socket: WebSocket): Duplex {
  return (socket as unknown as { readonly _socket: Duplex })._socket;
}
