/** A receiver of outgoing webhooks as an integrator writes it: it verifies with the `standardwebhooks` library. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A verified request. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own event contains
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: any };
}

/** What it answers: a status, a whole answer, or nothing at all. */
export type Reply = number | { status: number; headers?: Record<string, string>; body?: string } | 'hang';

/** A running receiver. */
export interface WebhookReceiver {
  readonly url: string;
  /** Verified requests, in the order of arrival, whatever was answered. */
  readonly received: Received[];
  /** Requests with a wrong signature. */
  readonly refused: string[];
  /** Secrets that verify; several during a rotation. */
  secrets: string[];
  /** Decides about each verified request; 204 by default. */
  reply: (request: Received) => Reply | Promise<Reply>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(request.headers, Buffer.concat(chunks).toString('utf8'), response));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const verify = (raw: string, headers: IncomingHttpHeaders): boolean =>
    receiver.secrets.some(secret => {
      try {
        new Webhook(secret).verify(raw, headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    });
  const answer = async (headers: IncomingHttpHeaders, raw: string, response: ServerResponse) => {
    if (!verify(raw, headers)) {
      receiver.refused.push(raw);
      response.writeHead(401).end();
      return;
    }
    const request = { id: String(headers['webhook-id']), headers, raw, body: JSON.parse(raw) };
    receiver.received.push(request);
    const reply = await receiver.reply(request);
    if (reply === 'hang') return;
    const whole = typeof reply === 'number' ? { status: reply } : reply;
    response.writeHead(whole.status, whole.headers).end(whole.body);
  };
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    refused: [],
    secrets: [],
    reply: () => 204,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return receiver;
}

/** The first arrival of each id, in order: what a receiver processes that ignores repetitions. */
export function firstArrivals(received: readonly Received[]): readonly Received[] {
  const seen = new Set<string>();
  return received.filter(({ id }) => !seen.has(id) && seen.add(id));
}
