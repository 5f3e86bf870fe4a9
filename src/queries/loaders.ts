/** Batch loaders of all to-one and to-many relations of the schema, for one request. */
import type { EntityClass } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { Label } from '../entities/label.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageReaction } from '../entities/message-reaction.entity.js';
import { MessageRevision } from '../entities/message-revision.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Note } from '../entities/note.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';
import { Team } from '../entities/team.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { hiddenOfUser, User } from '../entities/user.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { assistantsById } from './ai-assistants.js';
import {
  type ChannelActivity,
  type ChannelBacklog,
  loadChannelActivity,
  loadChannelBacklog,
} from './channel-facts.js';
import { type AnsweredMessage, loadAnswered, loadPositions } from './message-facts.js';
import { loadNextAttempts } from './next-attempts.js';
import { createListLoader, RowLoader } from './row-loader.js';
import type * as rows from './rows.js';
import { rowsById } from './rows-by-id.js';
import { loadKeptBodies, loadOriginals } from './webhook-event-facts.js';

/** The loaders of one request. */
export interface Loaders {
  readonly account: RowLoader<rows.ProviderAccountRow>;
  readonly assistant: RowLoader<rows.AiAssistantRow>;
  readonly channel: RowLoader<rows.ChannelRow>;
  readonly contact: RowLoader<rows.ContactRow>;
  readonly conversation: RowLoader<rows.ConversationRow>;
  readonly identity: RowLoader<rows.ContactIdentityRow>;
  readonly job: RowLoader<rows.DataJobRow>;
  readonly label: RowLoader<rows.LabelRow>;
  readonly lead: RowLoader<rows.LeadRow>;
  readonly message: RowLoader<rows.MessageRow>;
  /** Removed ones too, for the messages that used them. */
  readonly messageTemplate: RowLoader<rows.MessageTemplateRow>;
  readonly note: RowLoader<rows.NoteRow>;
  readonly stage: RowLoader<rows.LeadStageRow>;
  readonly team: RowLoader<rows.TeamRow>;
  readonly topic: RowLoader<rows.TopicRow>;
  readonly user: RowLoader<rows.UserRow>;
  readonly webhookEvent: RowLoader<rows.WebhookEventRow>;
  readonly attachmentsOfMessage: DataLoader<string, readonly rows.AttachmentRow[]>;
  readonly identitiesOfContact: DataLoader<string, readonly rows.ContactIdentityRow[]>;
  readonly sendAttemptsOfMessage: DataLoader<string, readonly rows.SendAttemptRow[]>;
  readonly reactionsOfMessage: DataLoader<string, readonly rows.MessageReactionRow[]>;
  readonly revisionsOfMessage: DataLoader<string, readonly rows.MessageRevisionRow[]>;
  readonly statusHistoryOfMessage: DataLoader<string, readonly rows.MessageStatusChangeRow[]>;
  /** The event log position of a message's insert; 0 when the log no longer contains it. */
  readonly positionOfMessage: DataLoader<string, number>;
  /** When a message will be tried next; null when no job waits for it. */
  readonly nextAttemptOfMessage: DataLoader<string, Date | null>;
  /** The message that another one replies to. */
  readonly answeredMessage: DataLoader<AnsweredMessage, rows.MessageRow | null, string>;
  readonly activityOfChannel: DataLoader<string, ChannelActivity>;
  readonly backlogOfChannel: DataLoader<string, ChannelBacklog>;
  /** The stored body of a ledger event. */
  readonly keptBodyOfEvent: DataLoader<string, string | null>;
  /** The original event of a duplicate, which had the effect. */
  readonly originalOfEvent: DataLoader<rows.WebhookEventRow, rows.WebhookEventRow | null, string>;
  /** A loader by parent id that is created on first use; `key` names what it loads. */
  byParent<Value>(
    key: string,
    fetch: (parentIds: readonly string[]) => Promise<readonly Value[]>,
  ): DataLoader<string, Value>;
  /** Clears all caches; after a write in the same request. */
  clearAll(): void;
}

function byParentId<Entity extends { tenantId: string }>(
  entity: EntityClass<Entity>,
  parent: Extract<keyof Entity, string>,
  order: (columns: { readonly [P in Extract<keyof Entity, string>]: string }) => string,
  only: (columns: { readonly [P in Extract<keyof Entity, string>]: string }) => string = () => 'true',
) {
  const table = tableOf(entity);
  const columns = table.of('r');
  const { tenantId } = columns;
  return tenantStatement(
    `${table.table}-by-${parent}`,
    sql`select ${table.select('r')} from ${table.table} r
      where ${tenantId} = $1 and ${columns[parent]} = any($2::uuid[]) and ${only(columns)} order by ${order(columns)}`,
  );
}

