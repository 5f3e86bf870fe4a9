/** The entities match the migrated database, and constraints hold below every layer of Trunkline. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { tableOf } from '../../src/database/columns.js';
import type { Database } from '../../src/database/database.js';
import { createOrmOptions } from '../../src/database/orm-options.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { entities } from '../../src/entities/index.js';
import { readRows } from '../support/message-rows.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Hand-written in the migration, because the mapper cannot declare them. */
const handWritten = [
  'check messages.messages_outbound_has_author',
  'column webhook_events.created_at',
  'foreign key conversations.conversations_channel_tenant_foreign',
  'foreign key messages.messages_conversation_channel_tenant_foreign',
  'foreign key salons.salons_notice_channel_tenant_foreign',
  'setting conversations: {fillfactor=80}',
  'setting event_counters: {fillfactor=50}',
  'trigger api_tokens.api_tokens_announce_access',
  'trigger attachments.attachments_are_fetched',
  'trigger channels.channels_announce_account',
  'trigger channels.channels_announce_account_change',
  'trigger channels.channels_note_status',
  'trigger channels.channels_release_messages',
  'trigger contacts.contacts_count_versions',
  'trigger conversations.conversations_channel_is_immutable',
  'trigger conversations.conversations_count_versions',
  'trigger lead_stages.lead_stages_announce_account',
  'trigger lead_stages.lead_stages_announce_account_change',
  'trigger leads.leads_count_versions',
  'trigger messages.messages_count_versions',
  'trigger provider_accounts.provider_accounts_announce_account',
  'trigger provider_accounts.provider_accounts_announce_account_change',
  'trigger sessions.sessions_announce_access',
  'trigger tenants.tenants_announce_access',
  'trigger tenants.tenants_announce_account_change',
  'trigger topics.topics_announce_account',
  'trigger topics.topics_announce_account_change',
  'trigger users.users_announce_access',
];

let files: TestDatabase;
let database: Database;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
});
afterAll(async () => {
  await database.close();
  await files.drop();
});

describe('a migrated database', () => {
  it("leaves the mapper's schema generator nothing to do but to drop what was written by hand", async () => {
    const options = createOrmOptions(files.url);
    const schemaGenerator = { ...options.schemaGenerator, ignoreSchema: ['graphile_worker'] };
    const orm = await MikroORM.init({ ...options, schemaGenerator });
    try {
      const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
      expect(sql.split('\n').filter(line => line !== '')).toEqual([
        'alter table "salons" drop constraint "salons_notice_channel_tenant_foreign";',
        'alter table "conversations" drop constraint "conversations_channel_tenant_foreign";',
        'alter table "messages" drop constraint "messages_conversation_channel_tenant_foreign";',
        'drop trigger if exists "tenants_announce_access" on "tenants";',
        'drop function if exists "tenants_tenants_announce_access_fn"();',
        'drop trigger if exists "tenants_announce_account_change" on "tenants";',
        'drop function if exists "tenants_tenants_announce_account_change_fn"();',
        'drop trigger if exists "provider_accounts_announce_account" on "provider_accounts";',
        'drop function if exists "provider_accounts_provider_accounts_announce_account_fn"();',
        'drop trigger if exists "provider_accounts_announce_account_change" on "provider_accounts";',
        'drop function if exists "provider_accounts_provider_accounts_announce_account_change_fn"();',
        'drop trigger if exists "lead_stages_announce_account" on "lead_stages";',
        'drop function if exists "lead_stages_lead_stages_announce_account_fn"();',
        'drop trigger if exists "lead_stages_announce_account_change" on "lead_stages";',
        'drop function if exists "lead_stages_lead_stages_announce_account_change_fn"();',
        'drop trigger if exists "contacts_count_versions" on "contacts";',
        'drop function if exists "contacts_contacts_count_versions_fn"();',
        'drop trigger if exists "channels_announce_account" on "channels";',
        'drop function if exists "channels_channels_announce_account_fn"();',
        'drop trigger if exists "channels_announce_account_change" on "channels";',
        'drop function if exists "channels_channels_announce_account_change_fn"();',
        'drop trigger if exists "channels_note_status" on "channels";',
        'drop function if exists "channels_channels_note_status_fn"();',
        'drop trigger if exists "channels_release_messages" on "channels";',
        'drop function if exists "channels_channels_release_messages_fn"();',
        'drop trigger if exists "topics_announce_account" on "topics";',
        'drop function if exists "topics_topics_announce_account_fn"();',
        'drop trigger if exists "topics_announce_account_change" on "topics";',
        'drop function if exists "topics_topics_announce_account_change_fn"();',
        'drop trigger if exists "users_announce_access" on "users";',
        'drop function if exists "users_users_announce_access_fn"();',
        'drop trigger if exists "sessions_announce_access" on "sessions";',
        'drop function if exists "sessions_sessions_announce_access_fn"();',
        'drop trigger if exists "leads_count_versions" on "leads";',
        'drop function if exists "leads_leads_count_versions_fn"();',
        'drop trigger if exists "conversations_channel_is_immutable" on "conversations";',
        'drop function if exists "conversations_conversations_channel_is_immutable_fn"();',
        'drop trigger if exists "conversations_count_versions" on "conversations";',
        'drop function if exists "conversations_conversations_count_versions_fn"();',
        'alter table "messages" drop constraint "messages_outbound_has_author";',
        'drop trigger if exists "messages_count_versions" on "messages";',
        'drop function if exists "messages_messages_count_versions_fn"();',
        'drop trigger if exists "attachments_are_fetched" on "attachments";',
        'drop function if exists "attachments_attachments_are_fetched_fn"();',
        'drop trigger if exists "api_tokens_announce_access" on "api_tokens";',
        'drop function if exists "api_tokens_api_tokens_announce_access_fn"();',
        'alter table "webhook_events" drop column "created_at";',
        'drop function if exists "advance_messages"(uuid, text, uuid[], uuid[], uuid[], text[], uuid[]);',
        'drop function if exists "claim_queued_messages"(uuid, uuid[], bigint[], text[], integer, uuid[], uuid[], boolean, integer, bigint, integer, timestamp with time zone, messages, conversations, channels, contacts);',
        'drop function if exists "conclude_accepted_messages"(uuid, uuid[], uuid[], integer[], text[], integer[], text[], integer, uuid[], bigint[], text[], boolean, integer, bigint, timestamp with time zone, messages, conversations, channels, contacts);',
        'drop function if exists "event_log_epoch"();',
        'drop function if exists "store_inbound_messages"(inbound_message[], boolean, text);',
        'drop function if exists "store_replies"(new_reply[], integer, boolean, text);',
      ]);
    } finally {
      await orm.close(true);
    }
  });

  it('has the very columns, indexes and constraints that a database made from the entities has', async () => {
    const declared = await createTestDatabase();
    const orm = await MikroORM.init(createOrmOptions(declared.url));
    try {
      await readRows(declared.url, 'drop schema public cascade');
      await readRows(declared.url, 'create schema public');
      await orm.schema.create();
      const inEntities = await describeSchema(declared.url);
      const inMigrations = await describeSchema(files.url);
      expect(inEntities.size).toBeGreaterThan(250);
      expect([...inEntities.difference(inMigrations)]).toEqual([]);
      const extra = [...inMigrations.difference(inEntities)].map(line => line.replace(/ := .*/s, ''));
      expect(extra.sort()).toEqual(handWritten);
    } finally {
      await orm.close(true);
      await declared.drop();
    }
  });
});

