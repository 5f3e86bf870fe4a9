/** Rows for tests of reads: inserted directly into the tables, as the write path is not under test. */
import { tableOf } from '../../src/database/columns.js';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/database.js';
import { publishParameters, publishStatement } from '../../src/database/publish.js';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { IdentityKind } from '../../src/domain/identity/identity-kind.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import {
  AuthorKind,
  ChannelStatus,
  EventType,
  MessageDirection,
  MessageKind,
  ProviderKind,
  Role,
} from '../../src/domain/vocabulary.js';
import { Channel } from '../../src/entities/channel.entity.js';
import { Contact } from '../../src/entities/contact.entity.js';
import { ContactIdentity } from '../../src/entities/contact-identity.entity.js';
import { Conversation } from '../../src/entities/conversation.entity.js';
import { EventCounter } from '../../src/entities/event-counter.entity.js';
import { Lead } from '../../src/entities/lead.entity.js';
import { LeadStage } from '../../src/entities/lead-stage.entity.js';
import { Message } from '../../src/entities/message.entity.js';
import { ProviderAccount } from '../../src/entities/provider-account.entity.js';
import { Tenant } from '../../src/entities/tenant.entity.js';
import { Topic } from '../../src/entities/topic.entity.js';
import { User } from '../../src/entities/user.entity.js';

type EntityClassOf<Row> = new () => Row;

