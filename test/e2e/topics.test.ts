/** Topics and stages over GraphQL, and their effect on webhooks in every process. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  InboxDocument,
  LeadStagesDocument,
  LeadsDocument,
  ListsStreamDocument,
  MatchTopicsDocument,
  TopicsDocument,
  UpsertLeadStageDocument,
  UpsertTopicDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

/** Two servers on one database. */
let servers: readonly [TestApp, TestApp];
let token: string;
let key: string;
let messages = 0;

beforeAll(async () => {
  const first = await startTestApp();
  const second = await startTestApp({ databaseUrl: first.databaseUrl });
  servers = [first, second];
  const company = await first.addTenant('acme', Role.OWNER);
  token = company.token;
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  const { webhookKey } = await connectProvider(first.app.database, cipher, company.tenantId, {
    ...{ kind: ProviderKind.CHATFLOW, name: 'ChatFlow' },
    credentials: { apiToken: 'a-token', instanceId: 'instance_a' },
  });
  key = webhookKey;
});
afterAll(async () => {
  await servers?.[1].stop();
  await servers?.[0].stop();
});

/** Posts a message of a new contact; the topic of their lead. */
async function topicOfMessage(server: TestApp, text: string): Promise<string | null> {
  messages += 1;
  const phone = `7702${String(messages).padStart(7, '0')}`;
  const { status } = await server.post(`/webhooks/chatflow?key=${key}`, {
    message: text,
    metadata: {
      ...{ remoteJid: `${phone}@s.whatsapp.net`, sender: 'Person' },
      messageId: `message ${messages}`,
    },
  });
  expect(status).toBe(200);
  const { leads } = await server.run(LeadsDocument, {}, token);
  const lead = leads.nodes.find(node => node.phone === `+${phone}`);
  if (!lead) throw new Error('The message opened no lead.');
  return lead.topic?.name ?? null;
}

const upsertTopic = async (input: object) =>
  (await servers[0].run(UpsertTopicDocument, { input }, token)).upsertTopic.topic;

describe('a company without SQL', () => {
  it('adds a topic, tests its keywords, and the webhooks of every process use it', async () => {
    // Both processes have the account with its old topics in their caches.
    for (const server of servers) expect(await topicOfMessage(server, 'сколько стоят обои?')).toBeNull();
    const { syncCursor } = (await servers[1].run(InboxDocument, { first: 1 }, token)).conversations;
    const stream = collect(servers[1].connect(token), ListsStreamDocument, { after: syncCursor });

    const topic = await upsertTopic({ name: 'Обои', keywords: ['обои', 'флизелин'] });
    expect((await servers[1].run(TopicsDocument, {}, token)).topics).toContainEqual(topic);
    const { matchTopics } = await servers[1].run(MatchTopicsDocument, { text: 'Есть обои?' }, token);
    expect(matchTopics).toEqual({
      topic: { id: topic.id, name: 'Обои' },
      candidates: [
        { topic: { id: topic.id, name: 'Обои' }, count: 1, keywords: [{ keyword: 'обои', words: 'обои' }] },
      ],
    });
    for (const server of servers)
      await waitFor(async () => (await topicOfMessage(server, 'сколько стоят обои?')) === 'Обои');

    await upsertTopic({ id: topic.id, keywords: ['флизелин'] });
    for (const server of servers)
      await waitFor(async () => (await topicOfMessage(server, 'и обои есть?')) === null);
    expect(await topicOfMessage(servers[1], 'флизелиновые')).toBe('Обои');

    await upsertTopic({ id: topic.id, isArchived: true });
    for (const server of servers)
      await waitFor(async () => (await topicOfMessage(server, 'флизелин')) === null);

    const changes = () =>
      stream.items.flatMap(({ events }) =>
        events.__typename === 'DomainEvent' && events.type === 'TENANT_UPDATED' ? [events] : [],
      );
    await waitFor(() => changes().length === 3);
    for (const { changed, node } of changes()) {
      expect(changed).toEqual(['topics']);
      expect(node).toMatchObject({ __typename: 'Tenant', slug: 'acme' });
    }
    expect(stream.errors).toEqual([]);
  });

  it('archives the first stage with its leads, and new leads of every process open at the next one', async () => {
    const server = servers[0];
    const before = (await server.run(LeadStagesDocument, {}, token)).leadStages;
    expect(before.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Новый', 'OPEN'],
      ['В работе', 'OPEN'],
      ['Успешно', 'WON'],
      ['Отказ', 'LOST'],
    ]);
    const [first, second] = before;
    const refused = await server.ask(
      UpsertLeadStageDocument,
      { input: { id: first?.id, isArchived: true } },
      token,
    );
    expect(refused.errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'IN_USE' } }]);
    const input = { id: first?.id, isArchived: true, moveLeadsToId: second?.id };
    await server.run(UpsertLeadStageDocument, { input }, token);
    const stages = (await server.run(LeadStagesDocument, {}, token)).leadStages;
    expect(stages.map(({ name }) => name)).toEqual(['В работе', 'Успешно', 'Отказ']);

    const atStage = async (id: string | undefined) =>
      (await server.app.database.pool.query('select count(*)::int as n from leads where stage_id = $1', [id]))
        .rows[0].n;
    for (const each of servers) {
      await waitFor(async () => {
        const known = await atStage(second?.id);
        await topicOfMessage(each, 'здравствуйте');
        return (await atStage(second?.id)) === known + 1;
      });
    }
    // Leads of webhooks that still had the old first stage: the repeated call moves them.
    await server.run(UpsertLeadStageDocument, { input }, token);
    expect(await atStage(first?.id)).toBe(0);
  });
});
