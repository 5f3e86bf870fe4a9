/** Assistants of two server processes: the API, the example of a program, proposals while they are written. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { createUser } from '../../src/accounts/tenants.js';
import { type SimulatedModel, startSimulatedModel } from '../../src/ai/simulation/simulated-model.js';
import { openDatabase } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { AiEngine, AiMode, EventType, HandoffState, Role } from '../../src/domain/vocabulary.js';
import { answerOf } from '../support/ai-desk.js';
import { collect } from '../support/app.js';
import {
  AiAssistantsDocument,
  AiCallsOfConversationDocument,
  AiDraftChangedDocument,
  AiUsageDocument,
  CreateApiTokenDocument,
  CreateWebhookEndpointDocument,
  HandoffOfConversationDocument,
  MarkNotificationsReadDocument,
  NotificationsDocument,
  ProposalOfConversationDocument,
  RequestSuggestionDocument,
  SendReplyDocument,
  SetHandoffDocument,
  StartConversationDocument,
  SuggestReplyDocument,
  TestAiAssistantDocument,
  UpsertAiAssistantDocument,
  ViewerNotificationsDocument,
} from '../support/gql/operations.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { askAt, postChatFlow, type RemoteApi, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { untilLookedAt } from '../support/until-looked-at.js';
import { waitFor } from '../support/wait-for.js';

let file: TestDatabase;
let sql: pg.Client;
let installation: Installation;
let model: SimulatedModel;
let server: ServerProcess;
let api: RemoteApi;
let assistantId: string;
let others: ServerProcess[] = [];
let posted = 0;
let bot: ChildProcess | null = null;

const start = () =>
  startServerProcess({
    ...{ ...installationEnv, DATABASE_URL: file.url },
    ...{ AI_ALLOW_PRIVATE: 'on', WEBHOOK_PRIVATE_TARGETS: 'on' },
  });
const say = async (phone: string, text: string) =>
  expect(
    await postChatFlow(server.url, installation.webhookKey, { text, phone, messageId: `m${++posted}` }),
  ).toBe(200);
const conversationOf = async (phone: string): Promise<string> =>
  waitFor(async () => {
    const { rows } = await sql.query(`select id from conversations where address like '%' || $1 || '%'`, [
      phone,
    ]);
    return rows[0]?.id;
  });
const read = async (id: string) => {
  const { conversation } = await api.run(HandoffOfConversationDocument, { id });
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
      const { rows } = await sql.query(
        `select count(*)::int as n from messages where conversation_id = $1 and author_kind = 'AI'`,
        [id],
      );
      return rows[0].n >= count;
    },
    { what: `${count} answers` },
  );

beforeAll(async () => {
  file = await createTestDatabase();
  installation = await addInstallation(file.url);
  model = await startSimulatedModel();
  sql = new pg.Client({ connectionString: file.url });
  await sql.connect();
  // Nothing leaves to the vendor.
  const cipher = createSecretCipher(Buffer.from(installationEnv.SECRETS_KEY ?? '', 'base64'));
  const { rows } = await sql.query('select id from provider_accounts');
  await sql.query('update provider_accounts set credentials_cipher = $2 where id = $1', [
    rows[0].id,
    cipher.seal(
      { apiToken: 'a-token', instanceId: 'instance_default', baseUrl: 'https://nowhere.invalid' },
      rows[0].id,
    ),
  ]);
  others = await Promise.all([start(), start()]);
  server = others[0] as ServerProcess;
  api = await signInTo(server.url, installation.email, installation.password);
});
afterAll(async () => {
  bot?.kill();
  await endServerProcesses();
  await model.stop();
  await sql.end();
  await file.drop();
});

it('says at once what is wrong with URL, key and model, and shows settings to those who manage only', async () => {
  const upsert = (input: object) => askAt(api.url, UpsertAiAssistantDocument, { input } as never, api.token);
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
    ...{ heldBack: null, heldBackGuard: null },
    wouldHandOff: false,
  });
  model.script = () => ({ does: 'answer', content: answerOf('Для вас бесплатно!') });
  expect((await test({ text: 'А мне?' })).data.testAiAssistant).toMatchObject({
    ...{ heldBack: expect.stringContaining('only prices'), heldBackGuard: 'PRICES' },
  });
  model.script = () => ({ does: 'status', status: 401, body: '{"error":{"message":"bad sk-canary"}}' });
  const refused = await test({ text: 'А мне?' });
  expect(refused.errors?.[0]).toMatchObject({
    message: expect.stringContaining('key'),
    extensions: { code: 'PROVIDER_FAILED' },
  });
  expect(JSON.stringify(refused)).not.toContain('sk-canary');
  model.script = () => null;

  const database = await openDatabase({ url: file.url, poolSize: 1, timeoutMs: 60_000, log: () => {} });
  const manager = {
    email: 'manager@acme.test',
    name: 'Manager',
    role: Role.MANAGER,
    password: 'a rusty blue kettle',
  };
  await createUser(database, installation.tenantId, manager);
  await database.close();
  const theirs = await signInTo(server.url, manager.email, manager.password);
  expect((await theirs.run(AiAssistantsDocument, {})).aiAssistants).toMatchObject([
    { name: 'Салтанат', endpointUrl: null, model: null, apiKeySet: null, instructions: null, facts: null },
  ]);
});

/** A port that is free now. */
const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise(resolve => probe.close(resolve));
  return port;
};

