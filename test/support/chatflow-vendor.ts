/** ChatFlow's API as a server of the test: it records every text that leaves, and can keep one waiting for its answer. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A text that left. */
export interface ReceivedText {
  /** The number that it left from, by the vendor's id. */
  readonly from: string;
  readonly phone: string;
  readonly text: string;
}

/** A running vendor. */
export interface ChatFlowVendor {
  readonly url: string;
  readonly received: readonly ReceivedText[];
  /** Phones whose next text is received, and not answered before `release`. */
  readonly holds: Set<string>;
  release(): void;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startChatFlowVendor(): Promise<ChatFlowVendor> {
  const received: ReceivedText[] = [];
  const holds = new Set<string>();
  const held: ServerResponse[] = [];
  const accept = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"success":true,"message":"Message sent successfully"}');
  };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://vendor.test');
    const of = (name: string) => searchParams.get(name) ?? '';
    const phone = of('jid').split('@')[0] ?? '';
    received.push({ from: of('instance_id'), phone, text: of('msg') });
    if (holds.delete(phone)) held.push(response);
    else accept(response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, received, holds },
    release: () => {
      for (const response of held.splice(0)) accept(response);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
