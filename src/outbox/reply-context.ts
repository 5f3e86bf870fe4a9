/**
 * Reads everything that a reply is checked against, in one statement for every kind of reply; replies of a company that come at
 * the same time share it.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, orNull, sql, typedAs } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { ChannelStatus } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { shareStatement } from '../messages/shared-statement.js';
import type { ReplyInput } from './reply-input.js';
import type { WindowFacts } from './reply-window.js';

/** The conversation with its number, and the objects that the reply names. */
export interface ReplyContext extends WindowFacts {
  readonly optedOutAt: Date | null;
  readonly optedOutReason: string | null;
  readonly channelId: string;
  readonly channelExternalId: string;
  readonly channelStatus: ChannelStatus;
  /** Its number's row. */
  readonly channel: Readonly<Channel>;
  readonly assigneeId: string | null;
  /** Setting of the company. */
  readonly assignsOnReply: boolean;
  readonly accountId: string;
  /** The message to reply to; null when the conversation has none with this id. */
  readonly repliedId: string | null;
  readonly repliedExternalId: string | null;
  /** The earlier message of the idempotency key. */
  readonly keptId: string | null;
  readonly keptConversationId: string | null;
  readonly keptText: string | null;
  readonly keptTemplateId: string | null;
  readonly keptTemplateVariables: Readonly<Record<string, string>> | null;
  /** Ids of its files, in order; null when it has none. */
  readonly keptFileIds: readonly string[] | null;
  /** The template to send; null when the company has none with this id. */
  readonly templateId: string | null;
  readonly templateAccountId: string | null;
  readonly templateStatus: string | null;
  readonly templateBody: string | null;
  readonly templateVariables: readonly string[] | null;
}

const conversation = tableOf(Conversation).of('c');
const channel = tableOf(Channel).of('h');
const replied = tableOf(Message).of('r');
const kept = tableOf(Message).of('k');
const template = tableOf(MessageTemplate).of('t');
const file = tableOf(Attachment).of('f');
const identity = tableOf(ContactIdentity).of('i');
const tenant = tableOf(Tenant).of('t0');

const channels = tableOf(Channel);
const channelNames = Object.keys(channels.column) as (keyof Channel)[];

// The join is lateral, so that it is planned as for one reply.
const contextStatement = statement(
  'reply-context',
  sql`select ${as('place', int('w.place'))}, f.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[])
            with ordinality as w(conversation_id, replied_id, key, template_id, place) cross join lateral (
   select ${channels.select('h')}, ${as('channelId', conversation.channelId)}, ${as('address', conversation.address)},
          ${as('lastInboundAt', conversation.lastInboundAt)}, 
          ${as('assigneeId', conversation.assigneeId)}, ${as('assignsOnReply', tenant.assignsOnReply)},
          ${as('optedOutAt', identity.optedOutAt)}, ${as('optedOutReason', identity.optedOutReason)},
          ${as('repliedId', orNull(replied.id))}, ${as('repliedExternalId', orNull(replied.externalId))},
          ${as('keptId', orNull(kept.id))}, ${as('keptConversationId', orNull(kept.conversationId))}, ${as('keptText', orNull(kept.text))},
          ${as('keptTemplateId', orNull(kept.templateId))}, ${as('keptTemplateVariables', orNull(kept.templateVariables))},
          ${as(
            'keptFileIds',
            orNull(
              typedAs<
                readonly string[]
              >(`case when ${kept.hasAttachments} then (select array_agg(${file.id}::text order by ${file.id})
            from ${tableOf(Attachment).table} f where ${file.messageId} = ${kept.id}) end`),
            ),
          )},
          ${as('templateId', orNull(template.id))}, ${as('templateAccountId', orNull(template.accountId))},
          ${as('templateStatus', orNull(template.status))}, ${as('templateBody', orNull(template.body))},
          ${as('templateVariables', orNull(template.variables))}
     from ${tableOf(Conversation).table} c
     join ${tableOf(Channel).table} h on ${channel.id} = ${conversation.channelId}
     join ${tableOf(Tenant).table} t0 on ${tenant.id} = ${conversation.tenantId}
     join ${tableOf(ContactIdentity).table} i on ${identity.id} = ${conversation.identityId}
     left join ${tableOf(Message).table} r on ${replied.id} = w.replied_id and ${replied.conversationId} = ${conversation.id}
     left join ${tableOf(Message).table} k on ${kept.tenantId} = $1 and ${kept.idempotencyKey} = w.key
     left join ${tableOf(MessageTemplate).table} t
       on ${template.id} = w.template_id and ${template.tenantId} = $1 and ${template.removedAt} is null
    where ${conversation.tenantId} = $1 and ${conversation.id} = w.conversation_id offset 0) f`,
);

type ContextCall = Pick<ReplyInput, 'conversationId' | 'idempotencyKey' | 'replyToMessageId' | 'templateId'>;

const readTogether = shareStatement<ContextCall, ReplyContext | null>(
  async (database, tenantId, calls) => {
    const rows = await database.query(contextStatement, [
      tenantId,
      calls.map(call => call.conversationId),
      calls.map(call => toUuid(call.replyToMessageId)),
      calls.map(call => call.idempotencyKey ?? null),
      calls.map(call => toUuid(call.templateId)),
    ]);
    const contexts: (ReplyContext | null)[] = calls.map(() => null);
    for (const row of rows) contexts[row.place - 1] = toContext(row);
    return contexts;
  },
  { bytesOf: ({ idempotencyKey }) => bytesOfRead + 2 * (idempotencyKey?.length ?? 0) },
);

/** What a read takes while it waits: some ids. */
const bytesOfRead = 512;

function toContext(row: RowOf<typeof contextStatement>): ReplyContext {
  const channel = Object.fromEntries(channelNames.map(name => [name, row[name]])) as unknown as Channel;
  return { ...row, channel, channelExternalId: channel.externalId, channelStatus: channel.status };
}

const toUuid = (id: string | null | undefined): string | null => (id != null && isUuid(id) ? id : null);

/** Reads the context. @throws NotFoundError when the company has no such conversation */
export async function readReplyContext(
  database: Database,
  tenantId: string,
  { conversationId, idempotencyKey, replyToMessageId, templateId }: ReplyInput,
): Promise<ReplyContext> {
  const call = { conversationId, idempotencyKey, replyToMessageId, templateId };
  if (!isUuid(conversationId)) throw new NotFoundError('conversation', conversationId);
  const context = await readTogether(database, tenantId, call);
  if (!context) throw new NotFoundError('conversation', conversationId);
  return context;
}
