/** Sends through both products: the requests, and the outcomes of the answers. */
import { describe, expect, it } from '@jest/globals';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderHttpRequest, ProviderHttpResult } from '../../src/providers/contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../src/providers/contract/send.js';
import { twilioConversations, twilioMessaging } from '../../src/providers/twilio/index.js';
import { accountSid, authToken, serviceSid, twilioRestFixture } from '../support/twilio.js';

type Scripted = (request: ProviderHttpRequest) => ProviderHttpResult;

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): ProviderHttpResult => ({
  ok: true,
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const outbound = (extra: Partial<OutboundMessage> = {}): OutboundMessage => ({
  messageId: '01990000-0000-7000-8000-000000000001',
  from: '+14155550167',
  isDefaultChannel: false,
  to: '+14155550199',
  text: 'We will call at 17:15.',
  attachments: [],
  quotedExternalId: null,
  template: null,
  publicUrl: 'https://crm.example',
  ...extra,
});

/** Sends with a mocked HTTP client. */
async function send(
  provider: Provider,
  script: Scripted,
  message: Partial<OutboundMessage> = {},
  settings: object = {},
): Promise<{ outcome: SendOutcome; calls: ProviderHttpRequest[] }> {
  const parsed = provider.parseCredentials({ accountSid, authToken, ...settings });
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  const calls: ProviderHttpRequest[] = [];
  const outcome = await provider.send(outbound(message), parsed.credentials, async request => {
    calls.push(request);
    return script(request);
  });
  return { outcome, calls };
}

const form = ({ body }: ProviderHttpRequest) => [...new URLSearchParams(String(body))];
const file = {
  url: 'https://crm.example/files/1',
  mimeType: 'image/jpeg',
  fileName: 'wall.jpg',
  read: async () => Buffer.from([255, 216, 255]),
};

describe('a send through Messaging', () => {
  const accepted = () => answer(201, twilioRestFixture('message-create.201.json'));

  it('is one call from the number, to the address as received, with a callback that names our message', async () => {
    const { outcome, calls } = await send(twilioMessaging, accepted);
    expect(outcome).toMatchObject({
      outcome: 'ACCEPTED',
      externalId: 'SMd6c150f97c262ca86b46cfd2095698a9',
      httpStatus: 201,
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    });
    expect(form(calls[0] as ProviderHttpRequest)).toEqual([
      ['To', '+14155550199'],
      ['From', '+14155550167'],
      ['Body', 'We will call at 17:15.'],
      [
        'StatusCallback',
        'https://crm.example/api/twilio/status?message=01990000-0000-7000-8000-000000000001',
      ],
    ]);
  });

  it('carries files by their addresses', async () => {
    const { calls } = await send(twilioMessaging, accepted, {
      attachments: [file, { ...file, url: 'https://x.example/2' }],
      text: null,
    });
    expect(
      form(calls[0] as ProviderHttpRequest).filter(([name]) => name === 'MediaUrl' || name === 'Body'),
    ).toEqual([
      ['MediaUrl', 'https://crm.example/files/1'],
      ['MediaUrl', 'https://x.example/2'],
    ]);
  });

  it.each([null, 'http://127.0.0.1:4000'])(
    'gives no callback when Twilio cannot reach %s',
    async publicUrl => {
      const { calls } = await send(twilioMessaging, accepted, { publicUrl });
      expect(form(calls[0] as ProviderHttpRequest).some(([name]) => name === 'StatusCallback')).toBe(false);
    },
  );

  it('uses an API key where there is one', async () => {
    const key = { apiKeySid: `SK${'0'.repeat(32)}`, apiKeySecret: 'key-secret' };
    const { calls } = await send(twilioMessaging, accepted, {}, key);
    expect(Buffer.from(String(calls[0]?.headers?.authorization).slice(6), 'base64').toString()).toBe(
      `${key.apiKeySid}:key-secret`,
    );
  });

  it('tries the other token after a 401, which means that nothing was done', async () => {
    const script: Scripted = ({ headers }) =>
      Buffer.from(String(headers?.authorization).slice(6), 'base64').toString().endsWith('next-token')
        ? accepted()
        : answer(401, { code: 20003, message: 'Authenticate', status: 401 });
    const { outcome, calls } = await send(twilioMessaging, script, {}, { secondaryAuthToken: 'next-token' });
    expect(outcome.outcome).toBe('ACCEPTED');
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['nothing', { text: ' ' }, 'neither a text nor a file'],
    ['too long a text', { text: 'x'.repeat(1_601) }, '1600'],
    ['WhatsApp to a phone', { from: 'whatsapp:+14155550145' }, 'WhatsApp'],
    [
      'two files on WhatsApp',
      { from: 'whatsapp:+1415', to: 'whatsapp:+7701', attachments: [file, file] },
      'one file',
    ],
    [
      'a file without an address',
      { attachments: [{ ...file, url: '/files/1' }] },
      'no public http(s) address',
    ],
  ])('of %s is refused before any call', async (_name, message, words) => {
    const { outcome, calls } = await send(twilioMessaging, accepted, message);
    expect(outcome).toMatchObject({ outcome: 'REJECTED', detail: expect.stringContaining(words) });
    expect(calls).toEqual([]);
  });
});

describe('the answer to a send', () => {
  const error = (status: number, code: number, message = 'Said by Twilio') =>
    answer(status, { code, message, status });
  it.each<[string, ProviderHttpResult, object]>([
    [
      '21211',
      answer(400, twilioRestFixture('error.400-21211.json')),
      { outcome: 'REJECTED', providerCode: '21211', httpStatus: 400 },
    ],
    [
      '429',
      answer(429, twilioRestFixture('error.429.json')),
      { outcome: 'RETRY', providerCode: '20429', retryAfterMs: 1_000 },
    ],
    [
      '429 with a time',
      answer(429, twilioRestFixture('error.429.json'), { 'retry-after': '7' }),
      { outcome: 'RETRY', retryAfterMs: 7_000 },
    ],
    [
      '63016',
      error(400, 63016),
      { outcome: 'REJECTED', providerCode: '63016', detail: expect.stringContaining('24 hours') },
    ],
    ['21610', error(400, 21610), { outcome: 'REJECTED', detail: expect.stringContaining('opted out') }],
    ['21611', error(400, 21611), { outcome: 'RETRY', providerCode: '21611', retryAfterMs: 600_000 }],
    ['63018', error(400, 63018), { outcome: 'RETRY', retryAfterMs: 5_000 }],
    ['63017', error(400, 63017), { outcome: 'RETRY', retryAfterMs: 5_000 }],
    ['30001', error(400, 30001), { outcome: 'RETRY', retryAfterMs: 600_000 }],
    ['63038', error(429, 63038), { outcome: 'RETRY', providerCode: '63038', retryAfterMs: 3_600_000 }],
    ['a closed conversation', error(400, 50377), { outcome: 'REJECTED', providerCode: '50377' }],
    ...[21408, 21606, 21612, 21614, 63003, 63024, 30003, 30008].map(
      (code): [string, ProviderHttpResult, object] => [
        String(code),
        error(400, code),
        {
          outcome: 'REJECTED',
          providerCode: String(code),
          detail: expect.not.stringContaining('Said by Twilio'),
        },
      ],
    ),
    [
      '401',
      error(401, 20003),
      { outcome: 'REJECTED', detail: expect.stringContaining('auth token'), isAccountFault: true },
    ],
    [
      'a code without words',
      error(400, 12345),
      { outcome: 'REJECTED', detail: expect.stringContaining('Said by Twilio') },
    ],
    [
      'problem JSON',
      answer(400, { type: 'x', title: 'Bad', detail: 'More', code: 9 }),
      { outcome: 'REJECTED', detail: expect.stringContaining('More') },
    ],
    ['503', answer(503, ''), { outcome: 'RETRY', httpStatus: 503 }],
    ['504', answer(504, ''), { outcome: 'UNKNOWN' }],
    ['an empty 200', answer(200, ''), { outcome: 'UNKNOWN' }],
    [
      'a web page',
      answer(200, '<html>'),
      { outcome: 'REJECTED', detail: expect.stringContaining('baseUrl') },
    ],
    [
      'a message that failed at once',
      answer(201, { sid: 'SM1', status: 'failed', error_code: 30007 }),
      { outcome: 'REJECTED', providerCode: '30007' },
    ],
    ['none', { ok: false, reached: true, reason: 'time-out' }, { outcome: 'UNKNOWN' }],
    ['none, as nothing left', { ok: false, reached: false, reason: 'refused' }, { outcome: 'RETRY' }],
  ])('%s means what it says', async (_name, result, expected) => {
    expect((await send(twilioMessaging, () => result)).outcome).toMatchObject(expected);
  });

  it('is shown without the secrets that it may repeat', async () => {
    const { outcome } = await send(twilioMessaging, () => error(400, 1, `Bad token ${authToken}`));
    expect(JSON.stringify(outcome)).not.toContain(authToken);
  });
});

describe('a send through Conversations', () => {
  const settings = { serviceSid };
  const base = `https://conversations.twilio.com/v1/Services/${serviceSid}`;
  const pair = { from: 'whatsapp:+14155550123', to: 'whatsapp:+919900000101' };
  let nextPerson = 0;
  /** A pair that no earlier test has used: found conversations are cached. */
  const freshPair = () => {
    nextPerson += 1;
    return { ...pair, to: `whatsapp:+9199000${String(nextPerson).padStart(5, '0')}` };
  };
  const conversation = (from: string, to: string, sid: string, state = 'active') => ({
    conversation_sid: sid,
    conversation_state: state,
    participant_messaging_binding: { type: 'whatsapp', address: to, proxy_address: from },
  });
  const created = () => answer(201, twilioRestFixture('conversation-message-create.201.json'));
  const at = (request: ProviderHttpRequest) =>
    `${request.method} ${request.url.replace(base, '').replace(/\?.*/, '')}`;

  it('goes into the conversation of the two addresses, with our id in its attributes, and asks to be told', async () => {
    const { to } = freshPair();
    const conversations = [
      conversation('whatsapp:+14155550999', to, 'CHother'),
      conversation(pair.from, to, 'CHclosed', 'closed'),
      conversation(pair.from, to, 'CHours'),
    ];
    const script: Scripted = request =>
      request.method === 'GET' ? answer(200, { conversations }) : created();
    const { outcome, calls } = await send(twilioConversations, script, { ...pair, to }, settings);
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED', externalId: 'IM9bdab36abd4002a5ba799112841e27ee' });
    expect(calls.map(at)).toEqual(['GET /ParticipantConversations', 'POST /Conversations/CHours/Messages']);
    expect(new URL(calls[0]?.url ?? '').searchParams.get('Address')).toBe(to);
    expect(calls[1]?.headers).toMatchObject({ 'x-twilio-webhook-enabled': 'true' });
    expect(form(calls[1] as ProviderHttpRequest)).toEqual([
      ['Body', 'We will call at 17:15.'],
      ['Attributes', '{"trunklineMessageId":"01990000-0000-7000-8000-000000000001"}'],
    ]);
    const again = await send(twilioConversations, script, { ...pair, to }, settings);
    expect(again.calls.map(at)).toEqual(['POST /Conversations/CHours/Messages']);
  });

  it('makes the conversation when there is none', async () => {
    const script: Scripted = request =>
      request.method === 'GET'
        ? answer(200, { conversations: [] })
        : request.url.endsWith('/Messages')
          ? created()
          : answer(201, { sid: 'CHnew' });
    const { to } = freshPair();
    const { calls } = await send(twilioConversations, script, { ...pair, to }, settings);
    expect(calls.map(at)).toEqual([
      'GET /ParticipantConversations',
      'POST /Conversations',
      'POST /Conversations/CHnew/Participants',
      'POST /Conversations/CHnew/Messages',
    ]);
    expect(form(calls[2] as ProviderHttpRequest)).toEqual([
      ['MessagingBinding.Address', to],
      ['MessagingBinding.ProxyAddress', pair.from],
    ]);
  });

  it('takes the conversation that somebody else made at the same moment', async () => {
    const sid = `CH${'a'.repeat(32)}`;
    const script: Scripted = request => {
      if (request.method === 'GET') return answer(200, { conversations: [] });
      if (request.url.endsWith('/Messages')) return created();
      return request.url.endsWith('/Participants')
        ? answer(409, { code: 50416, message: `Already exists in Conversation ${sid}`, status: 409 })
        : answer(201, { sid: 'CHnew' });
    };
    const { calls } = await send(twilioConversations, script, { ...pair, ...freshPair() }, settings);
    expect(calls.map(at).at(-1)).toBe(`POST /Conversations/${sid}/Messages`);
  });

  it('looks anew once when the conversation that it knew is closed', async () => {
    const { to } = freshPair();
    const known = [conversation(pair.from, to, 'CHold')];
    await send(
      twilioConversations,
      ({ method }) => (method === 'GET' ? answer(200, { conversations: known }) : created()),
      { ...pair, to },
      settings,
    );
    const script: Scripted = request => {
      if (request.method === 'GET')
        return answer(200, { conversations: [conversation(pair.from, to, 'CHnext')] });
      return request.url.includes('CHold')
        ? answer(400, { code: 50377, message: 'closed', status: 400 })
        : created();
    };
    const { outcome, calls } = await send(twilioConversations, script, { ...pair, to }, settings);
    expect(outcome.outcome).toBe('ACCEPTED');
    expect(calls.map(at)).toEqual([
      'POST /Conversations/CHold/Messages',
      'GET /ParticipantConversations',
      'POST /Conversations/CHnext/Messages',
    ]);
  });

  it('that fails before the message leaves can always be tried again', async () => {
    const { outcome, calls } = await send(
      twilioConversations,
      () => ({ ok: false, reached: true, reason: 'time-out' }),
      { ...pair, ...freshPair() },
      settings,
    );
    expect(outcome.outcome).toBe('RETRY');
    expect(calls).toHaveLength(1);
  });

  it('that gets no answer after the message left is UNKNOWN', async () => {
    const { to } = freshPair();
    const conversations = [conversation(pair.from, to, 'CHours')];
    const script: Scripted = ({ method }) =>
      method === 'GET' ? answer(200, { conversations }) : { ok: false, reached: true, reason: 'time-out' };
    expect((await send(twilioConversations, script, { ...pair, to }, settings)).outcome.outcome).toBe(
      'UNKNOWN',
    );
  });

  it('puts a file into the media service first, as the conversation takes no address', async () => {
    const { to } = freshPair();
    const conversations = [conversation(pair.from, to, 'CHours')];
    const script: Scripted = request => {
      if (request.url.includes('/Media')) return answer(201, { sid: 'ME1' });
      return request.method === 'GET' ? answer(200, { conversations }) : created();
    };
    const { outcome, calls } = await send(
      twilioConversations,
      script,
      { ...pair, to, attachments: [file], text: null },
      settings,
    );
    expect(outcome.outcome).toBe('ACCEPTED');
    expect(calls[0]).toMatchObject({
      url: `https://mcs.us1.twilio.com/v1/Services/${serviceSid}/Media?Filename=wall.jpg`,
      headers: { 'content-type': 'image/jpeg' },
      body: Buffer.from([255, 216, 255]),
    });
    expect(form(calls[2] as ProviderHttpRequest)[0]).toEqual(['MediaSid', 'ME1']);
  });

  it('tries again later when the storage does not give the file, as nothing was sent', async () => {
    const read = () => Promise.reject(new Error('the storage is away'));
    const { outcome, calls } = await send(
      twilioConversations,
      () => created(),
      { ...pair, attachments: [{ ...file, read }] },
      settings,
    );
    expect(outcome).toMatchObject({ outcome: 'RETRY' });
    expect(calls).toEqual([]);
  });

  it('says what is missing for files', async () => {
    const { outcome } = await send(twilioConversations, () => created(), { ...pair, attachments: [file] });
    expect(outcome).toMatchObject({ outcome: 'REJECTED', detail: expect.stringContaining('serviceSid') });
  });
});

describe('asking which number a conversation is on', () => {
  const find = async (lookup: string, script: Scripted, settings: object = {}) => {
    const parsed = twilioConversations.parseCredentials({ accountSid, authToken, ...settings });
    if (!parsed.ok || !twilioConversations.findChannel) throw new Error('no credentials');
    const urls: string[] = [];
    const found = await twilioConversations.findChannel(lookup, parsed.credentials, async request => {
      urls.push(request.url);
      return script(request);
    });
    return { found, urls };
  };
  const conversation = 'CHd6afd5fba9ecb0b5cca9e6ef21e8dc01';
  const participant = 'MB7bc3ca68769437ce986455407dab2a1f';
  const url = `https://conversations.twilio.com/v1/Services/${serviceSid}/Conversations/${conversation}/Participants`;
  const one = () => answer(200, twilioRestFixture('participant-fetch-sms.200.json'));
  const list = () => answer(200, twilioRestFixture('participants-list-whatsapp.200.json'));

  it('fetches the author’s participant alone', async () => {
    const { found, urls } = await find(`${serviceSid}/${conversation}/${participant}/`, one);
    expect(found).toEqual({
      outcome: 'FOUND',
      channelExternalId: '+14155550167',
      personAddress: '+14155550199',
    });
    expect(urls).toEqual([`${url}/${participant}`]);
  });

  it('lists the participants for a message of nobody’s', async () => {
    const { found, urls } = await find(`${serviceSid}/${conversation}//`, list);
    expect(found).toEqual({
      outcome: 'FOUND',
      channelExternalId: 'whatsapp:+14155550123',
      personAddress: 'whatsapp:+919900000101',
    });
    expect(urls).toEqual([`${url}?PageSize=100`]);
  });

  it('lists them too when the author only chats, or has left', async () => {
    const chats = answer(200, { identity: 'agent-42', messaging_binding: null });
    for (const author of [chats, answer(404, { code: 20404 })]) {
      const { found, urls } = await find(`${serviceSid}/${conversation}/${participant}/`, request =>
        request.url.includes(participant) ? author : list(),
      );
      expect(found).toMatchObject({ outcome: 'FOUND', channelExternalId: 'whatsapp:+14155550123' });
      expect(urls).toHaveLength(2);
    }
  });

  it('follows the pages on the same host, and no others', async () => {
    const page = (participants: unknown[], next: string | null) =>
      answer(200, { participants, meta: { next_page_url: next } });
    const bound = { messaging_binding: { address: '+7701', proxy_address: '+1415' } };
    const pages =
      (next: string): Scripted =>
      request =>
        request.url.includes('Page=1') ? page([bound], null) : page([], next);
    const followed = await find(`${serviceSid}/${conversation}//`, pages(`${url}?PageSize=100&Page=1`));
    expect(followed.found).toMatchObject({ outcome: 'FOUND', channelExternalId: '+1415' });
    const refused = await find(`${serviceSid}/${conversation}//`, pages('http://169.254.169.254/?Page=1'));
    expect(refused.found).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(refused.urls).toHaveLength(1);
  });

  it('does not guess between two numbers', async () => {
    const two = {
      participants: [
        { messaging_binding: { address: '+1', proxy_address: '+10' } },
        { messaging_binding: { address: '+2', proxy_address: '+20' } },
      ],
    };
    expect((await find(`${serviceSid}/${conversation}//`, () => answer(200, two))).found.outcome).toBe(
      'NOT_FOUND',
    );
    const byAuthor = `${serviceSid}/${conversation}/${encodeURIComponent('+2')}/`;
    expect((await find(byAuthor, () => answer(200, two))).found).toMatchObject({ channelExternalId: '+20' });
  });

  it('takes the number of the own route without a call, unless the route is for all', async () => {
    const routes = { support: 'whatsapp:+14155550145', all: '*' };
    const support = await find(`${serviceSid}/${conversation}/${participant}/support`, one, { routes });
    expect(support).toMatchObject({ found: { channelExternalId: 'whatsapp:+14155550145' }, urls: [] });
    const all = await find(`${serviceSid}/${conversation}/${participant}/all`, one, { routes });
    expect(all.found).toMatchObject({ channelExternalId: '+14155550167' });
  });

  it('asks the default service when none is named', async () => {
    const { urls } = await find(`/${conversation}//`, list);
    expect(urls[0]).toBe(
      `https://conversations.twilio.com/v1/Conversations/${conversation}/Participants?PageSize=100`,
    );
  });

  it.each<[string, ProviderHttpResult, object]>([
    ['429', answer(429, '{}', { 'retry-after': '3' }), { outcome: 'RETRY', retryAfterMs: 3_000 }],
    ['500', answer(500, ''), { outcome: 'RETRY' }],
    ['401', answer(401, '{}'), { outcome: 'RETRY', retryAfterMs: 300_000 }],
    ['404', answer(404, '{}'), { outcome: 'NOT_FOUND' }],
    ['nothing', { ok: false, reached: true, reason: 'time-out' }, { outcome: 'RETRY' }],
  ])('and getting %s says whether to ask again', async (_name, result, expected) => {
    expect((await find(`${serviceSid}/${conversation}//`, () => result)).found).toMatchObject(expected);
  });
});
