/** A tenant with several numbers and conversations by plain SQL, and a scripted provider. */
import { type Database, openDatabase } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { openSessionLocks } from '../../src/jobs/session-locks.js';
import { createPacer, type Pacer } from '../../src/outbox/pacer.js';
import { chatflow } from '../../src/providers/chatflow/index.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { OutboundMessage, SendOutcome } from '../../src/providers/contract/send.js';
import { createTestDatabase } from './test-database.js';

/** A separate open database with one tenant. */
export interface OutboxFixture {
  readonly database: Database;
  readonly tenant: TenantFixture;
  /** The pacer of a process, for jobs that a test runs itself. */
  readonly pacer: Pacer;
  addTenant(): Promise<TenantFixture>;
  close(): Promise<void>;
}

/** A tenant with a user and a provider account. */
export interface TenantFixture {
  readonly tenantId: string;
  readonly userId: string;
  readonly accountId: string;
  /** Adds a number and returns its id. */
  addChannel(externalId: string): Promise<string>;
  /** Adds a contact on a number and returns the conversation's id. */
  addConversation(channelId: string, phone: string): Promise<string>;
  /** Adds an inbound message; returns its id. */
  addInbound(conversationId: string): Promise<string>;
}

/** One row of the event log. */
export interface EventRow {
  readonly position: number;
  readonly kind: string;
  readonly messageId: string | null;
  readonly changed: readonly string[];
}

/** The messages that the provider received, in order. */
export type Sent = OutboundMessage;

/** A provider whose outcomes a test decides. */
export interface ScriptedProvider extends Provider {
  readonly sent: Sent[];
  /** Decides the outcome of each send; by default accepts everything. */
  answer: (message: OutboundMessage) => SendOutcome | Promise<SendOutcome>;
}

export async function createOutboxFixture(): Promise<OutboxFixture> {
  const file = await createTestDatabase();
  const database = await openDatabase({ url: file.url, poolSize: 12, timeoutMs: 60_000, log: () => {} });
  const locks = await openSessionLocks(file.url, () => {});
  const pacer = createPacer(locks);
  let tenants = 0;
  const addTenant = () => makeTenant(database, `tenant-${++tenants}`);
  return {
    database,
    tenant: await addTenant(),
    pacer,
    addTenant,
    close: async () => {
      pacer.close();
      await locks.close();
      await database.close();
      await file.drop();
    },
  };
}