it('the program of examples/bot answers a key word, asks for a person, and leaves a colleague alone', async () => {
  const { rows: numbers } = await sql.query(`select id from channels where external_id = 'instance_xxx'`);
  const { upsertAiAssistant: made } = await api.run(UpsertAiAssistantDocument, {
    input: {
      ...{ name: 'Бот', engine: AiEngine.EXTERNAL, mode: AiMode.AUTO, channelIds: [numbers[0].id] },
      languages: [{ language: 'ru', handoffText: 'Зову коллегу.' }],
    },
  } as never);
  const botId = made.assistant.id;
  const create = (input: object) =>
    askAt(api.url, CreateApiTokenDocument, { input: { name: 'Bot', ...input } } as never, api.token);
  const refusal = async (input: object) => (await create(input)).errors?.[0]?.extensions;
  const scopes = ['READ', 'SEND'];
  expect(await refusal({ scopes: [...scopes, 'WORK'], assistantId: botId })).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', field: 'scopes' },
  });
  expect(await refusal({ scopes, assistantId })).toMatchObject({ code: 'CONFLICT', reason: 'WRONG_STATE' });
  expect(await refusal({ scopes, assistantId: numbers[0].id })).toMatchObject({ code: 'NOT_FOUND' });
  const token: string = (await create({ scopes, assistantId: botId })).data.createApiToken.secret;
  const port = await freePort();
  const { createWebhookEndpoint: endpoint } = await api.run(CreateWebhookEndpointDocument, {
    input: { url: `http://127.0.0.1:${port}/`, eventTypes: [EventType.MESSAGE_ADDED] },
  } as never);
  let output = '';
  bot = spawn(process.execPath, ['examples/bot/main.mjs'], {
    env: {
      ...{ PATH: process.env.PATH, PORT: String(port), TRUNKLINE_URL: server.url },
      ...{ TRUNKLINE_TOKEN: token, WEBHOOK_SECRET: endpoint.secret ?? '' },
    },
  });
  for (const stream of [bot.stdout, bot.stderr]) stream?.on('data', chunk => (output += String(chunk)));
  await waitFor(() => output.includes('listening on'));

  const client = api.connect();
  const viewer = collect(client, ViewerNotificationsDocument, { after: await api.syncCursor() });
  const phone = '77010000104';
  const calls = model.calls.length;
  await say(phone, 'Какие у вас часы работы?');
  const id = await conversationOf(phone);
  await answered(id, 1);
  expect(await read(id)).toMatchObject({ handoff: 'AI_ACTIVE' });
  await say(phone, 'А что с моим заказом?');
  await waitFor(async () => (await read(id)).handoff === 'HANDOFF_REQUESTED');
  const { messages, ...state } = await read(id);
  expect(state).toMatchObject({
    ...{ handoffCause: 'ASKED_BY_MODEL', handoffReason: 'The bot has no answer to this.' },
    texts: expect.arrayContaining(['OUTBOUND We are open from 9 to 18.', 'OUTBOUND Зову коллегу.']),
  });
  const authors = messages.nodes.filter(({ direction }) => direction === 'OUTBOUND').map(node => node.author);
  expect(authors).toEqual([1, 2].map(() => ({ __typename: 'AiAssistant', id: botId, name: 'Бот' })));
  expect(model.calls.length).toBe(calls);

  const { rows: audited } = await sql.query(
    `select from activities where action = 'conversation.handoff_requested' and target_id = $1`,
    [id],
  );
  expect(audited).toHaveLength(1);

  const mine = async () =>
    (await api.run(NotificationsDocument, { unreadOnly: true, first: 5 })).notifications;
  const { nodes, unreadCount } = await mine();
  expect(unreadCount).toBe(nodes.length);
  expect(nodes[0]).toMatchObject({ kind: 'HANDOFF_REQUESTED', isUnread: true, conversation: { id } });
  await waitFor(() => JSON.stringify(viewer.items).includes(nodes[0]?.id ?? 'none'));
  const { markNotificationsRead: left } = await api.run(MarkNotificationsReadDocument, {
    input: { upToId: nodes[0]?.id ?? '' },
  });
  expect(left).toEqual({ unreadCount: 0 });
  await client.dispose();

  await api.run(SendReplyDocument, {
    input: { conversationId: id, text: 'Мария на связи', idempotencyKey: 'k2' },
  } as never);
  await say(phone, 'Отлично, жду');
  await waitFor(() => output.includes('left alone: A person is in charge'));
  expect((await read(id)).handoff).toBe('HUMAN_ACTIVE');
  const asBot = async (document: never, input: object) =>
    (await askAt(api.url, document, { input } as never, token)).errors?.[0]?.extensions;
  const reply = { conversationId: id, text: 'И я' };
  expect(await asBot(SendReplyDocument as never, reply)).toMatchObject({
    ...{ code: 'CONFLICT', reason: 'WRONG_STATE', assistantReason: 'HUMAN_ACTIVE' },
  });
  const start = { channelId: numbers[0].id, phone: '+77010000109', text: 'x', key: 'k3' };
  expect((await askAt(api.url, StartConversationDocument, start as never, token)).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  const back = { conversationId: id, state: HandoffState.AI_ACTIVE };
  expect(await asBot(SetHandoffDocument as never, back)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await asBot(SuggestReplyDocument as never, reply)).toBeUndefined();
  expect((await askAt(api.url, SuggestReplyDocument, { input: reply }, api.token)).errors).toMatchObject([
    { extensions: { code: 'CONFLICT', reason: 'WRONG_STATE' } },
  ]);
  // Receivers see whose message it is.
  const { rows: bodies } = await sql.query(`select body from webhook_deliveries where body like '%9 to 18%'`);
  expect(JSON.parse(bodies[0].body).data.message).toMatchObject({
    ...{ direction: 'OUTBOUND', authorKind: 'AI', authorAssistantId: botId, authorUserId: null },
  });

  const ask = () => askAt(api.url, RequestSuggestionDocument, { input: { conversationId: id } }, api.token);
  expect((await ask()).errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'NOT_ACTIVE' } }]);
  // Else the last message can be a turn of the assistant that takes over.
  await untilLookedAt(sql, id);
  await api.run(UpsertAiAssistantDocument, { input: { id: botId, isArchived: true } });
  expect((await ask()).data.requestSuggestion.suggestion).toMatchObject({
    ...{ status: 'OPEN', assistant: { id: assistantId } },
  });
  expect(server.output()).not.toMatch(/tlk_|заказ/);
});