/** One line for everything in the schema, except the migration tables. */
async function describeSchema(url: string): Promise<Set<string>> {
  const rows = await readRows<{ line: string }>(
    url,
    `with t as (select oid as table_id, relname, reloptions from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'trunkline_migrations')
     select format('column %s.%s := %s%s default %s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                   case when a.attnotnull then ' not null' else '' end, coalesce(pg_get_expr(d.adbin, d.adrelid), '-')) as line
       from t join pg_attribute a on a.attrelid = t.table_id and a.attnum > 0 and not a.attisdropped
       left join pg_attrdef d on d.adrelid = t.table_id and d.adnum = a.attnum
     union all
     select format('index %s.%s := %s', t.relname, i.relname, pg_get_indexdef(i.oid))
       from t join pg_index x on x.indrelid = t.table_id join pg_class i on i.oid = x.indexrelid
     union all
     select format('%s %s.%s := %s', case c.contype when 'f' then 'foreign key' when 'c' then 'check' when 'u' then 'unique' else 'primary key' end,
                   t.relname, c.conname, pg_get_constraintdef(c.oid))
       from t join pg_constraint c on c.conrelid = t.table_id where c.contype in ('p', 'u', 'f', 'c')
     union all
     select format('trigger %s.%s := %s', t.relname, g.tgname, pg_get_triggerdef(g.oid))
       from t join pg_trigger g on g.tgrelid = t.table_id and not g.tgisinternal
     union all
     select format('setting %s: %s', t.relname, t.reloptions) from t where t.reloptions is not null`,
  );
  return new Set(rows.map(row => row.line));
}

describe('the names that hand-written SQL uses', () => {
  it.each(entities.map(entity => [entity.name, entity] as const))(
    'of %s are those that the mapper found',
    async (_name, entity) => {
      const meta = (await database.mapper()).getMetadata().get(entity as never);
      const { table, column } = tableOf(entity as never) as { table: string; column: Record<string, string> };
      const ofMapper = Object.values(meta.properties)
        .filter(property => property.persist !== false)
        .map(({ name, fieldNames }) => [String(name), fieldNames.map(field => `"${field}"`).join()]);
      expect(table).toBe(`"${meta.tableName}"`);
      expect(Object.fromEntries(ofMapper)).toEqual(column);
    },
  );

  it('fit the database: every one can be selected', async () => {
    for (const entity of entities) {
      const { table, select } = tableOf(entity as never) as ReturnType<typeof tableOf>;
      await database.pool.query(`select ${select('t')} from ${table} t limit 0`);
    }
  });
});

