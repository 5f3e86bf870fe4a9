/** The outcome of each vendor's answers to a send; secrets are never returned. */
import { describe, expect, it } from '@jest/globals';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderHttpRequest, ProviderHttpResult } from '../../src/providers/contract/provider-http.js';
import type { OutboundMessage } from '../../src/providers/contract/send.js';
import { greenApi } from '../../src/providers/green-api/index.js';
import { tata } from '../../src/providers/tata/index.js';
import { whatsappCloud } from '../../src/providers/whatsapp-cloud/index.js';

const id = '01990000-0000-7000-8000-000000000001';
const message: OutboundMessage = {
  ...{ messageId: id, from: '', isDefaultChannel: false, to: '919900000101', text: 'Hello' },
  ...{ attachments: [], quotedExternalId: null, template: null, publicUrl: null },
};

const accounts = {
  green: {
    provider: greenApi,
    from: '7107000101',
    credentials: {
      idInstance: '7107000101',
      apiTokenInstance: 'SECRET-token',
      apiUrl: 'https://green.example',
    },
  },
  tata: {
    provider: tata,
    from: '+918800000122',
    credentials: {
      tokens: { '+918800000111': 'SECRET-one', '+918800000122': 'SECRET-token' },
      baseUrl: 'https://tata.example',
    },
  },
  cloud: {
    provider: whatsappCloud,
    from: '310000000000111',
    credentials: { accessToken: 'SECRET-token', appSecret: 'SECRET-app', baseUrl: 'https://graph.example' },
  },
} as const;

