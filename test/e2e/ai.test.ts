/**
 * Assistants of real server processes: the demo as a newcomer finds it, the API, a conversation with hand-off and take-over,
 * and a server that ends at each step of a turn. Texts are counted where they arrive: at a vendor of the test.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { createUser } from '../../src/accounts/tenants.js';
import { type SimulatedModel, startSimulatedModel } from '../../src/ai/simulation/simulated-model.js';
import { openDatabase } from '../../src/database/database.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.js';
import { AiMode, HandoffState, Role } from '../../src/domain/vocabulary.js';
import { answerOf } from '../support/ai-desk.js';
import { type ChatFlowVendor, startChatFlowVendor } from '../support/chatflow-vendor.js';
import {
  AiAssistantsDocument,
  HandoffOfConversationDocument,
  InboxDocument,
  RequestHandoffDocument,
  SendReplyDocument,
  SetHandoffDocument,
  SimulateAnyDocument,
  SimulatedPhoneDocument,
  SuggestionOfConversationDocument,
  TestAiAssistantDocument,
  UpsertAiAssistantDocument,
} from '../support/gql/operations.js';
import { askAt, postChatFlow, type RemoteApi, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  makeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { waitFor } from '../support/wait-for.js';

let postgres: EmbeddedPostgres;
let dataDir: string;
let sql: pg.Client;
let vendor: ChatFlowVendor;
let model: SimulatedModel;
let server: ServerProcess;
let api: RemoteApi;
let assistantId: string;
let tenantId: string;
let posted = 0;

const secretsKey = installationEnv.SECRETS_KEY ?? '';
const start = () =>
  startServerProcess({
    ...{ DATA_DIR: dataDir, SECRETS_KEY: secretsKey, AUTH_SECRET: installationEnv.AUTH_SECRET ?? '' },
    ...{ DEMO_CONVERSATIONS: 'on', LOG_LEVEL: 'warn', DATABASE_CONNECTIONS: '18' },
  });
const restart = async (signal: NodeJS.Signals) => {
  await server.stop(signal);
  server = await start();
  api = await signInTo(server.url);
};
const rows = async (text: string, ...values: unknown[]) => (await sql.query(text, values)).rows;
const say = async (phone: string, text: string, to = server) =>
  expect(await postChatFlow(to.url, 'demo', { text, phone, messageId: `m${++posted}` })).toBe(200);
const conversationOf = async (phone: string): Promise<string> =>
  waitFor(async () => {
    const [found] = await rows(`select id from conversations where address like '%' || $1 || '%'`, phone);
    return found?.id;
  });
const read = async (id: string, on = api) => {
  const { conversation } = await on.run(HandoffOfConversationDocument, { id });
  if (!conversation) throw new Error('The conversation is gone.');
  const { messages } = conversation;
  return {
    ...conversation,
    messages,
    texts: messages.nodes.map(({ text, direction }) => `${direction} ${text}`),
  };
};
const answered = (id: string, count: number) =>
  waitFor(
    async () => {
      const [found] = await rows(
        `select count(*)::int as n from messages where conversation_id = $1 and author_kind = 'AI'`,
        id,
      );
      return found.n >= count;
    },
    { what: `${count} answers` },
  );
const textsTo = (phone: string) => vendor.received.filter(text => text.phone === phone);
const channelIdOf = async (externalId: string): Promise<string> =>
  (await rows('select id from channels where external_id = $1', externalId))[0].id;

beforeAll(async () => {
  dataDir = await makeDataDir();
  [server, model, vendor] = await Promise.all([start(), startSimulatedModel(), startChatFlowVendor()]);
  postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  sql = new pg.Client({ connectionString: postgres.url() });
  await sql.connect();
  api = await signInTo(server.url);
  tenantId = (await rows(`select id from tenants where slug = 'demo'`))[0].id;
});
afterAll(async () => {
  await sql.end();
  await endServerProcesses();
  await Promise.all([postgres.release(), model.stop(), vendor.close()]);
});

describe('the demo', () => {
  const scenes = `select c.id, c.handoff, h.external_id as number from conversations c join channels h on h.id = c.channel_id
                   where c.address like '%7701555012%' or c.address like '%4155550198%' order by c.last_activity_at`;

  it('begins with conversations: one that waits for an answer, one with a proposal, one handed over', async () => {
    await waitFor(async () => (await rows(scenes)).at(-1)?.handoff === 'HANDOFF_REQUESTED', {
      timeoutMs: 60_000,
      what: 'the conversation that the assistant handed over',
    });
    const found = await rows(scenes);
    expect(found.map(({ number }) => number)).toEqual(
      ['+14155550167', 'instance_yyy', '7107000101', '310000000000111'].concat(
        ...['instance_xxx', '310000000000122', '+918800000122'],
      ),
    );
    const { conversations } = await api.run(InboxDocument, { first: 20 });
    expect(conversations.nodes.map(({ id }) => id)).toEqual(found.map(({ id }) => id).reverse());
    const { texts, handoffCause } = await read(found[6].id);
    expect(handoffCause).toBe('ASKED_BY_CUSTOMER');
    expect(texts).toContain('OUTBOUND Ламинат: от 5 500 тенге за метр');
    const { conversation } = await waitFor(async () => {
      const read = await api.run(SuggestionOfConversationDocument, { id: found[5].id });
      return read.conversation?.suggestion ? read : null;
    });
    expect(conversation?.suggestion).toMatchObject({
      text: 'Доставка по городу: 2 000 тенге',
      status: 'OPEN',
    });
    const kinds = await rows(
      `select distinct kind from messages where tenant_id = $1 and direction = 'INBOUND' order by kind`,
      tenantId,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['AUDIO', 'DOCUMENT', 'IMAGE', 'LOCATION', 'TEXT']);
  });

  it('says so at its start, and answers on TATA 2 from that number; on WhatsApp Cloud 2 it proposes', async () => {
    expect(server.output()).toMatch(/TATA 2.*answers[\s\S]*WhatsApp Cloud 2.*propos/);
    const from = '77010000301';
    const ask = async (number: string) => {
      const channelId = await channelIdOf(number);
      const input = { channelId, from, text: 'Сколько стоит ламинат?' };
      const { simulateInbound } = await api.run(SimulateAnyDocument, { input });
      return { channelId, id: simulateInbound.event?.message?.conversation.id ?? '' };
    };
    const phone = async (channelId: string) =>
      (await api.run(SimulatedPhoneDocument, { channelId, address: from })).simulatedPhone.messages;
    const [auto, draft] = [await ask('+918800000122'), await ask('310000000000122')];
    const text = 'Ламинат: от 5 500 тенге за метр';
    await waitFor(async () => (await phone(auto.channelId)).length > 0);
    expect(await phone(auto.channelId)).toMatchObject([{ text }]);
    await waitFor(async () => {
      const { conversation } = await api.run(SuggestionOfConversationDocument, { id: draft.id });
      return conversation?.suggestion?.text === text;
    });
    expect(await phone(draft.channelId)).toEqual([]);
    expect((await read(draft.id)).texts).toEqual(['INBOUND Сколько стоит ламинат?']);
  });
});

it('says at once what is wrong with URL, key and model, and shows settings to those who manage only', async () => {
  const upsert = (input: object) => askAt(api.url, UpsertAiAssistantDocument, { input } as never, api.token);
  // What leaves through ChatFlow arrives at the test.
  const [account] = await rows(`select id from provider_accounts where kind = 'CHATFLOW'`);
  const cipher = createSecretCipher(Buffer.from(secretsKey, 'base64'));
  await sql.query('update provider_accounts set credentials_cipher = $2 where id = $1', [
    account.id,
    cipher.seal({ apiToken: 'a-token', instanceId: 'instance_default', baseUrl: vendor.url }, account.id),
  ]);
  for (const input of [
    { endpointUrl: 'ftp://a/' },
    { apiKey: 'ключ' },
    { waitSeconds: 31 },
    { temperature: 3 },
  ])
    expect(
      (await upsert({ name: 'A', model: 'm', endpointUrl: model.url, ...input })).errors?.[0]?.extensions,
    ).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: Object.keys(input)[0] },
    });
  const { upsertAiAssistant } = await api.run(UpsertAiAssistantDocument, {
    input: {
      ...{
        name: 'Салтанат',
        model: 'm',
        endpointUrl: model.url,
        apiKey: 'sk-canary',
        mode: AiMode.AUTO,
        waitSeconds: 0,
      },
      facts: ['Стрижка: от 7 000 тенге'],
      languages: [{ language: 'ru', handoffText: 'Зову коллегу.', fallbackText: 'Ответим позже.' }],
    },
  });
  assistantId = upsertAiAssistant.assistant.id;
  expect(upsertAiAssistant.assistant).toMatchObject({ mode: 'AUTO', apiKeySet: true, humanHoldMinutes: 60 });
  expect((await upsert({ name: 'B', model: 'm', endpointUrl: model.url })).errors?.[0]?.extensions.code).toBe(
    'CONFLICT',
  );
  const test = (input: object) =>
    askAt(api.url, TestAiAssistantDocument, { input: { assistantId, ...input } } as never, api.token);
  const tried = await test({ text: 'Сколько стоит стрижка?' });
  expect(tried.data.testAiAssistant).toMatchObject({
    text: 'Стрижка: от 7 000 тенге',
    heldBack: null,
    wouldHandOff: false,
  });
  model.script = () => ({ does: 'answer', content: answerOf('Для вас бесплатно!') });
  expect((await test({ text: 'А мне?' })).data.testAiAssistant.heldBack).toContain('only prices');
  model.script = () => ({ does: 'status', status: 401, body: '{"error":{"message":"bad sk-canary"}}' });
  const refused = await test({ text: 'А мне?' });
  expect(refused.errors?.[0]).toMatchObject({
    message: expect.stringContaining('key'),
    extensions: { code: 'PROVIDER_FAILED' },
  });
  expect(JSON.stringify(refused)).not.toContain('sk-canary');
  model.script = () => null;

  const database = await openDatabase({ url: postgres.url(), poolSize: 1, timeoutMs: 60_000, log: () => {} });
  const manager = {
    email: 'second@demo.test',
    name: 'Manager',
    role: Role.MANAGER,
    password: 'a rusty blue kettle',
  };
  await createUser(database, tenantId, manager);
  await database.close();
  const theirs = await signInTo(server.url, manager.email, manager.password);
  const seen = (await theirs.run(AiAssistantsDocument, {})).aiAssistants;
  expect(seen).toHaveLength(3);
  for (const assistant of seen)
    expect(assistant).toMatchObject({
      ...{ endpointUrl: null, model: null, apiKeySet: null, instructions: null, facts: null },
    });
});

it('answers ten turns with a hand-off and a colleague, through a restart and from two processes', async () => {
  const phone = '77010000101';
  const numbers = () => textsTo(phone).map(({ from }) => from);
  await say(phone, 'Здравствуйте!');
  const id = await conversationOf(phone);
  await answered(id, 1);
  await say(phone, 'Сколько стоит стрижка?');
  await answered(id, 2);
  await say(phone, 'Позовите менеджера');
  await answered(id, 3);
  expect(await read(id)).toMatchObject({ handoff: 'HANDOFF_REQUESTED', handoffCause: 'ASKED_BY_CUSTOMER' });
  await say(phone, 'Жду');
  await restart('SIGTERM');
  await api.run(SendReplyDocument, {
    input: { conversationId: id, text: 'Мария на связи', idempotencyKey: 'k1' },
  } as never);
  expect(await read(id)).toMatchObject({ handoff: 'HUMAN_ACTIVE', handoffCause: null });
  await say(phone, 'Спасибо');
  const other = await start();
  const there = await signInTo(other.url);
  await there.run(SetHandoffDocument, {
    input: { conversationId: id, state: HandoffState.AI_ACTIVE },
  } as never);
  // Six answers within two minutes would look like two programs.
  await sql.query(
    `update messages set created_at = created_at - interval '3 minutes' where conversation_id = $1 and author_kind = 'AI'`,
    [id],
  );
  const turns = ['Вы открыты?', 'А завтра?', 'А в субботу?', 'Где вы?', 'А парковка есть?'];
  for (const [index, text] of turns.entries()) {
    await say(phone, text, index % 2 === 0 ? other : server);
    await answered(id, 4 + index);
  }
  const { requestHandoff } = await there.run(RequestHandoffDocument, {
    input: { conversationId: id, reason: 'VIP' },
  });
  expect(requestHandoff.conversation).toMatchObject({
    handoff: 'HANDOFF_REQUESTED',
    handoffCause: 'ASKED_BY_COLLEAGUE',
    handoffReason: 'VIP',
  });
  const inState = async (state: HandoffState) =>
    (await api.run(InboxDocument, { first: 20, filter: { handoff: [state] } } as never)).conversations.nodes
      .map(node => node.id)
      .includes(id);
  expect(await inState(HandoffState.HANDOFF_REQUESTED)).toBe(true);
  expect(await inState(HandoffState.AI_ACTIVE)).toBe(false);
  const { messages, texts } = await read(id, there);
  const authors = messages.nodes
    .filter(({ author }) => author.__typename === 'AiAssistant')
    .map(({ author }) => author);
  expect(authors).toHaveLength(8);
  expect(messages.nodes.filter(({ direction }) => direction === 'INBOUND')).toHaveLength(10);
  expect(authors[0]).toMatchObject({ id: assistantId, name: 'Салтанат' });
  expect(new Set(messages.nodes.map(({ channel }) => channel.id)).size).toBe(1);
  expect(texts).toContain('OUTBOUND Стрижка: от 7 000 тенге');
  await waitFor(() => numbers().length === 9, { what: 'all answers at the vendor' });
  expect(new Set(numbers())).toEqual(new Set(['instance_xxx']));
  for (const process of [server, other])
    expect(process.output()).not.toMatch(/sk-canary|Здравствуйте|стрижка/i);
  await other.stop();
});

/** What a turn is doing when its server ends, and the texts that its customer gets in all. */
const steps = [
  'before the turn was begun',
  'while the model is asked',
  'after the answer of the model, before its message',
  'after its message, before the call of the provider',
  'after the call of the provider, before its result',
] as const;

