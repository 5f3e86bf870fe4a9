import { createServer } from 'node:net';

/** Finds a free TCP port on 127.0.0.1: the preferred one if it is free, else any. */
export async function findFreePort(preferred?: number): Promise<number> {
  const port = await tryPort(preferred ?? 0);
  if (port !== undefined) return port;
  return (await tryPort(0)) ?? Promise.reject(new Error('No TCP port is free on 127.0.0.1.'));
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
