/** The row that a send reads, and the message that its provider gets. */
import { tableOf } from '../database/columns.js';
import { as, bool, orNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { MessageStatus } from '../domain/delivery-status.js';
import type { AuthorKind, ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import type { SendJob } from '../messages/send-job.js';
import { shareStatement } from '../messages/shared-statement.js';
import type { OutboundAttachment, OutboundMessage, OutboundTemplate } from '../providers/contract/send.js';

/** A message with what its provider needs to send it. */
export interface OutgoingRow {
  readonly status: MessageStatus;
  readonly text: string | null;
  readonly hasAttachments: boolean;
  readonly authorKind: AuthorKind;
  readonly quotedExternalId: string | null;
  readonly templateId: string | null;
  readonly templateVariables: Readonly<Record<string, string>> | null;
  readonly templateName: string | null;
  readonly templateLanguage: string | null;
  readonly templateExternalId: string | null;
  readonly address: string;
  readonly optedOutReason: string | null;
  readonly isOptedOut: boolean;
  readonly channelExternalId: string;
  readonly isDefaultChannel: boolean;
  readonly hasSendFault: boolean;
  readonly kind: ProviderKind;
  readonly accountId: string;
  readonly credentialsCipher: string | null;
  readonly credentialsAccepted: boolean | null;
}

const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('c');
const channel = tableOf(Channel).of('h');
const account = tableOf(ProviderAccount).of('a');
const identity = tableOf(ContactIdentity).of('i');
const template = tableOf(MessageTemplate).of('t');

const outgoingStatement = statement(
  'outbox-outgoing',
  sql`select ${as('messageId', message.id)}, ${as('status', message.status)}, ${as('text', message.text)},
          ${as('quotedExternalId', message.replyToExternalId)}, ${as('templateId', message.templateId)},
          ${as('templateVariables', message.templateVariables)}, ${as('templateName', orNull(template.name))},
          ${as('templateLanguage', orNull(template.language))}, ${as('templateExternalId', orNull(template.externalId))},
          ${as('hasAttachments', message.hasAttachments)}, ${as('authorKind', message.authorKind)}, ${as('address', conversation.address)},
          ${as('isOptedOut', bool(`${identity.optedOutAt} is not null`))}, ${as('optedOutReason', identity.optedOutReason)},
          ${as('channelExternalId', channel.externalId)}, ${as('isDefaultChannel', channel.isDefault)},
          ${as('hasSendFault', bool(`${channel.sendFault} is not null`))},
          ${as('kind', channel.kind)}, ${as('accountId', account.id)}, ${as('credentialsCipher', account.credentialsCipher)},
          ${as('credentialsAccepted', account.credentialsAccepted)}
     from ${tableOf(Message).table} m
     join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
     join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId}
     join ${tableOf(ContactIdentity).table} i on ${identity.id} = ${conversation.identityId}
     join ${tableOf(ProviderAccount).table} a on ${account.id} = ${channel.accountId}
     left join ${tableOf(MessageTemplate).table} t on ${template.id} = ${message.templateId}
    where ${message.tenantId} = $1 and ${message.id} = any($2::uuid[])`,
);

/** Reads the row of a message; null when it was removed. Reads of a company that are due at the same time share a statement. */
export const readOutgoing = shareStatement<string, OutgoingRow | null>(
  async (database, tenantId, messageIds) => {
    const rows = await database.query(outgoingStatement, [tenantId, messageIds]);
    const byId = new Map<string, OutgoingRow>(rows.map(row => [row.messageId, row]));
    return messageIds.map(id => byId.get(id) ?? null);
  },
  { bytesOf: () => bytesOfRead },
);

/** What a read takes while it waits: an id. */
const bytesOfRead = 512;

/** The message as its provider gets it. */
export const toOutbound = (
  job: SendJob,
  row: OutgoingRow,
  attachments: readonly OutboundAttachment[],
  publicUrl: string | null,
): OutboundMessage => ({
  messageId: job.messageId,
  from: row.channelExternalId,
  isDefaultChannel: row.isDefaultChannel,
  to: row.address,
  text: row.text,
  attachments,
  quotedExternalId: row.quotedExternalId,
  template: toTemplate(row),
  publicUrl,
});

function toTemplate(row: OutgoingRow): OutboundTemplate | null {
  const { templateId, templateName: name, templateLanguage: language } = row;
  if (templateId === null || name === null || language === null) return null;
  return { name, language, externalId: row.templateExternalId, variables: row.templateVariables ?? {} };
}