describe('the database by itself', () => {
  let tenant: SeededTenant;
  let other: SeededTenant;
  let conversation: SeededConversation;
  let foreign: SeededConversation;

  beforeAll(async () => {
    tenant = await seedTenant(database, 'acme');
    other = await seedTenant(database, 'other');
    [conversation] = (await seedConversations(database, tenant)) as [SeededConversation];
    [foreign] = (await seedConversations(database, other)) as [SeededConversation];
  });

  const refused = async (sql: string, ...values: unknown[]) => {
    const outcome = await database.pool.query(sql, values).then(
      () => 'done',
      (error: { code: string; constraint?: string }) => error.constraint ?? error.code,
    );
    return outcome;
  };
  const addMessage = (conversationId: string, channelId: string, tenantId: string) =>
    refused(
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, sent_at, created_at)
       values ($1, $4, $2, $3, 'OUTBOUND', 'TEXT', 'SYSTEM', 'QUEUED', now(), now())`,
      uuidV7(),
      conversationId,
      channelId,
      tenantId,
    );

  it('takes a message on the channel and of the tenant of its conversation, and no other', async () => {
    const { tenantId, channelIds } = tenant;
    const rule = 'messages_conversation_channel_tenant_foreign';
    expect(await addMessage(conversation.id, conversation.channelId, tenantId)).toBe('done');
    expect(await addMessage(conversation.id, channelIds[1], tenantId)).toBe(rule);
    expect(await addMessage(conversation.id, conversation.channelId, other.tenantId)).toBe(rule);
    expect(await addMessage(conversation.id, foreign.channelId, tenantId)).toBe(rule);
    expect(await addMessage(uuidV7(), conversation.channelId, tenantId)).toBe(rule);
  });

  it('lets no message move to another channel, conversation or tenant', async () => {
    const move = (set: string, value: string) =>
      refused(`update messages set ${set} = $2 where id = $1`, conversation.messageIds[0], value);
    const rule = 'messages_conversation_channel_tenant_foreign';
    expect(await move('channel_id', tenant.channelIds[1])).toBe(rule);
    expect(await move('conversation_id', foreign.id)).toBe(rule);
    expect(await move('tenant_id', other.tenantId)).toBe(rule);
  });

  it('never changes the channel of a conversation, and takes a channel of its own tenant only', async () => {
    const move = (set: string, value: string) =>
      refused(`update conversations set ${set} = $2 where id = $1`, conversation.id, value);
    expect(await move('channel_id', tenant.channelIds[1])).toBe('23001');
    expect(await move('channel_id', foreign.channelId)).toBe('23001');
    expect(await move('channel_id', conversation.channelId)).toBe('done');
    // A conversation without messages: no other constraint could reject it.
    await database.pool.query('delete from messages where conversation_id = $1', [foreign.id]);
    const moved = await refused(
      'update conversations set tenant_id = $2 where id = $1',
      foreign.id,
      tenant.tenantId,
    );
    expect(moved).toBe('conversations_channel_tenant_foreign');
  });

  it('has one conversation for an address on a channel, and one message for a provider id on it', async () => {
    expect(
      await refused(
        `insert into conversations (id, tenant_id, channel_id, contact_id, identity_id, address, last_activity_at, created_at)
         select $2, tenant_id, channel_id, contact_id, identity_id, address, now(), now() from conversations where id = $1`,
        conversation.id,
        uuidV7(),
      ),
    ).toBe('conversations_channel_identity_key');
    expect(
      await refused(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, external_id, sent_at, created_at)
         select $2, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, external_id, now(), now() from messages where id = $1`,
        conversation.messageIds[0],
        uuidV7(),
      ),
    ).toBe('messages_channel_external_id_key');
  });

  it('has one message for an idempotency key of a tenant, and takes the same key from another', async () => {
    const add = (row: SeededConversation, tenantId: string) =>
      refused(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, idempotency_key, sent_at, created_at)
         values ($1, $4, $2, $3, 'OUTBOUND', 'TEXT', 'SYSTEM', 'QUEUED', 'key', now(), now())`,
        uuidV7(),
        row.id,
        row.channelId,
        tenantId,
      );
    expect(await add(conversation, tenant.tenantId)).toBe('done');
    expect(await add(conversation, tenant.tenantId)).toBe('messages_idempotency_key');
    expect(await add(foreign, other.tenantId)).toBe('done');
  });

  it('takes no inbound message that a user wrote', async () => {
    expect(
      await refused(
        `update messages set direction = 'INBOUND', author_kind = 'USER' where id = $1`,
        conversation.messageIds[0],
      ),
    ).toBe('messages_outbound_has_author');
  });
});
