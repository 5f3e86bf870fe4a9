import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Fault } from '../../src/domain/vocabulary.js';
import { chatflow } from '../../src/providers/chatflow/index.js';
import { createProviderHttp } from '../../src/providers/http/http.js';
import { postInbound } from '../../src/providers/simulation/simulate-inbound.js';

interface Posted {
  readonly key: string | null;
  readonly message: string;
  readonly timestamp: number;
  readonly messageId: string;
}

let posted: Posted[] = [];
let server: Server;
const http = createProviderHttp({ timeoutMs: 2_000, allowPrivate: true });

beforeAll(async () => {
  server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk));
    incoming.on('end', () => {
      const key = new URL(incoming.url ?? '/', 'http://us.example').searchParams.get('key');
      const { message, metadata } = JSON.parse(Buffer.concat(chunks).toString());
      posted.push({ key, message, timestamp: metadata.timestamp, messageId: metadata.messageId });
      response.writeHead(key === 'demo' ? 200 : 401).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  posted = [];
});
afterAll(async () => {
  await http.close();
  await new Promise(resolve => server.close(resolve));
});

const at = new Date('2026-06-01T08:00:00Z');
const seconds = at.getTime() / 1_000;

function post(...faults: Fault[]) {
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const message = { channelExternalId: 'instance_xxx', from: '77010000021', text: 'Привет', at };
  return postInbound(
    { provider: chatflow, target, message, credentials: {}, webhookKey: 'demo', faults },
    http,
  );
}

describe('postInbound', () => {
  it('posts one message and says its id', async () => {
    const { statuses, messageIds } = await post();
    expect(statuses).toEqual([200]);
    expect(messageIds).toEqual([expect.stringMatching(/^[0-9A-F]{20}$/)]);
    expect(posted).toEqual([
      { key: 'demo', message: 'Привет', timestamp: seconds, messageId: messageIds[0] },
    ]);
  });

  it('DUPLICATE and PROVIDER_RESEND post the same again', async () => {
    expect(await post(Fault.DUPLICATE, Fault.PROVIDER_RESEND)).toMatchObject({
      statuses: [200, 200, 200],
      messageIds: [expect.any(String)],
    });
    expect(new Set(posted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('LATE is ten minutes old', async () => {
    await post(Fault.LATE);
    expect(posted.map(({ timestamp }) => timestamp)).toEqual([seconds - 600]);
  });

  it('OUT_OF_ORDER posts the later of two first', async () => {
    const { messageIds } = await post(Fault.OUT_OF_ORDER);
    expect(messageIds).toHaveLength(2);
    expect(posted.map(({ timestamp }) => timestamp)).toEqual([seconds, seconds - 60]);
  });

  it('BAD_SIGNATURE comes with a key that is not ours', async () => {
    expect((await post(Fault.BAD_SIGNATURE)).statuses).toEqual([401]);
  });

  it('says null for a server that is not there', async () => {
    const message = { channelExternalId: 'instance_xxx', from: '77010000021', text: 'Привет' };
    const order = {
      provider: chatflow,
      target: 'http://127.0.0.1:1',
      message,
      credentials: {},
      webhookKey: 'demo',
    };
    expect((await postInbound(order, http)).statuses).toEqual([null]);
  });
});
