/** The HTTP server on loopback that takes the requests of all simulated vendors, by kind and account in the path. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderKind } from '../../domain/vocabulary.js';
import type { SimulatorReply, SimulatorRequest } from '../contract/simulator.js';
import { listProviders } from '../registry.js';

/** Address that the host listens on. */
export interface SimulatorAddress {
  readonly port: number;
  /** Origin of every base URL. */
  readonly origin: string;
  /** Base URL for the sends of an account; the id consists of letters, digits and `-_.~`. */
  baseUrl(kind: ProviderKind, accountId: string): string;
}

/** What happens with a request. */
export interface SimulatorRequests {
  readonly answer: (kind: ProviderKind, accountId: string, request: SimulatorRequest) => SimulatorReply;
  /** Called when the answer was sent, or when the caller of one that never comes has given up. */
  readonly ended: (kind: ProviderKind, accountId: string, reply: SimulatorReply) => void;
  readonly failed: (error: unknown) => void;
}

/** The server. */
export interface SimulatorServer {
  /** Listens on a free port of 127.0.0.1. */
  listen(): Promise<SimulatorAddress>;
  /** Ends open responses and closes. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1_048_576;
const HANG_MS = 60_000;

/** Creates it; call `listen`. */
export function createSimulatorServer(requests: SimulatorRequests): SimulatorServer {
  const server = createServer((incoming, response) => {
    handle(incoming, response, requests).catch((error: unknown) => {
      requests.failed(error);
      response.destroy();
    });
  });
  return {
    listen: async () => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      const { port } = server.address() as AddressInfo;
      const origin = `http://127.0.0.1:${port}`;
      return { port, origin, baseUrl: (kind, accountId) => `${origin}/simulator/${kind}/${accountId}` };
    },
    close: async () => {
      const closed = new Promise<void>(resolve => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  { answer, ended }: SimulatorRequests,
): Promise<void> {
  const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
  const [, kindText, account, path] =
    /^\/simulator\/([A-Z_]+)\/([\w.~-]+)(\/.*)$/.exec(url?.pathname ?? '') ?? [];
  const kind = listProviders().find(known => known.kind === kindText)?.kind;
  if (url === null || kind === undefined || account === undefined || path === undefined) {
    response.writeHead(404).end();
    return;
  }
  const body = await readBody(incoming);
  if (body === null) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const reply = answer(kind, account, {
    method: incoming.method ?? 'GET',
    path,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body: body.toString('utf8'),
    bytes: body,
  });
  if (reply.hang) {
    const timer = setTimeout(() => response.destroy(), HANG_MS);
    response.once('close', () => {
      clearTimeout(timer);
      // The caller has given up by now, so the vendor's reports are the first answer that it receives.
      ended(kind, account, reply);
    });
    return;
  }
  response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
  ended(kind, account, reply);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of incoming) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
