import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy to a server, usually a database, that can drop the data in flight. */
export interface LossyPath {
  /** URL of the same server through the proxy. */
  readonly url: string;
  /** Drops all data of the open connections, and their ends, without closing them; new ones work. */
  silence(): void;
  /** Cuts the open connections; new ones work. */
  cut(): void;
  /** Cuts open connections and stops listening. */
  close(): Promise<void>;
}

/** Opens a proxy to the server that drops nothing until `silence` is called. */
export async function openLossyPath(serverUrl: string): Promise<LossyPath> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  const carry = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', chunk => {
      if (!silent.has(from)) to.write(chunk);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      if (!silent.delete(from)) to.destroy();
    });
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer(near => {
    const far = connect(Number(target.port), target.hostname);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    silence: () => {
      for (const socket of sockets) silent.add(socket);
    },
    cut,
    close: async () => {
      cut();
      await new Promise<void>(done => server.close(() => done()));
    },
  };
}
