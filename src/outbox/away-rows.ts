/** Statements of the away text. */
import { tableOf } from '../database/columns.js';
import { as, bool, notNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AuthorKind, ChannelStatus, MessageDirection } from '../domain/vocabulary.js';
import { AwayReply } from '../entities/away-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { hasNoJobSql } from '../jobs/add-job.js';
import { addAwayReplyJob, awayReplyKey } from '../messages/away-job.js';

const messages = tableOf(Message);
const message = messages.of('m');
const later = messages.of('o');
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const channel = tableOf(Channel).of('h');
const tenant = tableOf(Tenant).of('t');
const identity = tableOf(ContactIdentity).of('i');
const replies = tableOf(AwayReply);
const reply = replies.of('r');

const zone = as('timezone', tenant.timezone);
const companyHours = as('companyHours', tenant.businessHours);
const companyText = as('companyText', tenant.awayText);
const channelHours = as('channelHours', channel.businessHours);
const channelText = as('channelText', channel.awayText);

/** $1 tenant, $2 message. */
export const findWritten = statement(
  'away-find-written',
  sql`select ${as('conversationId', message.conversationId)}, ${as('createdAt', message.createdAt)}, ${as('sentAt', message.sentAt)},
          ${as('isWritten', bool(`${message.sentAt} <= coalesce(${conversation.lastInboundAt}, '-infinity')`))},
          ${as(
            'isAnswered',
            bool(`exists (select 1 from ${messages.table} o
               where ${later.conversationId} = ${conversation.id} and ${later.id} > ${message.id}
                 and ${later.direction} = ${quoted(MessageDirection.OUTBOUND)} and ${later.authorKind} <> ${quoted(AuthorKind.SYSTEM)})`),
          )},
          ${as('address', conversation.address)}, ${as('lastInboundAt', conversation.lastInboundAt)},
          ${as('kind', channel.kind)}, ${as('channelId', channel.id)}, ${as('accountId', channel.accountId)},
          ${as('channelStatus', channel.status)}, ${as('optedOutAt', identity.optedOutAt)},
          ${as('optedOutReason', identity.optedOutReason)}, ${zone}, ${companyHours}, ${companyText}, ${channelHours}, ${channelText}
     from ${messages.table} m
     join ${conversations.table} c on ${conversation.id} = ${message.conversationId}
     join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId}
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${message.tenantId}
     join ${tableOf(ContactIdentity).table} i on ${identity.id} = ${conversation.identityId}
    where ${message.tenantId} = $1 and ${message.id} = $2 and ${message.direction} = ${quoted(MessageDirection.INBOUND)}`,
);

/** Locks the conversation's row. $1 conversation, $2 tenant. @returns when the text was sent last */
export const considerConversation = statement(
  'away-consider',
  sql`insert into ${replies.table} as r (${replies.list(['conversationId', 'tenantId', 'consideredAt'])})
   values ($1, $2, now())
   on conflict (${replies.column.conversationId}) do update set ${replies.column.consideredAt} = now()
   returning ${as('sentAt', reply.sentAt)}`,
);

/** $1 conversation, $2 message. */
export const noteSent = statement(
  'away-note-sent',
  `update ${replies.table} set ${replies.column.sentAt} = now(), ${replies.column.messageId} = $2
    where ${replies.column.conversationId} = $1`,
);

/** The hours of a queued away text; no row for any other message. $1 tenant, $2 message. */
export const findQueuedText = statement(
  'away-find-queued',
  sql`select ${as('sentAt', notNull(reply.sentAt))}, ${zone}, ${companyHours}, ${companyText}, ${channelHours}, ${channelText}
     from ${messages.table} m
     join ${replies.table} r on ${reply.conversationId} = ${message.conversationId} and ${reply.messageId} = ${message.id}
     join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId}
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${message.tenantId}
    where ${message.tenantId} = $1 and ${message.id} = $2`,
);

/** Active channels with business hours and an away text. */
export const listAwayChannels = statement(
  'away-channels',
  sql`select ${as('channelId', channel.id)}, ${as('tenantId', channel.tenantId)}, ${zone}, ${companyHours}, ${companyText}, ${channelHours}, ${channelText}
     from ${tableOf(Channel).table} h join ${tableOf(Tenant).table} t on ${tenant.id} = ${channel.tenantId}
    where ${channel.status} = ${quoted(ChannelStatus.ACTIVE)}
      and coalesce(${channel.businessHours}, ${tenant.businessHours}) is not null
      and coalesce(${channel.awayText}, ${tenant.awayText}) is not null`,
);

/** $1 tenants, $2 channels that are closed now, $3 minimum age in ms. */
export const enqueueMissed = statement(
  'away-enqueue-missed',
  `select ${addAwayReplyJob({ tenantId: 'lost.tenant_id', messageId: 'lost.message_id', conversationId: 'lost.conversation_id' })}
     from (
       select ${conversation.tenantId} as tenant_id, ${conversation.id} as conversation_id, n.id as message_id
         from ${conversations.table} c
         join lateral (select ${message.id} as id from ${messages.table} m
               where ${message.conversationId} = ${conversation.id} and ${message.direction} = ${quoted(MessageDirection.INBOUND)}
               order by ${message.id} desc limit 1) n on true
         left join ${replies.table} r on ${reply.conversationId} = ${conversation.id}
        where ${conversation.tenantId} = any($1::uuid[]) and ${conversation.channelId} = any($2::uuid[])
          and ${conversation.lastActivityAt} > now() - interval '1 hour'
          and ${conversation.lastInboundAt} > now() - interval '1 hour'
          and ${conversation.lastInboundAt} < now() - $3::float8 * interval '1 ms'
          and coalesce(${reply.consideredAt}, '-infinity') < ${conversation.lastInboundAt}
          and coalesce(${reply.sentAt}, '-infinity') < now() - interval '12 hours'
          and ${hasNoJobSql(awayReplyKey(conversation.id))}
        order by ${conversation.lastActivityAt} limit 500) lost`,
);
