/** Handles upgrade requests: WebSockets of one path, a few per round; any other is answered and closed. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RoundQueue } from './round-queue.js';

/** Options of `handleUpgrades`. */
export interface UpgradeOptions {
  readonly path: string;
  /** False after the sockets were closed: later requests are answered 503. */
  readonly isOpen: () => boolean;
  /** Performs one upgrade. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Queue of upgrade requests; a waiting request holds only its connection. */
  readonly queue: RoundQueue;
  readonly logRefused: (error: Error) => void;
}

/** Handles upgrade requests of the server. */
export function handleUpgrades(
  server: Pick<Server, 'on'>,
  { path, isOpen, upgrade, queue, logRefused }: UpgradeOptions,
): void {
  server.on('upgrade', (request, socket, head) => {
    // Node has removed its own listener: without one, an error of a disconnected peer would end the process.
    socket.on('error', logRefused);
    const isOurs = (request.url ?? '').split('?')[0] === path;
    if (isOurs && isOpen()) {
      queue(() => {
        socket.off('error', logRefused);
        if (socket.destroyed) return;
        if (isOpen()) upgrade(request, socket, head);
        else socket.destroy();
      });
      return;
    }
    const status = isOurs ? '503 Service Unavailable' : '404 Not Found';
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
}
