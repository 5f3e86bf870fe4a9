/** Upgrade requests: WebSockets of one path, a few at a time; any other is answered and closed. */
import type { Server } from 'node:http';
import { createUpgradeQueue, type HandleUpgrade } from './upgrade-queue.js';

/** Options of `handleUpgrades`. */
export interface UpgradeOptions {
  readonly path: string;
  /** False once the sockets were closed: late requests are answered 503. */
  readonly isOpen: () => boolean;
  readonly upgrade: HandleUpgrade;
  readonly logRefused: (error: Error) => void;
}

/** Handles upgrade requests of the server. */
export function handleUpgrades(server: Server, { path, isOpen, upgrade, logRefused }: UpgradeOptions): void {
  const openSocket = createUpgradeQueue((request, socket, head) => {
    if (isOpen()) upgrade(request, socket, head);
    else socket.destroy();
  }, logRefused);
  server.on('upgrade', (request, socket, head) => {
    const isOurs = (request.url ?? '').split('?')[0] === path;
    if (isOurs && isOpen()) return openSocket(request, socket, head);
    // Node has taken its own listener off: without one, a peer that is gone already would end the process.
    socket.on('error', logRefused);
    const status = isOurs ? '503 Service Unavailable' : '404 Not Found';
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
}