async function makeTenant(database: Database, slug: string): Promise<TenantFixture> {
  const { pool } = database;
  const [tenantId, userId, accountId] = [uuidV7(), uuidV7(), uuidV7()];
  await pool.query(
    `insert into tenants (id, slug, name, default_country, timezone, locale, created_at)
     values ($1, $2, $2, 'KZ', 'Asia/Almaty', 'ru', now())`,
    [tenantId, slug],
  );
  await pool.query('insert into event_counters (tenant_id) values ($1)', [tenantId]);
  await pool.query(
    `insert into users (id, tenant_id, email, name, role, password_hash, created_at)
     values ($1, $2, $3, 'Мария', 'MANAGER', 'none', now())`,
    [userId, tenantId, `${slug}@example.test`],
  );
  await pool.query(
    `insert into provider_accounts (id, tenant_id, kind, name, webhook_key_hash, webhook_key_prefix, created_at)
     values ($1, $2, 'CHATFLOW', 'ChatFlow', $3, 'key', now())`,
    [accountId, tenantId, uuidV7()],
  );
  return {
    tenantId,
    userId,
    accountId,
    addChannel: async externalId => {
      const id = uuidV7();
      await pool.query(
        `insert into channels (id, tenant_id, account_id, kind, external_id, display_name, created_at)
         values ($1, $2, $3, 'CHATFLOW', $4, $4, now())`,
        [id, tenantId, accountId, externalId],
      );
      return id;
    },
    addConversation: async (channelId, phone) => {
      const [contactId, identityId, id] = [uuidV7(), uuidV7(), uuidV7()];
      await pool.query(
        `insert into contacts (id, tenant_id, match_key, created_at) values ($1, $2, $1::uuid::text, now())`,
        [contactId, tenantId],
      );
      await pool.query(
        `insert into contact_identities (id, tenant_id, contact_id, kind, raw_value, canonical, match_keys, first_seen_at)
         values ($1, $2, $3, 'WHATSAPP_JID', $4, $1::uuid::text, '{}', now())`,
        [identityId, tenantId, contactId, `${phone}@s.whatsapp.net`],
      );
      await pool.query(
        `insert into conversations (id, tenant_id, channel_id, contact_id, identity_id, address, last_activity_at, created_at)
         values ($1, $2, $3, $4, $5, $6, now() - interval '1 day', now() - interval '1 day')`,
        [id, tenantId, channelId, contactId, identityId, `${phone}@s.whatsapp.net`],
      );
      return id;
    },
    addInbound: async conversationId => {
      const id = uuidV7();
      await pool.query(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, external_id, sent_at, created_at)
         select $1, tenant_id, id, channel_id, 'INBOUND', 'TEXT', 'Здравствуйте', 'CONTACT', 'RECEIVED', $1::uuid::text, now(), now()
           from conversations where id = $2`,
        [id, conversationId],
      );
      return id;
    },
  };
}

/** A provider that accepts everything until a test changes `answer`. */
export function createScriptedProvider(
  capabilities: Partial<Provider['capabilities']> = {},
): ScriptedProvider {
  const unused = (): never => {
    throw new Error('The outbox has no business with this part of a provider.');
  };
  const provider: ScriptedProvider = {
    kind: ProviderKind.CHATFLOW,
    source: 'CHATFLOW' as Provider['source'],
    displayName: 'Scripted',
    webhookPath: '/webhooks/scripted',
    routes: [],
    capabilities: {
      idempotentSend: false,
      echoesOutbound: false,
      deliveryReceipts: true,
      readReceipts: true,
      media: false,
      templates: false,
      listsTemplates: false,
      quotes: true,
      signedWebhooks: false,
      statusCorrelation: false,
      maxTextLength: 100,
      sendsPerSecond: null,
      replyWindowHours: null,
      ...capabilities,
    },
    sent: [],
    answer: () => accepted(),
    mediaLimits: () => null,
    parseCredentials: unused,
    credentialFields: {},
    identify: unused,
    verify: unused,
    parse: unused,
    firstChannels: unused,
    addresses: chatflow.addresses,
    documentation: chatflow.documentation,
    simulator: { account: chatflow.simulator.account, inbound: unused, answer: unused },
    send: async message => {
      provider.sent.push(message);
      return provider.answer(message);
    },
  };
  return provider;
}

/** The provider accepted the message. */
export const accepted = (externalId: string | null = null): SendOutcome => ({
  outcome: 'ACCEPTED',
  externalId,
  httpStatus: 200,
  providerRequestId: 'request-1',
});

/** One message's row, as tests read it. */
export interface MessageState {
  readonly status: string;
  readonly channelId: string;
  readonly externalId: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly failureRetryable: boolean | null;
}

/** The state of a message. */
export async function messageState({ pool }: Database, id: string): Promise<MessageState> {
  const { rows } = await pool.query<MessageState>(
    `select status, channel_id as "channelId", external_id as "externalId", failure_code as "failureCode",
            failure_message as "failureMessage", failure_retryable as "failureRetryable"
       from messages where id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error(`No message ${id}.`);
  return rows[0];
}

/** The history of a message: `STATUS` if it advanced the message, `(STATUS)` if not. */
export async function historyOf({ pool }: Database, id: string): Promise<string[]> {
  const { rows } = await pool.query<{ told: string }>(
    `select case when applied then status else '(' || status || ')' end as told
       from message_status_changes where message_id = $1 order by id`,
    [id],
  );
  return rows.map(row => row.told);
}

/** The outcomes of a message's attempts. */
export async function attemptsOf({ pool }: Database, id: string): Promise<string[]> {
  const { rows } = await pool.query<{ outcome: string }>(
    'select outcome from send_attempts where message_id = $1 order by number',
    [id],
  );
  return rows.map(row => row.outcome);
}

/** The events about a message, in order. */
export async function eventsOf({ pool }: Database, id: string): Promise<EventRow[]> {
  const { rows } = await pool.query<EventRow>(
    `select position, kind, message_id as "messageId", changed from domain_events where message_id = $1 order by position`,
    [id],
  );
  return rows;
}

/** A waiting or running job. */
export interface JobRow {
  readonly key: string | null;
  readonly delayMs: number;
  readonly attempts: number;
  readonly lockedBy: string | null;
}

/** All jobs. */
export async function jobsOf({ pool }: Database): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    `select key, extract(epoch from run_at - now())::float8 * 1000 as "delayMs", attempts, locked_by as "lockedBy"
       from graphile_worker.jobs order by run_at, id`,
  );
  return rows;
}
