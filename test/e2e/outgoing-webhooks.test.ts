/** Outgoing webhooks of real server processes: the API, kill -9 in the middle of deliveries, two processes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../src/accounts/tenants.js';
import { openDatabase } from '../../src/database/database.js';
import { Role } from '../../src/domain/vocabulary.js';
import {
  CreateWebhookEndpointDocument,
  DeleteWebhookEndpointDocument,
  DeliveriesOfEndpointsDocument,
  RedeliverWebhooksDocument,
  RotateWebhookSecretDocument,
  TestWebhookEndpointDocument,
  UpdateWebhookEndpointDocument,
  WebhookDeliveriesDocument,
  WebhookEndpointsDocument,
} from '../support/gql/operations.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { askAt, postChatFlow, type RemoteApi, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';
import { firstArrivals, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

let database: TestDatabase;
let installation: Installation;
let servers: ServerProcess[];
let api: RemoteApi;
let receiver: WebhookReceiver;

const start = () =>
  startServerProcess({
    ...installationEnv,
    DATABASE_URL: database.url,
    WEBHOOK_PRIVATE_TARGETS: 'on',
  });
const serverAt = (index: number): ServerProcess => servers[index % servers.length] as ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  installation = await addInstallation(database.url);
  receiver = await startWebhookReceiver();
  servers = await Promise.all([start(), start()]);
  api = await signInTo(serverAt(0).url, installation.email, installation.password);
});
afterAll(async () => {
  await endServerProcesses();
  await receiver.close();
  await database.drop();
});

/** Number of unread events and waiting deliveries. */
const readPending = async () =>
  (await api.run(WebhookEndpointsDocument, {})).webhookEndpoints.map(({ pendingCount }) => pendingCount);

const textsOf = (phone: string): string[] =>
  firstArrivals(receiver.received)
    .filter(({ body }) => body.data.message?.text?.startsWith(phone))
    .map(({ body }) => body.data.message.text);

describe('the API', () => {
  it('shows the secret once, posts a test, lists, repeats, rotates and deletes', async () => {
    const { createWebhookEndpoint: made } = await api.run(CreateWebhookEndpointDocument, {
      input: { url: receiver.url, eventTypes: ['MESSAGE_ADDED'] },
    });
    const { endpoint } = made;
    receiver.secrets = [made.secret ?? ''];
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      endpoint: { url: receiver.url, isEnabled: true, eventTypes: ['MESSAGE_ADDED'], channels: null },
    });

    const { testWebhookEndpoint: test } = await api.run(TestWebhookEndpointDocument, {
      input: { endpointId: endpoint.id },
    });
    expect(test).toMatchObject({
      queued: 1,
      delivery: { status: 'DELIVERED', type: null, attempts: [{ httpStatus: 204, error: null }] },
    });
    expect(receiver.received.at(-1)?.raw).toBe(test.delivery?.body);

    // The other process stored the message: its doorbell, or the sweep of either, starts the delivery.
    await postChatFlow(serverAt(1).url, installation.webhookKey, {
      ...{ text: 'через другой процесс', phone: '77011110001', messageId: 'other process' },
    });
    await waitFor(() => receiver.received.some(({ body }) => body.type === 'message.added'));
    const list = async (filter: object) =>
      (await api.run(WebhookDeliveriesDocument, { filter, first: 1 })).webhookDeliveries;
    const delivered = await waitFor(async () =>
      (await list({ status: ['DELIVERED'] })).nodes.find(({ type }) => type === 'MESSAGE_ADDED'),
    );
    expect(delivered).toMatchObject({
      endpoint: { id: endpoint.id },
      body: expect.stringContaining('через другой процесс'),
      eventCursor: expect.any(String),
      conversationId: expect.any(String),
    });
    expect((await list({ conversationId: delivered.conversationId })).nodes).toHaveLength(1);
    expect((await list({ status: [] })).nodes).toEqual([]);
    const { webhookEndpoints } = await api.run(DeliveriesOfEndpointsDocument, { status: ['DELIVERED'] });
    expect(webhookEndpoints[0]?.deliveries.nodes.map(({ id }) => id)).toEqual([
      delivered.id,
      test.delivery?.id,
    ]);

    const before = receiver.received.length;
    await api.run(RedeliverWebhooksDocument, { input: { deliveryId: delivered.id } });
    await waitFor(() => receiver.received.length > before);
    expect(receiver.received.at(-1)).toMatchObject({ id: delivered.id, raw: delivered.body });

    const { rotateWebhookSecret: rotated } = await api.run(RotateWebhookSecretDocument, {
      input: { endpointId: endpoint.id },
    });
    expect(rotated.secret).not.toBe(made.secret);
    receiver.secrets = [rotated.secret ?? ''];
    await api.run(TestWebhookEndpointDocument, { input: { endpointId: endpoint.id } });
    expect(String(receiver.received.at(-1)?.headers['webhook-signature'])).toMatch(/^v1,\S+ v1,\S+$/);

    const { updateWebhookEndpoint: updated } = await api.run(UpdateWebhookEndpointDocument, {
      input: { id: endpoint.id, isEnabled: false },
    });
    expect(updated).toMatchObject({ secret: null, endpoint: { isEnabled: false, disabledReason: null } });
    const { deleteWebhookEndpoint: gone } = await api.run(DeleteWebhookEndpointDocument, {
      input: { id: endpoint.id },
    });
    expect(gone).toEqual({ deletedId: endpoint.id });
    expect((await api.run(WebhookEndpointsDocument, {})).webhookEndpoints).toEqual([]);
    expect(await readRows(database.url, 'select id from webhook_deliveries')).toEqual([]);
    const answer = await askAt(
      api.url,
      DeleteWebhookEndpointDocument,
      { input: { id: endpoint.id } },
      api.token,
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is for administrators, refuses bad input and has a limit', async () => {
    const url = receiver.url;
    const of = await openDatabase({ url: database.url, poolSize: 1, timeoutMs: 60_000, log: () => {} });
    const [email, password] = ['manager@acme.test', 'a password for tests'];
    await createUser(of, installation.tenantId, { email, name: 'Manager', role: Role.MANAGER, password });
    await of.close();
    const manager = await signInTo(api.url, email, password);
    const codesOf = async (input: object, token = api.token) =>
      (
        await askAt(api.url, CreateWebhookEndpointDocument, { input: { url, ...input } as never }, token)
      ).errors?.map(({ extensions }) => extensions.code) ?? [];
    expect(await codesOf({}, manager.token)).toEqual(['FORBIDDEN']);
    const { errors } = await askAt(api.url, WebhookEndpointsDocument, {}, manager.token);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await codesOf({ url: 'ftp://example.com/' })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf({ url: 'http://user:secret@127.0.0.1/' })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf({ description: '' })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf({ channelIds: ['01990000-0000-7000-8000-000000000001'] })).toEqual(['NOT_FOUND']);
    const many = await Promise.all(
      Array.from({ length: 22 }, () => codesOf({ eventTypes: [], channelIds: [] })),
    );
    expect(many.flat()).toEqual(['LIMIT_REACHED', 'LIMIT_REACHED']);
    for (const { id } of (await api.run(WebhookEndpointsDocument, {})).webhookEndpoints)
      await api.run(DeleteWebhookEndpointDocument, { input: { id } });
  });
});

