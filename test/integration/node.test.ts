/** `node` and `nodes` find every type that implements Node, with the access and the sight of its own root field. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, isInterfaceType } from 'graphql';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

let files: TestDatabase;
let database: Database;
let schema: GraphQLSchema;
let run: ReturnType<typeof createRunner>;
let tenant: SeededTenant;
let conversation: SeededConversation;
/** One id for each type. */
let ids: Record<string, string>;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  schema = await createSchema();
  run = createRunner(schema, database);
  tenant = await seedTenant(database, 'nodes');
  [conversation] = (await seedConversations(database, tenant, { messagesEach: 3 })) as [SeededConversation];
  ids = await fill();
});
afterAll(async () => {
  await database.close();
  await files.drop();
});

const sql = async (text: string, ...values: unknown[]) =>
  (await database.pool.query(text, values)).rows[0]?.id;

/** Signs a user in. @returns the id of the session, of whose family one row is used and one is current */
async function addSession(userId: string): Promise<string> {
  const family = uuidV7();
  for (const usedAt of [new Date(), null])
    await sql(
      `insert into sessions (id, tenant_id, user_id, family_id, token_hash, expires_at, used_at, created_at)
       values ($1::uuid, $2, $3, $4, $1::uuid::text, now() + interval '1 day', $5, now())`,
      ...[uuidV7(), tenant.tenantId, userId, family, usedAt],
    );
  return family;
}