it('shows a proposal while it is written, in all processes; it is accepted with its topic, and its call is kept', async () => {
  await sql.query(
    `insert into topics (id, tenant_id, name, keywords) values ($1, $2, 'Панели', '{}') on conflict do nothing`,
    [uuidV7(), installation.tenantId],
  );
  await api.run(UpsertAiAssistantDocument, {
    input: {
      ...{ id: assistantId, mode: AiMode.DRAFT, setsTopics: true },
      ...{ promptTokenPrice: '1.5', completionTokenPrice: '6', priceCurrency: 'USD' },
    },
  });
  const watchers = await Promise.all(
    others.map(async ({ url }) => {
      const client = (await signInTo(url, installation.email, installation.password)).connect();
      return collect(client, AiDraftChangedDocument, {});
    }),
  );
  const before = await api.run(AiUsageDocument, { after: new Date(0).toISOString() });
  const content = answerOf('Да, мы открыты. На какое время вас ждать? До встречи!', { topic: 'Панели' });
  model.script = () => ({ does: 'answer', content, pieceMs: 120 });
  const phone = '77010000103';
  await say(phone, 'Вы открыты?');
  const id = await conversationOf(phone);
  for (const { items } of watchers) {
    const drafts = () =>
      items.map(({ aiDraftChanged }) => aiDraftChanged).filter(({ conversation }) => conversation.id === id);
    await waitFor(() => drafts().at(-1)?.text === null, { what: 'the end of the draft' });
    // Told four times a second: which of the sentences are seen alone depends on the time.
    expect(drafts().some(({ text }) => text?.startsWith('Да, мы открыты.'))).toBe(true);
    for (const draft of drafts()) expect(draft).toMatchObject({ assistant: { name: 'Салтанат' } });
  }
  for (const { stop } of watchers) stop();
  const { conversation } = await api.run(ProposalOfConversationDocument, { id });
  expect(conversation).toMatchObject({
    topic: null,
    suggestion: { topic: { name: 'Панели' }, stage: null, asksForPerson: false, isChanged: null },
  });
  await api.run(SendReplyDocument, {
    input: {
      ...{ conversationId: id, text: 'Да, открыты.', idempotencyKey: 'of a draft' },
      suggestionId: conversation?.suggestion?.id,
    },
  } as never);
  expect((await api.run(ProposalOfConversationDocument, { id })).conversation).toMatchObject({
    topic: { name: 'Панели' },
    suggestion: null,
  });
  const calls = (await api.run(AiCallsOfConversationDocument, { id, first: 5 })).conversation?.aiCalls;
  expect(calls?.nodes).toMatchObject([
    {
      prompt: { dialogue: [{ isCustomer: true, text: 'Вы открыты?' }] },
      answer: { language: 'ru', topic: 'Панели', handoff: false },
      ...{ fault: null, isEstimate: false, cost: { currency: 'USD' } },
      ...{ outcome: 'SUGGESTED', outcomeReason: null, message: null, assistant: { name: 'Салтанат' } },
    },
  ]);
  expect(calls?.nodes[0]?.prompt?.instructions).toContain('Стрижка: от 7 000 тенге');
  const manager = await signInTo(server.url, 'manager@acme.test', 'a rusty blue kettle');
  expect((await manager.run(AiCallsOfConversationDocument, { id })).conversation?.aiCalls).toBeNull();
  const theirs = await manager.run(AiUsageDocument, { after: new Date(0).toISOString() });
  expect(theirs.aiAssistants[0]?.usage).toMatchObject({ used: 1, costs: [] });
  const after = await api.run(AiUsageDocument, { after: new Date(0).toISOString() });
  const [was, now] = [before.aiAssistants[0]?.usage, after.aiAssistants[0]?.usage];
  expect(now).toMatchObject({
    ...{ calls: (was?.calls ?? 0) + 1, suggested: (was?.suggested ?? 0) + 1 },
    ...{ used: 1, edited: 1, dismissed: 0, outdated: 0 },
    costs: [{ amount: calls?.nodes[0]?.cost?.amount, currency: 'USD' }],
  });
});