async function send(
  account: {
    readonly provider: Provider;
    readonly from: string;
    readonly credentials: Readonly<Record<string, unknown>>;
  },
  result: ProviderHttpResult,
  extra: Partial<OutboundMessage> = {},
) {
  const calls: ProviderHttpRequest[] = [];
  const outcome = await account.provider.send(
    { ...message, from: account.from, ...extra },
    account.credentials,
    async call => {
      calls.push(call);
      return result;
    },
  );
  expect(JSON.stringify(outcome)).not.toContain('SECRET');
  return { outcome, calls, body: JSON.parse(String(calls.at(-1)?.body ?? 'null')) };
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): ProviderHttpResult => ({
  ...{ ok: true, status, headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = async () => Buffer.from('bytes');
const away: ProviderHttpResult = { ok: false, reached: false, reason: 'the connection was refused' };
const silent: ProviderHttpResult = { ok: false, reached: true, reason: 'time-out' };
const meta = (code: number, details = 'SECRET-token was here') => ({
  error: { message: '(#1) words', type: 'OAuthException', code, error_data: { details } },
});

describe.each(Object.entries(accounts))('%s', (_name, account) => {
  it.each([
    ['no connection', away, 'RETRY'],
    ['silence', silent, 'UNKNOWN'],
    ['an empty 200', answer(200, ''), 'UNKNOWN'],
    ['JSON that says nothing', answer(200, {}), 'UNKNOWN'],
    ['a web page', answer(200, '<html>'), 'REJECTED'],
    ['a redirect', answer(302, ''), 'REJECTED'],
    ['a gateway that waited too long', answer(504, '<html>'), 'UNKNOWN'],
    ['a fault of the server', answer(500, 'x'), 'RETRY'],
    ['a refusal', answer(400, { message: 'SECRET-token is bad' }), 'REJECTED'],
    ['a wrong token', answer(401, { message: 'Unauthorized' }), 'REJECTED'],
  ])('%s', async (_answer, result, outcome) => {
    expect((await send(account, result)).outcome).toMatchObject({ outcome });
  });

  it.each([
    'Ends in a stop.',
    'Ends in three...',
    'Ends in a stop and a space. ',
    'Ends in none',
    'Is it a question?',
  ])('says why in a sentence with one mark at its end, whatever the provider says: %s', async said => {
    for (const [status, body] of [
      [400, { message: said, error: { message: said, code: 131_047, error_data: { details: said } } }],
      [403, { message: said, error: { message: said } }],
      [429, { message: said, error: { message: said } }],
      [500, { message: said, error: { message: said } }],
    ] as const) {
      const { outcome } = await send(account, answer(status, body));
      expect(outcome.outcome === 'ACCEPTED' ? '' : outcome.detail).toMatch(/(?:[^.\s?][.?]|\?)$/);
      expect(outcome.outcome === 'ACCEPTED' ? '' : outcome.detail).not.toMatch(/\.\s*[.)]|\?\./);
    }
  });

  it('says whether the account is at fault, and not the message', async () => {
    const isFault = async (status: number, body: unknown) => {
      const { outcome } = await send(account, answer(status, body));
      return outcome.outcome === 'REJECTED' && outcome.isAccountFault === true;
    };
    expect(await isFault(401, { message: 'Unauthorized' })).toBe(true);
    expect(await isFault(403, {})).toBe(true);
    expect(await isFault(400, { message: 'Bad chat' })).toBe(false);
  });

  it('waits as long as it is told, an hour at the most', async () => {
    const limited = async (header: string) =>
      (await send(account, answer(429, {}, { 'retry-after': header }))).outcome;
    expect(await limited('7')).toMatchObject({ outcome: 'RETRY', retryAfterMs: 7_000 });
    expect(await limited('999999')).toMatchObject({ outcome: 'RETRY', retryAfterMs: 3_600_000 });
  });

  it.each([
    ['nothing to say', { text: ' ' }],
    [
      'two files',
      {
        attachments: [1, 2].map(n => ({
          url: `https://f.example/${n}`,
          mimeType: 'image/png',
          fileName: null,
          read,
        })),
      },
    ],
    [
      'a text under sound',
      { attachments: [{ url: 'https://f.example/1', mimeType: 'audio/ogg', fileName: null, read }] },
    ],
    ['a group', { to: '120363000000000101@g.us' }],
    ['another number', { from: '+15550100199' }],
    ['a text that is too long', { text: 'я'.repeat(20_001) }],
  ])('refuses %s before anything is sent', async (_what, extra) => {
    const { outcome, calls } = await send(account, answer(200, {}), extra);
    expect(outcome).toMatchObject({ outcome: 'REJECTED' });
    expect(calls).toEqual([]);
  });
});

it.each(Object.entries(accounts).filter(([name]) => name !== 'tata'))(
  '%s refuses a file that it could not fetch',
  async (_name, account) => {
    const attachments = [{ url: '', mimeType: 'image/png', fileName: null, read }];
    const { outcome, calls } = await send(account, answer(200, {}), { attachments });
    expect(outcome).toMatchObject({ outcome: 'REJECTED', detail: expect.stringContaining('PUBLIC_URL') });
    expect(calls).toEqual([]);
  },
);

describe('a quoted message', () => {
  const file = { url: 'https://f.example/x.jpg', mimeType: 'image/jpeg', fileName: null, read };
  it.each([
    ['Green API', accounts.green, { quotedMessageId: 'BAE5' }],
    ['TATA', accounts.tata, { context: { message_id: 'BAE5' } }],
    ['WhatsApp Cloud', accounts.cloud, { context: { message_id: 'BAE5' } }],
  ])('is named to %s, with a text and with a file', async (_name, account, expected) => {
    const extra = { quotedExternalId: 'BAE5' };
    expect((await send(account, answer(200, {}), extra)).body).toMatchObject(expected);
    const withFile = { ...extra, attachments: [file] };
    // The file is uploaded to TATA first, and the answer has an id.
    expect((await send(account, answer(200, { id: 'F1' }), withFile)).body).toMatchObject(expected);
    const { body } = await send(account, answer(200, {}));
    for (const name of Object.keys(expected)) expect(body).not.toHaveProperty(name);
  });
});

describe('Green API', () => {
  it('posts the text to the chat, with the token in the path', async () => {
    const { outcome, calls, body } = await send(accounts.green, answer(200, { idMessage: '3EB0' }), {
      to: '77010000021@s.whatsapp.net',
    });
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED', externalId: '3EB0' });
    expect(calls[0]?.url).toBe('https://green.example/waInstance7107000101/sendMessage/SECRET-token');
    expect(body).toEqual({ chatId: '77010000021@c.us', message: 'Hello' });
  });
  it('posts a file by its address, with a name whose extension says what it is', async () => {
    const attachments = [{ url: 'https://f.example/x?sig=1', mimeType: 'image/jpeg', fileName: null, read }];
    const { body } = await send(accounts.green, answer(200, { idMessage: '3EB0' }), {
      attachments,
      to: '1@lid',
    });
    expect(body).toEqual({
      chatId: '1@lid',
      urlFile: 'https://f.example/x?sig=1',
      fileName: 'file.jpg',
      caption: 'Hello',
    });
  });
  it.each([
    [400, { message: 'Instance is starting, try later' }, { outcome: 'RETRY', retryAfterMs: 30_000 }],
    [
      400,
      { message: 'Instance account not authorized' },
      { outcome: 'REJECTED', detail: expect.stringContaining('QR'), isAccountFault: true },
    ],
    [403, {}, { outcome: 'REJECTED' }],
    [429, {}, { outcome: 'RETRY', retryAfterMs: 1_000 }],
    [
      466,
      { invokeStatus: { method: 'sendMessage' } },
      { outcome: 'REJECTED', providerCode: '466', isAccountFault: true },
    ],
    [499, {}, { outcome: 'RETRY' }],
    [502, {}, { outcome: 'RETRY' }],
  ])('HTTP %i %j', async (status, body, expected) => {
    expect((await send(accounts.green, answer(status, body))).outcome).toMatchObject(expected);
  });
});

describe('TATA', () => {
  it('posts with the token of the very number, and our id to recognise the statuses by', async () => {
    const { outcome, calls, body } = await send(accounts.tata, answer(201, { id: '3da8e2bd' }));
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED', externalId: null, providerRequestId: '3da8e2bd' });
    expect(calls[0]).toMatchObject({
      url: 'https://tata.example/whatsapp-cloud/messages',
      headers: { authorization: 'Bearer SECRET-token' },
    });
    expect(body).toEqual({
      ...{
        to: '+919900000101',
        type: 'text',
        source: 'external',
        text: { preview_url: false, body: 'Hello' },
      },
      metaData: { custom_callback_data: id },
    });
  });
  it('takes the settings of accounts that want the raw token and bare digits', async () => {
    const account = {
      ...accounts.tata,
      credentials: { ...accounts.tata.credentials, authorization: 'raw', recipientFormat: 'digits' },
    };
    const { calls, body } = await send(account, answer(200, { messages: [{ id: 'wamid.1' }] }));
    expect(calls[0]?.headers?.authorization).toBe('SECRET-token');
    expect(body.to).toBe('919900000101');
  });
});

describe('TATA, with a file', () => {
  const image = { url: '', mimeType: 'image/png', fileName: 'стена.png', read };
  const withFile = (result: ProviderHttpResult, attachments = [image]) =>
    send({ ...accounts.tata }, result, { attachments });

  it('uploads it with the token of the number, and names it by the id', async () => {
    const { calls, body } = await withFile(answer(200, { id: 'F1' }));
    expect(calls[0]).toMatchObject({
      url: 'https://tata.example/whatsapp-cloud/media',
      headers: { authorization: 'Bearer SECRET-token' },
    });
    const form = new Response(Buffer.from((calls[0]?.body ?? '') as Uint8Array), {
      headers: calls[0]?.headers ?? {},
    });
    const sent = (await form.formData()).get('file') as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual(['стена.png', 'image/png', 'bytes']);
    expect(body).toMatchObject({ type: 'image', image: { id: 'F1', caption: 'Hello' } });
  });

  it.each([
    ['silence', silent, 'RETRY'],
    ['an answer without an id', answer(200, {}), 'RETRY'],
    ['a refusal', answer(400, { message: 'too large' }), 'REJECTED'],
  ])('sends nothing after %s to the upload, and nothing is doubtful', async (_what, result, outcome) => {
    const calls: ProviderHttpRequest[] = [];
    const sent = await accounts.tata.provider.send(
      { ...message, from: accounts.tata.from, attachments: [image] },
      accounts.tata.credentials,
      async call => {
        calls.push(call);
        return result;
      },
    );
    expect(sent).toMatchObject({ outcome });
    expect(calls).toHaveLength(1);
  });
});

describe('TATA, passing an error of Meta on', () => {
  it.each([
    [429, 130429, { outcome: 'RETRY', retryAfterMs: 1_000, providerCode: '130429' }],
    [400, 131056, { outcome: 'RETRY', retryAfterMs: 6_000 }],
    [400, 131016, { outcome: 'RETRY' }],
    [400, 131047, { outcome: 'REJECTED', detail: expect.stringContaining('24 hours') }],
    [400, 131026, { outcome: 'REJECTED', detail: expect.stringContaining('cannot be delivered') }],
  ])('HTTP %i with the code %i', async (status, code, expected) => {
    expect((await send(accounts.tata, answer(status, meta(code)))).outcome).toMatchObject(expected);
    const flat = { code, message: 'words' };
    expect((await send(accounts.tata, answer(status, flat))).outcome).toMatchObject(expected);
  });
});

describe('WhatsApp Cloud', () => {
  it('posts from the number of the channel, with our id for the statuses', async () => {
    const { outcome, calls, body } = await send(
      accounts.cloud,
      answer(200, { messages: [{ id: 'wamid.1' }] }),
    );
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED', externalId: 'wamid.1' });
    expect(calls[0]).toMatchObject({
      url: 'https://graph.example/v25.0/310000000000111/messages',
      headers: { authorization: 'Bearer SECRET-token' },
    });
    expect(body).toEqual({
      ...{ messaging_product: 'whatsapp', recipient_type: 'individual', to: '919900000101', type: 'text' },
      ...{ text: { preview_url: false, body: 'Hello' }, biz_opaque_callback_data: id },
    });
  });
  it('names a person without a phone by the user id', async () => {
    const { body } = await send(accounts.cloud, answer(200, { messages: [{ id: 'w' }] }), {
      to: 'IN.7100000000001',
    });
    expect(body).toMatchObject({ recipient: 'IN.7100000000001' });
    expect(body.to).toBeUndefined();
  });
  it.each([
    [429, 130429, { outcome: 'RETRY', retryAfterMs: 1_000 }],
    [400, 131056, { outcome: 'RETRY', retryAfterMs: 6_000, providerCode: '131056' }],
    ...[4, 613, 80007].map(code => [400, code, { outcome: 'RETRY', retryAfterMs: 60_000 }] as const),
    ...[1, 2, 131000, 131016, 133004].map(code => [500, code, { outcome: 'RETRY' }] as const),
    // The code decides, even with a status that means something else.
    [504, 131016, { outcome: 'RETRY' }],
    [503, 190, { outcome: 'REJECTED' }],
    [401, 190, { outcome: 'REJECTED', providerCode: '190', detail: expect.stringContaining('token') }],
    ...[10, 200, 299, 131005].map(
      code => [403, code, { outcome: 'REJECTED', detail: expect.stringContaining('token') }] as const,
    ),
    [400, 131047, { outcome: 'REJECTED', detail: expect.stringContaining('24 hours') }],
    [400, 131026, { outcome: 'REJECTED', detail: expect.stringContaining('cannot be delivered') }],
    [400, 131048, { outcome: 'REJECTED', detail: expect.stringContaining('spam') }],
    [400, 131049, { outcome: 'REJECTED', detail: expect.stringContaining('Meta holds back') }],
    [400, 131050, { outcome: 'REJECTED', detail: expect.stringContaining('marketing') }],
    [400, 368, { outcome: 'REJECTED', detail: expect.stringContaining('blocked the account') }],
    [400, 131031, { detail: expect.stringContaining('locked the account'), isAccountFault: true }],
    ...[132000, 132001, 132015].map(
      code => [400, code, { outcome: 'REJECTED', detail: expect.stringContaining('template') }] as const,
    ),
    ...[100, 131008, 131009, 131051].map(
      code =>
        [
          400,
          code,
          { outcome: 'REJECTED', detail: expect.stringContaining('not as Meta takes it') },
        ] as const,
    ),
    [400, 999999, { outcome: 'REJECTED', detail: expect.stringContaining('refused the message') }],
  ])('HTTP %i with the code %i', async (status, code, expected) => {
    expect((await send(accounts.cloud, answer(status, meta(code)))).outcome).toMatchObject(expected);
  });
});