/** A row of each type that the seed does not have. */
async function fill(): Promise<Record<string, string>> {
  const { tenantId, accountId, channelIds, users, topicIds, stageIds } = tenant;
  const [messageId = ''] = conversation.messageIds;
  const id = uuidV7;
  const bookingAccount = await sql(
    `insert into booking_accounts (id, tenant_id, name, webhook_key_hash, webhook_key_prefix, created_at) values ($1, $2, 'YClients', 'hash', 'abcd', now()) returning id`,
    id(),
    tenantId,
  );
  const salon = await sql(
    `insert into salons (id, tenant_id, account_id, company_id, name, timezone, grouping_seconds, reminder_hours, bot_comment_markers, created_at)
     values ($1, $2, $3, '1', 'Salon', 'Asia/Almaty', 0, '{}', '{}', now()) returning id`,
    id(),
    tenantId,
    bookingAccount,
  );
  const booking = await sql(
    `insert into bookings (id, tenant_id, salon_id, company_external_id, external_id, status, services, revision, created_at, updated_at)
     values ($1, $2, $3, '1', '1', 'ACTIVE', '[]', 1, now(), now()) returning id`,
    id(),
    tenantId,
    salon,
  );
  const endpoint = await sql(
    `insert into webhook_endpoints (id, tenant_id, url, secret_cipher, is_enabled, position, created_at)
     values ($1, $2, 'https://example.com/', 'none', false, 0, now()) returning id`,
    id(),
    tenantId,
  );
  return {
    Activity: await sql(
      `insert into activities (id, tenant_id, actor_kind, action, target_type, target_id, changes, created_at)
       values ($1, $2, 'OPERATOR', 'lead.updated', 'Lead', $3, '[]', now()) returning id`,
      id(),
      tenantId,
      conversation.leadId,
    ),
    AiAssistant: await sql(
      `insert into ai_assistants (id, tenant_id, name, mode, schedule, endpoint_url, model, instructions, max_output_tokens, timeout_seconds, wait_seconds, context_tokens, facts, allowed_links, languages, handoff_keywords, max_consecutive_answers, created_at)
       values ($1, $2, 'A', 'OFF', 'ALWAYS', 'https://a.example/', 'm', '', 400, 30, 6, 4000, '{}', '{}', '[]', '{}', 10, now()) returning id`,
      id(),
      tenantId,
    ),
    ApiToken: await sql(
      `insert into api_tokens (id, tenant_id, user_id, created_by_id, name, scopes, prefix, secret_hash, created_at)
       values ($1, $2, $3, $3, 'Program', '{READ}', 'tlk_abcd', 'hash', now()) returning id`,
      id(),
      tenantId,
      users.OWNER,
    ),
    Attachment: await sql(
      `insert into attachments (id, tenant_id, message_id, mime_type, state, created_at) values ($1, $2, $3, 'image/png', 'UNAVAILABLE', now()) returning id`,
      id(),
      tenantId,
      messageId,
    ),
    Notification: await sql(
      `insert into notifications (id, tenant_id, user_id, kind, conversation_id, created_at) values ($1, $2, $3, 'HANDOFF_REQUESTED', $4, now()) returning id`,
      id(),
      tenantId,
      users.OWNER,
      conversation.id,
    ),
    ReplySuggestion: await sql(
      `insert into reply_suggestions (id, tenant_id, conversation_id, assistant_id, text, status, created_at)
       values ($1, $2, $3, $1, 'A', 'DISMISSED', now()) returning id`,
      id(),
      tenantId,
      conversation.id,
    ),
    ScheduledReply: await sql(
      `insert into scheduled_replies (id, tenant_id, conversation_id, author_user_id, attachment_ids, send_at, cancel_on_inbound, status, created_at)
       values ($1, $2, $3, $4, '{}', now(), false, 'SENT', now()) returning id`,
      id(),
      tenantId,
      conversation.id,
      users.OWNER,
    ),
    AttributeDefinition: await sql(
      `insert into attribute_definitions (id, tenant_id, target, key, name, type, choices, position) values ($1, $2, 'CONTACT', 'a', 'A', 'TEXT', '{}', 0) returning id`,
      id(),
      tenantId,
    ),
    Booking: booking,
    BookingAccount: bookingAccount,
    BookingNotification: await sql(
      `insert into booking_notifications (id, tenant_id, booking_id, notification_type, decision, revision, dedupe_key, created_at) values ($1, $2, $3, 'CREATED', 'SKIPPED_NO_PHONE', 1, 'a', now()) returning id`,
      id(),
      tenantId,
      booking,
    ),
    CannedReply: await sql(
      `insert into canned_replies (id, tenant_id, shortcut, title, body) values ($1, $2, 'a', 'A', 'A') returning id`,
      id(),
      tenantId,
    ),
    Channel: channelIds[0],
    Contact: conversation.contactId,
    ContactIdentity: await sql(
      'select id from contact_identities where contact_id = $1',
      conversation.contactId,
    ),
    Conversation: conversation.id,
    Job: await sql(
      `insert into jobs (id, tenant_id, kind, status, dry_run, input, created_by_id, created_at) values ($1, $2, 'EXPORT', 'DONE', false, '{}', $3, now()) returning id`,
      id(),
      tenantId,
      users.OWNER,
    ),
    Label: await sql(
      `insert into labels (id, tenant_id, name, color) values ($1, $2, 'VIP', '#000000') returning id`,
      id(),
      tenantId,
    ),
    Lead: conversation.leadId,
    LeadStage: stageIds[0],
    Message: messageId,
    MessageTemplate: await sql(
      `insert into message_templates (id, tenant_id, account_id, name, language, status, body, variables, created_at, updated_at)
       values ($1, $2, $3, 'hello', 'ru', 'APPROVED', 'Hello', '{}', now(), now()) returning id`,
      id(),
      tenantId,
      accountId,
    ),
    Note: await sql(
      `insert into notes (id, tenant_id, conversation_id, author_kind, own_body, created_at) values ($1, $2, $3, 'SYSTEM', 'A note', now()) returning id`,
      id(),
      tenantId,
      conversation.id,
    ),
    ProviderAccount: accountId,
    RefusedWebhook: await sql(
      `insert into refused_webhooks (id, tenant_id, source, account_id, reason, hour, count, first_at, last_at, claimed_names)
       values ($1, $2, 'CHATFLOW', $3, 'KEY_UNKNOWN', now(), 1, now(), now(), '{}') returning id`,
      id(),
      tenantId,
      accountId,
    ),
    Salon: salon,
    Session: await addSession(users.MANAGER),
    Team: await sql(
      `insert into teams (id, tenant_id, name) values ($1, $2, 'Doors') returning id`,
      id(),
      tenantId,
    ),
    Tenant: tenantId,
    Topic: topicIds[0],
    User: users.MANAGER,
    WebhookDelivery: await sql(
      `insert into webhook_deliveries (id, tenant_id, endpoint_id, status, lane, attempts, created_at)
       values ($1, $2, $3, 'FAILED', 'none', '[]', now()) returning id`,
      id(),
      tenantId,
      endpoint,
    ),
    WebhookEndpoint: endpoint,
    WebhookEvent: await sql(
      `insert into webhook_events (id, tenant_id, account_id, channel_id, source, status, received_at, kept_body, headers)
       values ($1, $2, $3, $4, 'CHATFLOW', 'PROCESSED', now(), '{}', '{}') returning id`,
      id(),
      tenantId,
      accountId,
      channelIds[0],
    ),
  };
}