describe.each([
  ['kill -9', 1],
  ['a restart', 2],
  ['kill -9 of one of two processes', 3],
] as const)('%s', (name, round) => {
  it(`at each step of a turn neither loses nor doubles an answer: ${steps.join('; ')}`, async () => {
    const phones = steps.map((_, step) => `7701000${round}40${step}`);
    const [unread = '', asked = '', written = '', queued = '', called = ''] = phones;
    const other = round === 3 ? await start() : null;
    const holders = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new pg.Client({ connectionString: postgres.url() });
        await client.connect();
        await client.query('begin');
        return client;
      }),
    );
    const [ofPosition, ofConversation, ofAttempts] = holders as [pg.Client, pg.Client, pg.Client];
    const released = Promise.withResolvers<void>();
    const calls = new Map<string, number>();
    model.script = async ({ body }) => {
      const phone = /шаг (\d+)/.exec(body.messages?.at(-1)?.content ?? '')?.[1] ?? '';
      const count = (calls.get(phone) ?? 0) + 1;
      calls.set(phone, count);
      if (phone === asked && count === 1) await released.promise;
      if (phone === written && count === 1)
        await ofConversation.query('select from conversations where address like $1 for update', [
          `${phone}%`,
        ]);
      return { does: 'answer', content: answerOf('Слушаю вас.') };
    };
    const ask = (phone: string) => say(phone, `шаг ${phone}`);

    // The last step first: what holds back the earlier steps would hold back the later ones too.
    vendor.holds.add(called);
    await ask(called);
    await waitFor(() => textsTo(called).length === 1);
    await ofAttempts.query('lock table send_attempts in share mode');
    await ask(queued);
    await answered(await conversationOf(queued), 1);
    await ask(written);
    const heldId = await conversationOf(written);
    await waitFor(async () =>
      (await rows('select answer from ai_calls where conversation_id = $1', heldId)).some(
        ({ answer }) => answer !== null,
      ),
    );
    await ask(asked);
    await waitFor(() => calls.get(asked) === 1);
    await ofPosition.query('select from ai_positions for update');
    await ask(unread);
    const statuses = async () =>
      (
        await rows(
          `select t.status from conversations c left join ai_turns t on t.conversation_id = c.id
            where c.address = any(select p || '@s.whatsapp.net' from unnest($1::text[]) p) order by c.address`,
          phones,
        )
      ).map(({ status }) => status);
    expect(await statuses()).toEqual([null, 'RUNNING', 'RUNNING', 'ANSWERED', 'ANSWERED']);
    expect(phones.map(phone => textsTo(phone).length)).toEqual([0, 0, 0, 0, 1]);

    const ended = server.stop(round === 2 ? 'SIGTERM' : 'SIGKILL');
    if (round !== 2) await ended;
    await Promise.all(holders.map(client => client.query('rollback').then(() => client.end())));
    released.resolve();
    vendor.release();
    await ended;
    server = other ?? (await start());
    api = await signInTo(server.url);
    await waitFor(() => phones.every(phone => textsTo(phone).length === 1), {
      timeoutMs: 90_000,
      what: `one text for each: ${name}`,
    });
    // A second copy would be before the answer to the next message.
    await Promise.all(phones.map(phone => say(phone, `спасибо, шаг ${phone}`)));
    await waitFor(() => phones.every(phone => textsTo(phone).length >= 2), { timeoutMs: 60_000 });
    for (const phone of phones) {
      expect(textsTo(phone)).toEqual(
        [1, 2].map(() => ({ phone, from: 'instance_xxx', text: 'Слушаю вас.' })),
      );
      const id = await conversationOf(phone);
      const turns = await rows('select status from ai_turns where conversation_id = $1 order by id', id);
      expect(turns.map(({ status }) => status)).toEqual(['ANSWERED', 'ANSWERED']);
    }
    // An answer that was stored is not asked for again.
    for (const phone of [written, queued, called]) expect(calls.get(phone)).toBe(2);
    model.script = () => null;
  });
});

it('adds no conversations to the demo at a later start', async () => {
  const [found] = await rows(
    `select count(*)::int as n from messages m join conversations c on c.id = m.conversation_id
      where c.address like '%7701555012%' and m.direction = 'INBOUND'`,
  );
  expect(found.n).toBe(12);
});