it('kill -9 of the process that delivers, again and again: nothing is lost, and each conversation is in order', async () => {
  const { createWebhookEndpoint: made } = await api.run(CreateWebhookEndpointDocument, {
    input: { url: receiver.url, eventTypes: ['MESSAGE_ADDED'] },
  });
  receiver.secrets = [made.secret ?? ''];
  receiver.received.length = 0;
  const phones = ['77012220001', '77012220002', '77012220003'];
  const expected = new Map(phones.map(phone => [phone, [] as string[]]));
  // Every seventh request fails once; the retry comes after five seconds, and the conversation waits.
  const failed = new Set<string>();
  let requests = 0;
  receiver.reply = ({ id }) => {
    requests += 1;
    if (requests % 7 !== 0 || failed.size === 4 || failed.has(id)) return 204;
    failed.add(id);
    return 500;
  };
  let count = 0;
  const addMessages = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const phone of phones) {
        count += 1;
        const text = `${phone} ${count}`;
        const message = { text, phone, messageId: `killed ${count}` };
        await waitFor(
          async () =>
            (await postChatFlow(serverAt(count).url, installation.webhookKey, message)) === 200 ||
            (await postChatFlow(serverAt(count + 1).url, installation.webhookKey, message)) === 200,
        );
        expected.get(phone)?.push(text);
      }
    }
  };
  for (const index of [0, 1, 0]) {
    const adding = addMessages(8);
    const before = receiver.received.length;
    await waitFor(() => receiver.received.length > before + 3);
    await serverAt(index).stop('SIGKILL');
    await adding;
    servers[index] = await start();
  }
  api = await signInTo(serverAt(0).url, installation.email, installation.password);
  await waitFor(async () => (await readPending()).join() === '0', { timeoutMs: 60_000 });
  for (const [phone, texts] of expected) expect(textsOf(phone)).toEqual(texts);
  expect(receiver.refused).toEqual([]);
  const rows = await readRows(
    database.url,
    `select status, count(*)::int as count from webhook_deliveries group by 1`,
  );
  expect(rows).toEqual([{ status: 'DELIVERED', count }]);
  const metrics = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  expect(metrics.join('\n')).toMatch(/trunkline_outgoing_webhooks_total\{outcome="delivered"\} [1-9]/);
});