describe('an id', () => {
  it('is found whatever its type, in the order of the ids, in one statement for the types and one for each', async () => {
    const type = schema.getType('Node');
    const implemented = isInterfaceType(type)
      ? schema.getImplementations(type).objects.map(({ name }) => name)
      : [];
    expect(Object.keys(ids).sort()).toEqual([...implemented].sort());

    const wanted = Object.entries(ids).reverse();
    const { data, codes, statements } = await run(
      tenant,
      nodes,
      { ids: wanted.map(([, id]) => id) },
      Role.OWNER,
    );
    expect(codes).toEqual([]);
    expect(data.nodes).toEqual(wanted.map(([name, id]) => ({ __typename: name, id })));
    expect(statements.filter(({ statement }) => statement.name === 'node-types')).toHaveLength(1);
    // The files' message was read as a node already.
    expect(statements).toHaveLength(1 + wanted.length);
  });

  it('has the fields of its type, and may be written in capitals', async () => {
    const { data } = await run(
      tenant,
      'query ($id: ID!) { node(id: $id) { id ... on Contact { phone leads(first: 1) { nodes { id } } } ... on Lead { name } } }',
      { id: conversation.contactId.toUpperCase() },
    );
    expect(data.node).toEqual({
      id: conversation.contactId,
      phone: conversation.phone,
      leads: { nodes: [{ id: conversation.leadId }] },
    });
  });

  it('costs the same number of statements for one hundred ids', async () => {
    const more = await seedConversations(database, tenant, { count: 100 });
    const { data, statements } = await run(tenant, nodes, { ids: more.map(({ contactId }) => contactId) });
    expect(data.nodes.map((node: { id: string }) => node.id)).toEqual(more.map(({ contactId }) => contactId));
    expect(statements).toHaveLength(2);
  });
});

