/**
 * Handles upgrade requests: WebSockets of one path and of allowed pages, a few per round; any other is answered and
 * closed.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { OriginNotAllowedError } from '../../domain/errors.js';
import type { RoundQueue } from './round-queue.js';

/** Options of `handleUpgrades`. */
export interface UpgradeOptions {
  readonly path: string;
  /** False after the sockets were closed: later requests are answered 503. */
  readonly isOpen: () => boolean;
  /** False for a page on an origin that is not allowed: the response is 403. */
  readonly mayOpen: (request: IncomingMessage) => boolean;
  /** Performs one upgrade. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Queue of upgrade requests; a waiting request holds only its connection. */
  readonly queue: RoundQueue;
  readonly logRefused: (error: Error) => void;
}

/** Handles upgrade requests of the server. */
export function handleUpgrades(
  server: Pick<Server, 'on'>,
  { path, isOpen, mayOpen, upgrade, queue, logRefused }: UpgradeOptions,
): void {
  server.on('upgrade', (request, socket, head) => {
    // Node has removed its own listener: without one, an error of a disconnected peer would end the process.
    socket.on('error', logRefused);
    const isOurs = (request.url ?? '').split('?')[0] === path;
    if (!isOurs) return refuse(socket, '404 Not Found');
    if (!isOpen()) return refuse(socket, '503 Service Unavailable');
    if (!mayOpen(request)) {
      const error = new OriginNotAllowedError(String(request.headers.origin));
      logRefused(error);
      return refuse(socket, '403 Forbidden', error);
    }
    queue(() => {
      socket.off('error', logRefused);
      if (socket.destroyed) return;
      if (isOpen()) upgrade(request, socket, head);
      else socket.destroy();
    });
  });
}

/** Answers without an upgrade. Browsers hide the response from the page; other clients and proxies can show it. */
function refuse(socket: Duplex, status: string, error?: OriginNotAllowedError): void {
  const body = error ? JSON.stringify({ error: { code: error.code, message: error.message } }) : '';
  const type = error ? 'content-type: application/json; charset=utf-8\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\n${type}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
