/**
 * Use case `startConversation`: a first message, on a channel that the caller chooses, as no conversation decides it.
 * Contact, lead, conversation, message and job commit together.
 */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, orNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import {
  BadUserInputError,
  ChannelNotActiveError,
  IdempotencyKeyReusedError,
  NotFoundError,
  OwnNumberError,
} from '../domain/errors.js';
import { type ChannelNames, isOwnPhone, toOwnKeys } from '../domain/identity/own-addresses.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { cleanText } from '../domain/text.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { addMessage, toAddedEvent } from '../messages/add-message.js';
import {
  type ContactRoute,
  ensureContactConversation,
  findRecipient,
  toContactAddress,
} from '../people/contact-conversation.js';
import { firstStageOf } from '../people/open-lead.js';
import { upsertPhoneContact } from '../people/phone-contact.js';
import { checkIdempotencyKey, isSameContent, type KeptContent, unlessKept } from './idempotency-key.js';
import { type ContentFacts, toReplyContent } from './reply-content.js';
import type { SendReplyOptions, SentReply } from './send-reply.js';

/** Recipient, channel and content of a first message. */
export interface StartConversationInput {
  readonly channelId: string;
  /** In any spelling. */
  readonly phone: string;
  readonly text?: string | null;
  readonly templateId?: string | null;
  readonly templateVariables?: unknown;
  readonly idempotencyKey: string;
}

/** A first message on behalf of a user. */
export interface StartConversationRequest {
  readonly tenantId: string;
  readonly authorUserId: string;
  readonly input: StartConversationInput;
}

/** Queues a first message; resolves when it is committed. */
export type StartConversation = (request: StartConversationRequest) => Promise<SentReply>;

interface StartContext
  extends Omit<ContentFacts, 'address' | 'lastInboundAt' | 'optedOutAt' | 'optedOutReason'>,
    KeptContent {
  readonly channelStatus: ChannelStatus;
  readonly channelExternalId: string;
  readonly firstStageId: string | null;
  readonly keptId: string | null;
  readonly keptChannelId: string | null;
  readonly keptAddress: string | null;
  readonly defaultCountry: string;
  readonly channelNames: readonly ChannelNames[];
}

const channel = tableOf(Channel).of('h');
const kept = tableOf(Message).of('k');
const conversation = tableOf(Conversation).of('c');
const template = tableOf(MessageTemplate).of('p');
const tenant = tableOf(Tenant).of('t');

const contextStatement = statement(
  'start-conversation-context',
  sql`select ${as('channelId', channel.id)}, ${as('kind', channel.kind)}, ${as('accountId', channel.accountId)},
          ${as('channelStatus', channel.status)}, ${as('channelExternalId', channel.externalId)},
          ${as('firstStageId', firstStageOf('$1'))},
          ${as('keptId', orNull(kept.id))}, ${as('keptChannelId', orNull(kept.channelId))}, ${as('keptText', orNull(kept.text))},
          ${as('keptTemplateId', orNull(kept.templateId))}, ${as('keptTemplateVariables', orNull(kept.templateVariables))},
          ${as('keptAddress', orNull(conversation.address))}, ${as('defaultCountry', tenant.defaultCountry)}, ${as('channelNames', channelNamesOf('$1'))},
          ${as('templateId', orNull(template.id))}, ${as('templateAccountId', orNull(template.accountId))},
          ${as('templateStatus', orNull(template.status))}, ${as('templateBody', orNull(template.body))},
          ${as('templateVariables', orNull(template.variables))}
     from ${tableOf(Channel).table} h
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${channel.tenantId}
     left join ${tableOf(Message).table} k on ${kept.tenantId} = $1 and ${kept.idempotencyKey} = $3
     left join ${tableOf(Conversation).table} c on ${conversation.id} = ${kept.conversationId}
     left join ${tableOf(MessageTemplate).table} p
       on ${template.id} = $4 and ${template.tenantId} = $1 and ${template.removedAt} is null
    where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);

/**
 * Creates the use case. A known contact is used, and so is their conversation on the channel.
 *
 * It throws NotFoundError, BadUserInputError, ChannelNotActiveError, IdempotencyKeyReusedError and the errors of
 * `toReplyContent`; nothing is written then.
 */
export function createStartConversation({ database, getProvider }: SendReplyOptions): StartConversation {
  return async ({ tenantId, authorUserId, input }) => {
    const { channelId, templateId, templateVariables, idempotencyKey } = input;
    const words = { text: cleanText(input.text ?? ''), templateId, templateVariables };
    checkIdempotencyKey(idempotencyKey);
    const context = await readContext(database, tenantId, input);
    const phone = identifyPhone(input.phone, context.defaultCountry);
    if (!phone) throw new BadUserInputError('phone', 'must be a phone number that exists');
    const toRoute = (contactId: string): ContactRoute => ({
      ...{ tenantId, channelId: context.channelId, channelKind: context.kind },
      ...{ channelExternalId: context.channelExternalId, contactId, phone: phone.e164, name: null },
      firstStageId: context.firstStageId,
    });
    const toRepeated = (now: StartContext): SentReply | null => {
      if (now.keptId === null) return null;
      const isSame =
        now.keptChannelId === now.channelId &&
        digitsOf(now.keptAddress) === digitsOf(toContactAddress(toRoute(''))) &&
        isSameContent(now, words);
      if (!isSame) throw new IdempotencyKeyReusedError(idempotencyKey);
      return { messageId: now.keptId, repeated: true };
    };
    const repeated = toRepeated(context);
    if (repeated) return repeated;
    if (isOwnPhone(phone.e164, toOwnKeys(context.channelNames, context.defaultCountry)))
      throw new OwnNumberError('phone');
    const findKept = async () => toRepeated(await readContext(database, tenantId, input));
    return unlessKept(idempotencyKey, findKept, async () => {
      if (context.channelStatus !== ChannelStatus.ACTIVE) {
        throw new ChannelNotActiveError(channelId, context.channelStatus);
      }
      const messageId = await database.publish(tenantId, async transaction => {
        const contact = await upsertPhoneContact(transaction, tenantId, phone.e164, null);
        const route = toRoute(contact.id);
        const recipient = await findRecipient(transaction, route);
        const content = toReplyContent(words, { ...context, ...recipient }, getProvider(context.kind));
        const { id: conversationId, events } = await ensureContactConversation(transaction, route, recipient);
        const added = await addMessage(transaction, {
          ...{ tenantId, conversationId, authorUserId, idempotencyKey },
          ...content,
        });
        // Rolls back the inserts; the message of the other call is found by its key.
        if (!added) throw new IdempotencyKeyReusedError(idempotencyKey);
        transaction.emit(...events, toAddedEvent(added));
        return added.messageId;
      });
      return { messageId, repeated: false };
    });
  };
}

async function readContext(
  database: Database,
  tenantId: string,
  { channelId, idempotencyKey, templateId }: StartConversationInput,
): Promise<StartContext> {
  if (!isUuid(channelId)) throw new NotFoundError('channel', channelId);
  const [context] = await database.query(contextStatement, [
    ...[tenantId, channelId, idempotencyKey],
    templateId != null && isUuid(templateId) ? templateId : null,
  ]);
  if (!context) throw new NotFoundError('channel', channelId);
  return context;
}

/** Digits of a phone, independent of a vendor's spelling. */
function digitsOf(address: string | null): string {
  return (address?.split('@', 1)[0] ?? '').replaceAll(/\D/g, '');
}