/** Opens a database for a test; a broken connection fails the test by its query, so the log stays silent. */
export function openTestDatabase(url: string): Promise<Database> {
  return openDatabase({ url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
}

/** Inserts rows of an entity in one statement; missing properties get the column's default or null. */
export async function insertRows<Row extends object>(
  database: Database,
  entity: EntityClassOf<Row>,
  rows: readonly Partial<Row>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { table, column } = tableOf(entity as never) as { table: string; column: Record<string, string> };
  const names = Object.keys(first);
  const columns = names.map(name => column[name]).join(', ');
  const unquoted = (name: string) => column[name]?.slice(1, -1) ?? name;
  const records = rows.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [unquoted(k), v])));
  const text = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`;
  const values = [JSON.stringify(records)];
  if (rows.length < manyRows) await database.query({ name: '', text }, values);
  else await insertMany(database, text, values);
}

const manyRows = 200;

/**
 * The checks of foreign keys keep the plan that a connection made first. Made while a table was small, it reads all rows
 * for each new one: 13 s of processor time for 8,000 conversations.
 */
async function insertMany(database: Database, text: string, values: readonly string[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('discard plans');
    await client.query('set enable_seqscan = off');
    await client.query(text, [...values]);
    await client.query('reset enable_seqscan');
  } finally {
    client.release();
  }
}

/** A tenant with users of every role, one account, three numbers, a pipeline and two topics. */
export interface SeededTenant {
  readonly tenantId: string;
  readonly users: Readonly<Record<Role, string>>;
  readonly accountId: string;
  readonly channelIds: readonly [string, string, string];
  /** New, in progress, done. */
  readonly stageIds: readonly [string, string, string];
  readonly topicIds: readonly [string, string];
}

/** Inserts a tenant. */
export async function seedTenant(database: Database, slug: string): Promise<SeededTenant> {
  const tenantId = uuidV7();
  const createdAt = new Date();
  const ids = <Count extends 2 | 3>(count: Count) =>
    Array.from({ length: count }, uuidV7) as unknown as Count extends 2
      ? [string, string]
      : [string, string, string];
  const [accountId, channelIds, stageIds, topicIds] = [uuidV7(), ids(3), ids(3), ids(2)];
  const users = Object.fromEntries(Object.values(Role).map(role => [role, uuidV7()])) as Record<Role, string>;
  const place = { defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
  await insertRows(database, Tenant, [
    {
      id: tenantId,
      slug,
      name: slug,
      ...place,
      replyWindowHours: 24,
      webhookRetentionDays: 90,
      recentActivityMinutes: 5,
      createdAt,
    },
  ]);
  await insertRows(database, EventCounter, [{ tenantId, position: 0, droppedThrough: 0 }]);
  await insertRows(
    database,
    User,
    Object.entries(users).map(([role, id]) => ({
      id,
      tenantId,
      email: `${role.toLowerCase()}@${slug}.test`,
      name: role,
      role: role as Role,
      availability: 'OFFLINE' as never,
      passwordHash: 'none',
      sessionEpoch: 0,
      createdAt,
    })),
  );
  await insertRows(database, ProviderAccount, [
    {
      id: accountId,
      tenantId,
      kind: ProviderKind.CHATFLOW,
      name: 'ChatFlow',
      webhookKeyHash: accountId,
      webhookKeyPrefix: 'abcd',
      acceptsBareLoopback: false,
      createdAt,
    },
  ]);
  await insertRows(
    database,
    Channel,
    channelIds.map((id, n) => ({
      id,
      tenantId,
      accountId,
      kind: ProviderKind.CHATFLOW,
      externalId: `instance_${n}`,
      displayName: `Number ${n}`,
      isDefault: false,
      status: ChannelStatus.ACTIVE,
      createdAt,
    })),
  );
  const names = ['New', 'In work', 'Done'];
  await insertRows(
    database,
    LeadStage,
    stageIds.map((id, n) => ({ id, tenantId, name: names[n] ?? '', position: n, isTerminal: n === 2 })),
  );
  await insertRows(
    database,
    Topic,
    topicIds.map((id, n) => ({ id, tenantId, name: `Topic ${n}`, keywords: [`word${n}`] })),
  );
  return { tenantId, users, accountId, channelIds, stageIds, topicIds };
}

/** One conversation with its own contact, and the requested number of messages. */
export interface SeededConversation {
  readonly id: string;
  readonly contactId: string;
  readonly leadId: string;
  readonly channelId: string;
  readonly phone: string;
  /** Oldest first; inbound, except every third. */
  readonly messageIds: readonly string[];
}

/** Options of `seedConversations`. */
export interface ConversationOptions {
  readonly count?: number;
  readonly messagesEach?: number;
  readonly channelId?: string;
  readonly assigneeId?: string;
  readonly withEvents?: boolean;
}

let seeded = 0;

/** Inserts conversations; each later one has later activity. */
export async function seedConversations(
  database: Database,
  tenant: SeededTenant,
  {
    count = 1,
    messagesEach = 1,
    channelId = tenant.channelIds[0],
    assigneeId,
    withEvents = false,
  }: ConversationOptions = {},
): Promise<SeededConversation[]> {
  const { tenantId, stageIds } = tenant;
  const createdAt = new Date();
  const list = Array.from({ length: count }, () => {
    seeded += 1;
    return {
      n: seeded,
      id: uuidV7(),
      contactId: uuidV7(),
      identityId: uuidV7(),
      leadId: uuidV7(),
      channelId,
      phone: `+7701${String(seeded).padStart(7, '0')}`,
      messageIds: Array.from({ length: messagesEach }, () => uuidV7()),
    };
  });
  const common = { tenantId, createdAt };
  await insertRows(
    database,
    Contact,
    list.map(row => ({
      ...common,
      id: row.contactId,
      displayName: `Person ${row.n}`,
      phone: row.phone,
      matchKey: `tel:${row.phone}`,
    })),
  );
  await insertRows(
    database,
    ContactIdentity,
    list.map(row => ({
      id: row.identityId,
      tenantId,
      contactId: row.contactId,
      kind: IdentityKind.WHATSAPP_JID,
      rawValue: `${row.phone.slice(1)}@c.us`,
      canonical: `${row.phone.slice(1)}@s.whatsapp.net`,
      matchKeys: [`tel:${row.phone}`],
      channelId,
      firstSeenAt: createdAt,
    })),
  );
  await insertRows(
    database,
    Lead,
    list.map(row => ({
      ...common,
      id: row.leadId,
      contactId: row.contactId,
      channelId,
      stageId: stageIds[0],
      name: `Person ${row.n}`,
      phone: row.phone,
      source: ProviderKind.CHATFLOW,
      updatedAt: createdAt,
    })),
  );
  const isInbound = (n: number) => n % 3 !== 2;
  await insertRows(
    database,
    Conversation,
    list.map(row => ({
      ...common,
      id: row.id,
      channelId,
      contactId: row.contactId,
      identityId: row.identityId,
      leadId: row.leadId,
      address: `${row.phone.slice(1)}@c.us`,
      status: 'OPEN' as never,
      handoff: 'HUMAN_ACTIVE' as never,
      assigneeId: assigneeId ?? null,
      unreadCount: row.messageIds.filter((_, n) => isInbound(n)).length,
      lastMessageId: row.messageIds.at(-1) ?? null,
      lastActivityAt: new Date(createdAt.getTime() + row.n),
      lastInboundAt: createdAt,
    })),
  );
  await insertRows(
    database,
    Message,
    list.flatMap(row =>
      row.messageIds.map((id, n) => ({
        ...common,
        id,
        conversationId: row.id,
        channelId,
        direction: isInbound(n) ? MessageDirection.INBOUND : MessageDirection.OUTBOUND,
        kind: MessageKind.TEXT,
        text: `Message ${n} of ${row.n}`,
        authorKind: isInbound(n) ? AuthorKind.CONTACT : AuthorKind.SYSTEM,
        status: isInbound(n) ? MessageStatus.RECEIVED : MessageStatus.SENT,
        externalId: `ext-${id}`,
        hasAttachments: false,
        sentAt: createdAt,
      })),
    ),
  );
  if (withEvents) {
    const events = list.flatMap(row =>
      row.messageIds.map(id => ({
        kind: EventType.MESSAGE_ADDED,
        subjectId: id,
        channelId,
        conversationId: row.id,
        messageId: id,
      })),
    );
    await database.query(publishStatement, publishParameters(tenantId, events));
  }
  return list;
}