const statements = {
  account: rowsById(ProviderAccount),
  assistant: assistantsById,
  channel: rowsById(Channel),
  contact: rowsById(Contact),
  conversation: rowsById(Conversation),
  identity: rowsById(ContactIdentity),
  job: rowsById(DataJob, ['input', 'state']),
  label: rowsById(Label),
  lead: rowsById(Lead),
  message: rowsById(Message),
  messageTemplate: rowsById(MessageTemplate),
  note: rowsById(Note),
  stage: rowsById(LeadStage),
  team: rowsById(Team),
  topic: rowsById(Topic),
  user: rowsById(User, hiddenOfUser),
  webhookEvent: rowsById(WebhookEvent, ['keptBody']),
  attachments: byParentId(Attachment, 'messageId', r => r.id),
  identities: byParentId(ContactIdentity, 'contactId', r => r.id),
  attempts: byParentId(SendAttempt, 'messageId', r => r.number),
  // Removed reactions stay as rows without an emoji.
  reactions: byParentId(
    MessageReaction,
    'messageId',
    r => `${r.at}, ${r.id}`,
    r => `${r.emoji} is not null`,
  ),
  revisions: byParentId(MessageRevision, 'messageId', r => `${r.replacedAt}, ${r.id}`),
  history: byParentId(MessageStatusChange, 'messageId', r => r.id),
};

/** Creates the loaders for one request of one tenant. */
export function createLoaders(reader: TenantReader): Loaders {
  const all: { clearAll(): unknown }[] = [];
  const kept = <Loader extends { clearAll(): unknown }>(loader: Loader): Loader => {
    all.push(loader);
    return loader;
  };
  const one = <Row extends { readonly id: string }>(statement: TenantStatement<Row>) =>
    kept(new RowLoader<Row>(ids => reader.rows(statement, ids)));
  const many = <Row extends object>(statement: TenantStatement<Row>, parentOf: (row: Row) => string | null) =>
    kept(createListLoader<Row>(ids => reader.rows(statement, ids), parentOf));
  const custom = new Map<string, DataLoader<string, unknown>>();
  return {
    account: one(statements.account),
    assistant: one(statements.assistant),
    channel: one(statements.channel),
    contact: one(statements.contact),
    conversation: one(statements.conversation),
    identity: one(statements.identity),
    job: one(statements.job),
    label: one(statements.label),
    lead: one(statements.lead),
    message: one(statements.message),
    messageTemplate: one(statements.messageTemplate),
    note: one(statements.note),
    stage: one(statements.stage),
    team: one(statements.team),
    topic: one(statements.topic),
    user: one(statements.user),
    webhookEvent: one(statements.webhookEvent),
    attachmentsOfMessage: many(statements.attachments, row => row.messageId),
    identitiesOfContact: many(statements.identities, row => row.contactId),
    sendAttemptsOfMessage: many(statements.attempts, row => row.messageId),
    reactionsOfMessage: many(statements.reactions, row => row.messageId),
    revisionsOfMessage: many(statements.revisions, row => row.messageId),
    statusHistoryOfMessage: many(statements.history, row => row.messageId),
    positionOfMessage: kept(new DataLoader(ids => loadPositions(reader, ids))),
    nextAttemptOfMessage: kept(new DataLoader(ids => loadNextAttempts(reader, ids))),
    answeredMessage: kept(
      new DataLoader(keys => loadAnswered(reader, keys), {
        cacheKeyFn: key => `${key.channelId} ${key.externalId}`,
      }),
    ),
    activityOfChannel: kept(new DataLoader(ids => loadChannelActivity(reader, ids))),
    backlogOfChannel: kept(new DataLoader(ids => loadChannelBacklog(reader, ids))),
    keptBodyOfEvent: kept(new DataLoader(ids => loadKeptBodies(reader, ids))),
    originalOfEvent: kept(
      new DataLoader(events => loadOriginals(reader, events), { cacheKeyFn: event => event.id }),
    ),
    byParent: <Value>(key: string, fetch: (parentIds: readonly string[]) => Promise<readonly Value[]>) => {
      const known = custom.get(key) as DataLoader<string, Value> | undefined;
      if (known) return known;
      const loader = new DataLoader<string, Value>(fetch);
      custom.set(key, loader as DataLoader<string, unknown>);
      return loader;
    },
    clearAll: () => {
      for (const loader of all) loader.clearAll();
      custom.clear();
    },
  };
}