describe('null answers an id', () => {
  it('that is unknown, no id, or of another company, and the others are found', async () => {
    const foreign = await seedTenant(database, 'foreign');
    const [theirs] = await seedConversations(database, foreign, {});
    const unknown = [
      theirs?.id,
      theirs?.contactId,
      foreign.tenantId,
      uuidV7(),
      'nonsense',
      '',
      `${conversation.id} `,
    ];
    const { data, codes } = await run(tenant, nodes, { ids: [...unknown, conversation.id] });
    expect(codes).toEqual([]);
    expect(data.nodes).toEqual([
      ...unknown.map(() => null),
      { __typename: 'Conversation', id: conversation.id },
    ]);
    for (const id of unknown) {
      const one = await run(tenant, 'query ($id: ID!) { node(id: $id) { id } }', { id });
      expect([one.codes, one.data]).toEqual([[], { node: null }]);
    }
  });

  it.each([
    [Role.OWNER, []],
    [
      Role.MANAGER,
      [
        ...[
          'Activity',
          'ApiToken',
          'Notification',
          'BookingAccount',
          'Job',
          'ProviderAccount',
          'RefusedWebhook',
        ],
        ...['WebhookDelivery', 'WebhookEndpoint', 'WebhookEvent'],
      ],
    ],
    [
      Role.INTEGRATION,
      [
        ...['Activity', 'ApiToken', 'Notification', 'BookingAccount', 'Job', 'Session'],
        ...['WebhookDelivery', 'WebhookEndpoint'],
      ],
    ],
    [
      Role.READ_ONLY,
      [
        ...[
          'Activity',
          'ApiToken',
          'Notification',
          'BookingAccount',
          'Job',
          'ProviderAccount',
          'RefusedWebhook',
          'Session',
        ],
        ...['WebhookDelivery', 'WebhookEndpoint', 'WebhookEvent'],
      ],
    ],
  ])('that the root field of its type refuses to %s', async (role, refused) => {
    const { data } = await run(tenant, nodes, { ids: Object.values(ids) }, role);
    const found = data.nodes.flatMap((node: { __typename: string } | null) => node?.__typename ?? []);
    expect(Object.keys(ids).filter(name => !found.includes(name))).toEqual(refused);
  });

  it('of a session of a colleague with more rights, and of one that ended', async () => {
    const [own, owners] = [
      await addSession(tenant.users.HEAD_OF_SALES),
      await addSession(tenant.users.OWNER),
    ];
    const found = async (role: Role, ...wanted: string[]) =>
      (
        await run(
          tenant,
          'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Session { id isCurrent } } }',
          {
            ids: wanted,
          },
          role,
        )
      ).data.nodes;
    const shown = (id: string) => ({ id, isCurrent: false });
    expect(await found(Role.HEAD_OF_SALES, own, owners, ids.Session as string)).toEqual([
      shown(own),
      null,
      shown(ids.Session as string),
    ]);
    expect(await found(Role.OWNER, own, owners)).toEqual([shown(own), shown(owners)]);
    expect(await found(Role.MANAGER, own, owners)).toEqual([null, null]);
    await sql('update sessions set revoked_at = now() where family_id = $1', own);
    expect(await found(Role.OWNER, own)).toEqual([null]);
  });

  it('of the target of an activity that is gone, and the others are found', async () => {
    const gone = await sql(
      `insert into activities (id, tenant_id, actor_kind, action, target_type, target_id, changes, created_at)
       values ($1, $2, 'OPERATOR', 'channel.deleted', 'Channel', $3, '[]', now()) returning id`,
      uuidV7(),
      tenant.tenantId,
      uuidV7(),
    );
    const { data, codes, statements } = await run(
      tenant,
      '{ activities(first: 10) { nodes { id target { __typename id } } } }',
      {},
      Role.OWNER,
    );
    expect(codes).toEqual([]);
    expect(data.activities.nodes).toEqual([
      { id: gone, target: null },
      { id: ids.Activity, target: { __typename: 'Lead', id: conversation.leadId } },
    ]);
    // The page, the types of the targets, and one for the leads.
    expect(statements).toHaveLength(3);
  });

  it('of a file that is hidden with its deleted message, or that only waits for its message', async () => {
    const upload = await sql(
      `insert into attachments (id, tenant_id, mime_type, state, created_at) values ($1, $2, 'image/png', 'PENDING', now()) returning id`,
      uuidV7(),
      tenant.tenantId,
    );
    const found = async (id: string | undefined, role: Role) =>
      (await run(tenant, nodes, { ids: [id] }, role)).data.nodes[0] !== null;
    expect([await found(upload, Role.MANAGER), await found(upload, Role.READ_ONLY)]).toEqual([true, false]);
    await sql("update attachments set purpose = 'EXPORT' where id = $1", upload);
    expect([await found(upload, Role.MANAGER), await found(upload, Role.OWNER)]).toEqual([false, true]);
    await database.pool.query('update tenants set shows_deleted_text = false where id = $1', [
      tenant.tenantId,
    ]);
    await database.pool.query('update messages set deleted_at = now() where id = $1', [ids.Message]);
    expect([await found(ids.Attachment, Role.MANAGER), await found(ids.Attachment, Role.OWNER)]).toEqual([
      false,
      true,
    ]);
    expect(await found(ids.Message, Role.MANAGER)).toBe(true);
  });

  it('to nobody who is not signed in, and not for more than 100', async () => {
    expect((await run(tenant, nodes, { ids: [conversation.id] }, null)).codes).toEqual(['UNAUTHENTICATED']);
    const many = Array.from({ length: 101 }, () => conversation.id);
    expect((await run(tenant, nodes, { ids: many })).codes).toEqual(['BAD_USER_INPUT']);
  });
});
