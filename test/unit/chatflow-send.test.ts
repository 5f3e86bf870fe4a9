import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chatflow } from '../../src/providers/chatflow/index.js';
import type { ProviderCredentials } from '../../src/providers/contract/provider-credentials.js';
import type { OutboundMessage, SendOutcome } from '../../src/providers/contract/send.js';
import { createProviderHttp, type ProviderHttpClient } from '../../src/providers/http/http.js';

const TOKEN = 'cf-secret-token';
const ACCEPT = JSON.stringify({ success: true });

interface Received {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

let received: Received[] = [];
let respond: (response: ServerResponse) => void = response => void response.end(ACCEPT);
let server: Server;
let http: ProviderHttpClient;
let credentials: ProviderCredentials;

async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const url = new URL(incoming.url ?? '/', 'http://vendor.example');
  const parameters = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  received.push({ method: incoming.method ?? '', path: url.pathname, parameters });
  respond(response);
}

beforeAll(async () => {
  server = createServer((incoming, response) => void receive(incoming, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  http = createProviderHttp({ timeoutMs: 2_000, allowPrivate: true });
  credentials = { apiToken: TOKEN, instanceId: 'own', baseUrl: `http://127.0.0.1:${port}` };
});

afterEach(() => {
  received = [];
  respond = response => void response.end(ACCEPT);
});

afterAll(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

const text: OutboundMessage = {
  messageId: '01990000-0000-7000-8000-000000000001',
  from: 'instance_xxx',
  isDefaultChannel: false,
  to: '77010000021@s.whatsapp.net',
  text: 'Добрый день & до встречи + 100%',
  attachments: [],
  quotedExternalId: null,
  template: null,
  publicUrl: null,
};

async function send(message: Partial<OutboundMessage> = {}, given = credentials): Promise<SendOutcome> {
  const outcome = await chatflow.send({ ...text, ...message }, given, http);
  expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  return outcome;
}

function file(mimeType: string, url = 'https://files.example/a?b=c&d=1') {
  return { attachments: [{ url, mimeType, fileName: null, read: async () => new Uint8Array() }] };
}

describe('the request', () => {
  it('is one GET with token, instance id, jid and text', async () => {
    expect(await send()).toEqual({
      outcome: 'ACCEPTED',
      externalId: null,
      httpStatus: 200,
      providerRequestId: null,
    });
    expect(received).toEqual([
      {
        method: 'GET',
        path: '/api/v1/send-text',
        parameters: {
          token: TOKEN,
          instance_id: 'instance_xxx',
          jid: '77010000021@s.whatsapp.net',
          msg: text.text,
        },
      },
    ]);
  });

  it.each([
    ['1,200 characters', 'я'.repeat(1_200), 'GET'],
    ['1,201 characters', 'я'.repeat(1_201), 'POST'],
    ['fewer characters that make a longer URL', '中'.repeat(1_000), 'POST'],
  ])('takes the form for what a URL cannot hold: %s', async (_name, long, method) => {
    expect((await send({ text: long })).outcome).toBe('ACCEPTED');
    expect(received).toMatchObject([
      { method, path: '/api/v1/send-text', parameters: { msg: long, token: TOKEN } },
    ]);
  });

  it.each([
    ['77010000021', '77010000021@s.whatsapp.net'],
    ['+7 (701) 000-00-21', '77010000021@s.whatsapp.net'],
    ['87010000021', '77010000021@s.whatsapp.net'],
    ['77010000021:12@s.whatsapp.net', '77010000021@s.whatsapp.net'],
    ['77010000021@c.us', '77010000021@c.us'],
    ['123456789012345@lid', '123456789012345@lid'],
  ])('goes to %s as %s', async (to, jid) => {
    await send({ to });
    expect(received[0]?.parameters.jid).toBe(jid);
  });

  it('leaves from the number of the account when the channel is the default one', async () => {
    await send({ isDefaultChannel: true, from: 'default' });
    expect(received[0]?.parameters.instance_id).toBe('own');
  });

  it.each([
    ['image/jpeg', '/api/v1/send-image', 'imageurl'],
    ['video/mp4', '/api/v1/send-video', 'videourl'],
    ['audio/ogg; codecs=opus', '/api/v1/send-audio', 'audiourl'],
    ['application/pdf', '/api/v1/send-doc', 'docurl'],
  ])('sends %s to %s, with a caption that is never empty', async (mimeType, path, parameter) => {
    expect((await send({ text: null, ...file(mimeType) })).outcome).toBe('ACCEPTED');
    expect(received).toMatchObject([
      {
        method: 'GET',
        path,
        parameters: { [parameter]: 'https://files.example/a?b=c&d=1', caption: '\u200b' },
      },
    ]);
  });

  it('puts the text under an image', async () => {
    await send(file('image/png'));
    expect(received[0]?.parameters.caption).toBe(text.text);
  });

  it.each<[string, Partial<OutboundMessage>, RegExp]>([
    ['a group', { to: '120363000000000001@g.us' }, /address/],
    ['no address', { to: 'Айгерим' }, /address/],
    ['nothing to say', { text: '  ' }, /neither a text nor a file/],
    [
      'two files',
      { attachments: [...file('image/png').attachments, ...file('image/png').attachments] },
      /one file/,
    ],
    ['a text with sound', file('audio/ogg'), /sound/],
    ['a caption that nobody sees', { ...file('image/png'), text: 'я'.repeat(1_025) }, /1024/],
    ['a file that is nowhere', file('image/png', '/tmp/a.png'), /public/],
  ])('is not made for %s', async (_name, message, detail) => {
    expect(await send(message)).toMatchObject({
      outcome: 'REJECTED',
      httpStatus: null,
      detail: expect.stringMatching(detail),
    });
    expect(received).toEqual([]);
  });

  it('is not made for the default channel when nobody said which number that is', async () => {
    const { instanceId: _, ...rest } = credentials;
    const outcome = await send({ isDefaultChannel: true, from: 'default' }, rest);
    expect(outcome).toMatchObject({ outcome: 'REJECTED', detail: expect.stringContaining('"instanceId"') });
    expect(received).toEqual([]);
  });

  it('is not made with credentials that are none', async () => {
    expect(await send({}, { apiToken: '' })).toMatchObject({
      outcome: 'REJECTED',
      detail: expect.stringContaining('API token'),
    });
  });
});

describe('the answer', () => {
  const answers = (status: number, body: string, headers: Record<string, string> = {}) => {
    respond = response => void response.writeHead(status, headers).end(body);
  };
  const refusal = (message: string) => JSON.stringify({ success: false, message });

  it.each<[string, number, string, Record<string, string>, object]>([
    [
      'success',
      200,
      '{"success":true,"message":"ok"}',
      { 'x-request-id': 'r-1' },
      { outcome: 'ACCEPTED', externalId: null, httpStatus: 200, providerRequestId: 'r-1' },
    ],
    ['a bare true', 200, 'true', {}, { outcome: 'ACCEPTED', httpStatus: 200 }],
    [
      'a missing parameter',
      200,
      refusal('Parameter [msg] are required!'),
      {},
      {
        outcome: 'REJECTED',
        httpStatus: 200,
        detail: 'ChatFlow refused the message: Parameter [msg] are required!',
      },
    ],
    [
      'a refusal that repeats the token',
      200,
      refusal(`Bad token ${TOKEN} in ?token=${TOKEN}`),
      {},
      { outcome: 'REJECTED', detail: 'ChatFlow refused the message: Bad token *** in ?token=***.' },
    ],
    ['a bare false', 200, 'false', {}, { outcome: 'REJECTED', httpStatus: 200 }],
    [
      'a file that it could not fetch',
      200,
      refusal('Failed to fetch stream from URL'),
      {},
      { outcome: 'RETRY', retryAfterMs: 30_000 },
    ],
    [
      'a web page',
      200,
      '<!DOCTYPE html><html></html>',
      {},
      { outcome: 'REJECTED', detail: expect.stringContaining('"baseUrl"'), isAccountFault: true },
    ],
    [
      'some other text',
      200,
      'OK',
      {},
      { outcome: 'REJECTED', detail: expect.stringContaining('other than JSON') },
    ],
    ['JSON that does not say', 200, '{"status":"queued"}', {}, { outcome: 'UNKNOWN', httpStatus: 200 }],
    ['success in another type', 200, '{"success":"true"}', {}, { outcome: 'UNKNOWN' }],
    ['JSON cut short', 200, '{"success":tr', {}, { outcome: 'UNKNOWN' }],
    ['nothing', 200, '', {}, { outcome: 'UNKNOWN' }],
    [
      'an unknown flow',
      404,
      refusal('Flow ID not found'),
      {},
      { outcome: 'REJECTED', httpStatus: 404, detail: expect.stringContaining('Flow ID not found') },
    ],
    [
      'a wrong token',
      401,
      '',
      {},
      { outcome: 'REJECTED', httpStatus: 401, detail: expect.stringContaining('API token') },
    ],
    ['a bad request', 400, refusal('jid'), {}, { outcome: 'REJECTED', httpStatus: 400 }],
    [
      'a redirection, which is not followed',
      302,
      '',
      { location: '/login' },
      { outcome: 'REJECTED', httpStatus: 302, detail: expect.stringContaining('"baseUrl"') },
    ],
    [
      'too many requests',
      429,
      refusal('slow down'),
      { 'retry-after': '7' },
      { outcome: 'RETRY', httpStatus: 429, retryAfterMs: 7_000 },
    ],
    [
      'too many requests, for ever',
      429,
      '',
      { 'retry-after': '99999999' },
      { outcome: 'RETRY', retryAfterMs: 3_600_000 },
    ],
    [
      'too many requests, without a time',
      429,
      '',
      { 'retry-after': 'soon' },
      { outcome: 'RETRY', retryAfterMs: null },
    ],
    ['an error of the server', 500, '<html>', {}, { outcome: 'RETRY', httpStatus: 500, retryAfterMs: null }],
    [
      'a server that is away',
      503,
      '',
      { 'retry-after': '2' },
      { outcome: 'RETRY', httpStatus: 503, retryAfterMs: 2_000 },
    ],
    ['a bad gateway', 502, '', {}, { outcome: 'RETRY', httpStatus: 502 }],
    ['a gateway that stopped waiting', 504, '', {}, { outcome: 'UNKNOWN', httpStatus: 504 }],
  ])('%s', async (_name, status, body, headers, expected) => {
    answers(status, body, headers);
    expect(await send()).toMatchObject(expected);
    expect(received).toHaveLength(1);
  });

  it('that never comes leaves the message UNKNOWN', async () => {
    respond = () => undefined;
    const impatient = createProviderHttp({ timeoutMs: 150, allowPrivate: true });
    expect(await chatflow.send(text, credentials, impatient)).toMatchObject({
      outcome: 'UNKNOWN',
      detail: expect.stringContaining('time-out'),
    });
    await impatient.close();
    expect(received).toHaveLength(1);
  });

  it('that breaks off leaves the message UNKNOWN', async () => {
    respond = response => void response.socket?.destroy();
    expect(await send()).toMatchObject({ outcome: 'UNKNOWN', httpStatus: null });
    respond = response => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"succ');
      setImmediate(() => response.socket?.destroy());
    };
    expect(await send()).toMatchObject({ outcome: 'UNKNOWN', httpStatus: null });
    expect(received).toHaveLength(2);
  });

  it('that does not end leaves the message UNKNOWN', async () => {
    answers(200, 'x'.repeat(1_100_000));
    expect(await send()).toMatchObject({ outcome: 'UNKNOWN', detail: expect.stringContaining('1 MiB') });
  });
});

describe('what never left', () => {
  it('may be tried again: connection refused', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await new Promise(resolve => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise(resolve => closed.close(resolve));
    const outcome = await send({}, { ...credentials, baseUrl: `http://127.0.0.1:${port}` });
    expect(outcome).toEqual({
      outcome: 'RETRY',
      providerCode: null,
      detail: 'ChatFlow could not be reached: the connection was refused (ECONNREFUSED).',
      httpStatus: null,
      retryAfterMs: null,
    });
  });

  it('may be tried again: the name does not resolve', async () => {
    const outcome = await send({}, { ...credentials, baseUrl: 'https://no-such-host.invalid' });
    expect(outcome).toMatchObject({ outcome: 'RETRY', detail: expect.not.stringContaining('no-such-host') });
  });

  it('may be tried again: no TLS on the other side', async () => {
    const baseUrl = String(credentials.baseUrl).replace('http:', 'https:');
    expect(await send({}, { ...credentials, baseUrl })).toMatchObject({ outcome: 'RETRY' });
    expect(received).toEqual([]);
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:10.0.0.1]', 'localhost', '2130706433'])(
    'never leaves for the private network: %s',
    async host => {
      const strict = createProviderHttp({ timeoutMs: 2_000 });
      const result = await strict({
        method: 'GET',
        url: `http://${host}:${new URL(String(credentials.baseUrl)).port}/`,
      });
      await strict.close();
      expect(result).toMatchObject({
        ok: false,
        reached: false,
        reason: expect.stringContaining('private network'),
      });
      expect(received).toEqual([]);
    },
  );
});

describe('credentials', () => {
  const parse = chatflow.parseCredentials;

  it('need the token alone', () => {
    expect(parse({ apiToken: ' t-1 ' })).toEqual({
      ok: true,
      credentials: { apiToken: 't-1', baseUrl: 'https://app.chatflow.kz' },
    });
  });

  it('keep what is given', () => {
    expect(
      parse({ apiToken: 't', instanceId: 42, baseUrl: 'http://127.0.0.1:9/simulator/CHATFLOW/a/' }),
    ).toEqual({
      ok: true,
      credentials: { apiToken: 't', instanceId: '42', baseUrl: 'http://127.0.0.1:9/simulator/CHATFLOW/a' },
    });
  });

  it.each<[string, unknown, RegExp[]]>([
    ['nothing', null, [/must be an object/]],
    ['no token', {}, [/"apiToken" is missing/]],
    ['an empty token', { apiToken: ' ' }, [/"apiToken" must not be empty/]],
    ['plain http', { apiToken: 't', baseUrl: 'http://app.chatflow.kz' }, [/"baseUrl" must be an https URL/]],
    ['a query in the URL', { apiToken: 't', baseUrl: 'https://app.chatflow.kz/?token=1' }, [/"baseUrl"/]],
    [
      'two faults and a stranger',
      { apiToken: 1, baseUrl: 2, instance_id: 'x' },
      [/"apiToken"/, /"baseUrl"/, /"instance_id" is no setting/],
    ],
  ])('name each fault of %s, never a value', (_name, input, faults) => {
    const parsed = parse(input);
    expect(parsed).toEqual({ ok: false, faults: faults.map(fault => expect.stringMatching(fault)) });
  });
});
