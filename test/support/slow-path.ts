import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database on which everything takes its time. */
export interface SlowPath {
  /** The same database, over this way. */
  readonly url: string;
  /** Cuts what is open and stops listening. */
  close(): Promise<void>;
}

/** Opens a way to the database on which every byte is `delayMs` under way, in each direction, as on a busy machine. */
export async function openSlowPath(databaseUrl: string, delayMs: number): Promise<SlowPath> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const carry = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', chunk => setTimeout(() => to.write(chunk), delayMs));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      setTimeout(() => to.destroy(), delayMs);
    });
  };
  const server = createServer(near => {
    const far = connect(Number(target.port), target.hostname);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>(done => server.close(() => done()));
    },
  };
}
