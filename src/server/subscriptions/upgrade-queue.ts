import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over one upgrade request. */
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** So many sockets open in one round of the event loop; signing in and subscribing takes each about half a millisecond. */
const upgradesARound = 4;

/**
 * Opens sockets a few at a time. After a restart all clients connect in the same moment; handled as they come, a
 * webhook or a query would wait for a thousand handshakes. What waits holds its connection and nothing else.
 */
export function createUpgradeQueue(
  handle: HandleUpgrade,
  log: (error: Error) => void,
  schedule: (round: () => void) => void = setImmediate,
): HandleUpgrade {
  const waiting: Parameters<HandleUpgrade>[] = [];
  const round = (): void => {
    for (let n = 0; n < upgradesARound; n += 1) {
      const next = waiting.shift();
      if (!next) return;
      const [, socket] = next;
      socket.off('error', log);
      if (!socket.destroyed) handle(...next);
    }
    if (waiting.length > 0) schedule(round);
  };
  return (request, socket, head) => {
    // Nothing else listens to the socket while it waits: an error of its peer would end the process.
    socket.on('error', log);
    waiting.push([request, socket, head]);
    if (waiting.length === 1) schedule(round);
  };
}
