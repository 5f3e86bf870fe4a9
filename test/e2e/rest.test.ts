/** The REST routes of the guides: their formats, permissions, and equivalence to GraphQL. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let owner: string;
beforeAll(async () => {
  desk = await startVendorDesk();
  owner = desk.owner;
});
afterAll(() => desk.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { readonly error?: Record<string, unknown> };
}

async function ask(
  method: string,
  path: string,
  token: string | null,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(`${desk.server.url}${path}`, {
    ...init,
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...init.headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}
const get = (path: string, token: string | null = owner) =>
  ask('GET', path, token, { headers: { 'content-type': 'application/json' } });
const post = (body: unknown, token: string | null = owner) =>
  ask('POST', '/ajax/tata-send-reply/', token, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const tata = (channel: string, from: string, text: string) =>
  desk.write(ProviderKind.TATA, channel, from, text);

describe('GET /whatsapp/stats', () => {
  it('answers exactly the shape of the guide', async () => {
    await desk.write(ProviderKind.GREEN_API, '7107000101', '79991234567', 'Тестовое сообщение');
    const { status, headers, body } = await get('/whatsapp/stats');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      totalMessages: 1,
      recentMessages: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          content: 'Тестовое сообщение',
          clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          clientName: 'Asha',
          clientWhatsappId: '79991234567',
          direction: 'inbound',
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          externalId: expect.any(String),
        },
      ],
      clientsWithWhatsApp: 1,
    });
    expect((await get('/whatsapp/stats/')).body).toEqual(body);
  });

  it('counts both directions, the newest ten first, and no SMS', async () => {
    const { conversationId } = await tata('+918800000111', '919900000401', 'Namaste 0');
    for (let i = 1; i < 10; i++) await tata('+918800000111', '919900000401', `Namaste ${i}`);
    await desk.answer(conversationId, 'Answer');
    await desk.inbound(ProviderKind.TWILIO_MESSAGING, '+14155550167', '+919900000402', 'By SMS');
    await waitFor(async () => (await desk.messagesWithText('By SMS')).length > 0);
    const { body } = await get('/whatsapp/stats');
    expect(body).toMatchObject({ totalMessages: 12, clientsWithWhatsApp: 2 });
    const recent = body.recentMessages as { content: string; direction: string; clientWhatsappId: string }[];
    expect(recent).toHaveLength(10);
    expect(recent[0]).toMatchObject({
      content: 'Answer',
      direction: 'outbound',
      clientWhatsappId: '919900000401',
    });
  });

  it('tells nothing of another company', async () => {
    const { token } = await desk.server.addTenant('other', Role.READ_ONLY);
    expect((await get('/whatsapp/stats', token)).body).toEqual({
      totalMessages: 0,
      recentMessages: [],
      clientsWithWhatsApp: 0,
    });
    expect((await get('/ajax/tata-conversations/', token)).body).toMatchObject({
      conversations: [],
      nextCursor: null,
    });
  });
});

describe('GET /ajax/tata-conversations/', () => {
  it('shows the chats of TATA numbers with their messages, latest activity first', async () => {
    await desk.write(ProviderKind.WHATSAPP_CLOUD, '310000000000111', '919900000411', 'Not of TATA');
    await tata('+918800000122', '919900000412', 'First words');
    await tata('+918800000122', '919900000412', 'Second words');
    const { status, body } = await get('/ajax/tata-conversations/?limit=1&messages=5');
    expect(status).toBe(200);
    expect(body).toEqual({
      conversations: [
        {
          id: expect.any(String),
          phone: '+919900000412',
          whatsappId: '919900000412',
          name: 'Asha',
          businessPhoneNumber: '+918800000122',
          leadId: expect.any(String),
          status: 'OPEN',
          unreadCount: 2,
          lastActivityAt: expect.any(String),
          messages: [
            expect.objectContaining({ content: 'First words', direction: 'inbound', status: 'RECEIVED' }),
            expect.objectContaining({ content: 'Second words' }),
          ],
        },
      ],
      nextCursor: expect.any(String),
      syncCursor: expect.any(String),
    });
  });

  it('is paged by cursor, without a repeat, to its end', async () => {
    const phones: unknown[] = [];
    for (let after = ''; ; ) {
      const { body } = await get(`/ajax/tata-conversations?limit=1&messages=0${after}`);
      const { conversations, nextCursor } = body as {
        conversations: { phone: string }[];
        nextCursor: string | null;
      };
      phones.push(...conversations.map(({ phone }) => phone));
      if (nextCursor === null) break;
      after = `&after=${encodeURIComponent(nextCursor)}`;
    }
    expect(phones).toEqual(['+919900000412', '+919900000401']);
  });

  it.each([
    ['limit=0', 'BAD_USER_INPUT'],
    ['limit=101', 'BAD_USER_INPUT'],
    ['limit=x', 'BAD_USER_INPUT'],
    ['messages=-1', 'BAD_USER_INPUT'],
    ['after=nonsense', 'CURSOR_INVALID'],
    ['limit=1&limit=2', 'BAD_USER_INPUT'],
  ])('refuses %s with %s', async (search, code) => {
    const { status, body } = await get(`/ajax/tata-conversations/?${search}`);
    expect([status, body.error?.code]).toEqual([400, code]);
  });
});

describe('POST /ajax/tata-send-reply/', () => {
  it('sends by conversation, from the number that was written to, and shows in the list', async () => {
    const { conversationId } = await tata('+918800000122', '919900000421', 'Question 421');
    const { status, body } = await post({ conversationId, message: 'Answer 421' });
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      messageId: expect.any(String),
      conversationId,
      status: 'QUEUED',
      repeated: false,
    });
    await waitFor(() => desk.deliveries('Answer 421').length > 0);
    expect(desk.deliveries('Answer 421')).toMatchObject([{ from: '+918800000122' }]);
    const { body: listed } = await get('/ajax/tata-conversations/?limit=1');
    expect(listed).toMatchObject({
      conversations: [{ id: conversationId, messages: [{}, { content: 'Answer 421' }] }],
    });
  });

  it.each(['919900000422', '+919900000422', '+91 99000 00422', 919900000422])(
    'finds the chat of %p',
    async phone => {
      await tata('+918800000111', '919900000422', `Question of ${phone}`);
      const { status, body } = await post({ phone, message: `Answer to ${phone}` });
      expect([status, body.ok]).toEqual([200, true]);
    },
  );

  it('takes a form, as a page of the guide sends it', async () => {
    await tata('+918800000111', '919900000423', 'Question 423');
    const form = new URLSearchParams({ phone: '919900000423', message: 'Ответ & смайл 🙂' });
    const { status, body } = await ask('POST', '/ajax/tata-send-reply', owner, { body: form });
    expect([status, body.ok]).toEqual([200, true]);
    expect(await desk.messagesWithText('Ответ & смайл 🙂')).toHaveLength(1);
  });

  it('sends once for one key', async () => {
    const { conversationId } = await tata('+918800000111', '919900000424', 'Question 424');
    const reply = { conversationId, message: 'Once', idempotencyKey: 'key-424' };
    const [first, second] = [await post(reply), await post(reply)];
    expect(second.body).toMatchObject({ messageId: first.body.messageId, repeated: true });
    const other = await post({ ...reply, message: 'Twice' });
    expect([other.status, other.body.error?.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('does not guess between two numbers of ours', async () => {
    const one = await tata('+918800000111', '919900000425', 'To the first');
    const two = await tata('+918800000122', '919900000425', 'To the second');
    const refused = await post({ phone: '919900000425', message: 'Which?' });
    expect([refused.status, refused.body.error]).toMatchObject([
      409,
      { code: 'CONFLICT', conversationIds: [two.conversationId, one.conversationId] },
    ]);
    const { body } = await post({
      phone: '919900000425',
      businessPhoneNumber: '918800000111',
      message: 'This one',
    });
    expect(body).toMatchObject({ ok: true, conversationId: one.conversationId });
  });

  it('refuses what does not fit, and writes nothing', async () => {
    const cloud = await desk.write(
      ProviderKind.WHATSAPP_CLOUD,
      '310000000000111',
      '919900000426',
      'Elsewhere',
    );
    const chat = await tata('+918800000111', '919900000427', 'Question 427');
    const { token: foreign } = await desk.server.addTenant('third', Role.OWNER);
    const cases: [unknown, string | undefined, number, string][] = [
      [{ message: 'x' }, undefined, 400, 'BAD_USER_INPUT'],
      [{ conversationId: chat.conversationId }, undefined, 400, 'BAD_USER_INPUT'],
      [{ conversationId: chat.conversationId, message: '  ' }, undefined, 400, 'BAD_USER_INPUT'],
      [{ conversationId: chat.conversationId, message: 'x'.repeat(5_000) }, undefined, 400, 'TEXT_TOO_LONG'],
      [{ conversationId: 'x', message: 'x' }, undefined, 404, 'NOT_FOUND'],
      [{ conversationId: cloud.conversationId, message: 'x' }, undefined, 404, 'NOT_FOUND'],
      [{ conversationId: chat.conversationId, message: 'x' }, foreign, 404, 'NOT_FOUND'],
      [{ phone: '919900000427', message: 'x' }, foreign, 404, 'NOT_FOUND'],
      [{ phone: '919900000499', message: 'x' }, undefined, 404, 'NOT_FOUND'],
      [{ phone: 'nobody', message: 'x' }, undefined, 400, 'BAD_USER_INPUT'],
      [[], undefined, 400, 'BAD_USER_INPUT'],
    ];
    const { rows: before } = await desk.server.app.database.pool.query('select count(*) from messages');
    for (const [body, token, status, code] of cases) {
      const answer = await post(body, token);
      expect([body, answer.status, answer.body.error?.code]).toEqual([body, status, code]);
    }
    const silent = await post({ conversationId: chat.conversationId });
    expect(silent.body.error).toMatchObject({ field: 'message', message: '"message" is needed.' });
    const form = { headers: { 'content-type': 'text/csv' }, body: 'a,b' };
    expect((await ask('POST', '/ajax/tata-send-reply/', owner, form)).status).toBe(415);
    const { rows: after } = await desk.server.app.database.pool.query('select count(*) from messages');
    expect(after).toEqual(before);
  });
});

describe('who may use them', () => {
  it.each([
    ['GET', '/whatsapp/stats'],
    ['GET', '/ajax/tata-conversations/'],
    ['POST', '/ajax/tata-send-reply/'],
  ])('%s %s needs a valid token', async (method, path) => {
    for (const token of [null, 'nonsense']) {
      const { status, body } = await ask(method, path, token);
      expect([status, body.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('lets READ_ONLY read and not send, and INTEGRATION both', async () => {
    const { tenantId, token } = await desk.server.addTenant('roles', Role.READ_ONLY);
    const integration = await desk.server.addUser(tenantId, 'bot@roles.test', Role.INTEGRATION);
    expect((await get('/whatsapp/stats', token)).status).toBe(200);
    expect((await get('/ajax/tata-conversations/', token)).status).toBe(200);
    const refused = await post({ phone: '919900000427', message: 'x' }, token);
    expect([refused.status, refused.body.error]).toMatchObject([403, { code: 'FORBIDDEN' }]);
    expect((await post({ phone: '919900000427', message: 'x' }, integration)).status).toBe(404);
  });

  it('takes no form at GraphQL, where a page of somebody else could send one', async () => {
    const response = await fetch(`${desk.server.url}/graphql`, {
      method: 'POST',
      body: new URLSearchParams({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(415);
  });
});

it('GET / leads a person to the inbox, the playground, the REST routes and the health', async () => {
  const response = await fetch(`${desk.server.url}/`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const links = [...(await response.text()).matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => path);
  expect(links).toEqual(['/inbox', '/playground', '/docs/rest', '/readyz']);
  for (const path of links) expect((await fetch(`${desk.server.url}${path}`)).status).toBe(200);
});

it('a wrong address leads a person to the start page, and tells a program NOT_FOUND', async () => {
  const page = await fetch(`${desk.server.url}/playgrund`, { headers: { accept: 'text/html,*/*' } });
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('<a href="/">')]);
  const answer = await fetch(`${desk.server.url}/playgrund`);
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
});
