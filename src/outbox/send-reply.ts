/**
 * Answering in a conversation.
 *
 * The reply leaves from the conversation's own number: no argument names a sender, and the insert takes the channel
 * from the conversation's row. The message, its job and its event commit together, so a message that was answered
 * with an id will be sent, and nothing is sent that was not stored.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import {
  BadUserInputError,
  ChannelCannotError,
  ChannelMismatchError,
  ChannelNotActiveError,
  IdempotencyKeyReusedError,
  NotFoundError,
  TextTooLongError,
} from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ChannelStatus, MessageKind, type ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import type { Provider } from '../providers/provider.js';
import { addMessage, toAddedEvent } from './add-message.js';
import { changeOutbox } from './outbox-transaction.js';

/** What a person wants to say, and where. */
export interface ReplyInput {
  readonly conversationId: string;
  readonly text: string;
  /** Unique in the company: the same key is the same message. */
  readonly idempotencyKey?: string | null;
  /** Guard of a client that shows one number: refuses when the conversation is on another. */
  readonly expectedChannelId?: string | null;
  /** The message that this one answers, of the same conversation. */
  readonly replyToMessageId?: string | null;
}

/** A reply in the name of a user. */
export interface SendReplyRequest {
  readonly tenantId: string;
  readonly authorUserId: string;
  readonly input: ReplyInput;
}

/** The reply's message; `replayed` when an earlier call with the same key had made it. */
export interface SentReply {
  readonly messageId: string;
  readonly replayed: boolean;
}

/** Queues a reply; answers when it is committed. */
export type SendReply = (request: SendReplyRequest) => Promise<SentReply>;

/** Options of `createSendReply`. */
export interface SendReplyOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
}

interface ReplyContext {
  readonly channelId: string;
  readonly channelStatus: ChannelStatus;
  readonly kind: ProviderKind;
  readonly repliedId: string | null;
  readonly repliedExternalId: string | null;
  readonly keptId: string | null;
  readonly keptConversationId: string | null;
  readonly keptText: string | null;
}

/** Longer keys would only fill the index. */
const maxKeyChars = 255;

const conversation = tableOf(Conversation).of('c');
const channel = tableOf(Channel).of('h');
const replied = tableOf(Message).of('r');
const kept = tableOf(Message).of('k');

const contextStatement = statement(
  'reply-context',
  `select ${conversation.channelId} as "channelId", ${channel.status} as "channelStatus", ${channel.kind} as "kind",
          ${replied.id} as "repliedId", ${replied.externalId} as "repliedExternalId",
          ${kept.id} as "keptId", ${kept.conversationId} as "keptConversationId", ${kept.text} as "keptText"
     from ${tableOf(Conversation).table} c
     join ${tableOf(Channel).table} h on ${channel.id} = ${conversation.channelId}
     left join ${tableOf(Message).table} r on ${replied.id} = $3 and ${replied.conversationId} = ${conversation.id}
     left join ${tableOf(Message).table} k on ${kept.tenantId} = $1 and ${kept.idempotencyKey} = $4
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2`,
);

/**
 * Makes the use case.
 *
 * It throws NotFoundError, ChannelMismatchError, IdempotencyKeyReusedError, ChannelNotActiveError,
 * ChannelCannotError, BadUserInputError or TextTooLongError; nothing is written then. A key that was used before is answered with its message whatever
 * became of the channel since.
 */
export function createSendReply({ database, getProvider }: SendReplyOptions): SendReply {
  const readContext = async (tenantId: string, input: ReplyInput): Promise<ReplyContext> => {
    const { conversationId, replyToMessageId = null, idempotencyKey = null } = input;
    if (!isUuid(conversationId)) throw new NotFoundError('conversation', conversationId);
    const repliedId = replyToMessageId !== null && isUuid(replyToMessageId) ? replyToMessageId : null;
    const parameters = [tenantId, conversationId, repliedId, idempotencyKey];
    const [context] = await database.query<ReplyContext>(contextStatement, parameters);
    if (!context) throw new NotFoundError('conversation', conversationId);
    return context;
  };

  return async ({ tenantId, authorUserId, input }) => {
    const text = cleanText(input.text);
    const idempotencyKey = input.idempotencyKey ?? null;
    checkKey(idempotencyKey);
    const context = await readContext(tenantId, input);
    checkExpectedChannel(input.expectedChannelId ?? null, context.channelId);
    const replay = toReplay(context, { ...input, text });
    if (replay) return replay;
    checkSendable(context, text, getProvider);
    if (input.replyToMessageId) checkQuotable(context, input.replyToMessageId, getProvider);
    const added = await changeOutbox(database, tenantId, async transaction => {
      const message = await addMessage(transaction, {
        tenantId,
        conversationId: input.conversationId,
        kind: MessageKind.TEXT,
        text,
        authorUserId,
        replyToExternalId: context.repliedExternalId,
        idempotencyKey,
      });
      return { result: message, events: message ? [toAddedEvent(message)] : [] };
    });
    if (added) return { messageId: added.messageId, replayed: false };
    // Another call with the same key committed in between.
    const settled = toReplay(await readContext(tenantId, input), { ...input, text });
    if (!settled) throw new NotFoundError('conversation', input.conversationId);
    return settled;
  };
}

/** The message that the key made before; null when there is none. */
function toReplay(context: ReplyContext, input: ReplyInput): SentReply | null {
  if (context.keptId === null) return null;
  const isSame =
    context.keptConversationId === input.conversationId.toLowerCase() && context.keptText === input.text;
  if (!isSame) throw new IdempotencyKeyReusedError(input.idempotencyKey ?? '');
  return { messageId: context.keptId, replayed: true };
}

function checkKey(key: string | null): void {
  if (key === null) return;
  if (key.length === 0 || key.length > maxKeyChars || cleanText(key) !== key) {
    throw new BadUserInputError(
      'idempotencyKey',
      `must have 1 to ${maxKeyChars} characters of valid Unicode`,
    );
  }
}

function checkExpectedChannel(expected: string | null, actual: string): void {
  if (expected !== null && expected.toLowerCase() !== actual)
    throw new ChannelMismatchError(expected, actual);
}

function checkSendable(
  context: ReplyContext,
  text: string,
  getProvider: SendReplyOptions['getProvider'],
): void {
  if (context.channelStatus !== ChannelStatus.ACTIVE) {
    throw new ChannelNotActiveError(context.channelId, context.channelStatus);
  }
  if (text.trim().length === 0) throw new BadUserInputError('text', 'must hold something to say');
  const max = getProvider(context.kind).capabilities.maxTextLength;
  const length = max === null || text.length <= max ? 0 : [...text].length;
  if (max !== null && length > max) throw new TextTooLongError(length, max);
}

/** A quote that the person would not see is refused: the inbox would show what was never sent. */
function checkQuotable(
  context: ReplyContext,
  repliedId: string,
  getProvider: SendReplyOptions['getProvider'],
): void {
  if (context.repliedId === null) throw new NotFoundError('message', repliedId);
  if (!getProvider(context.kind).capabilities.quotes) {
    const instead = 'leave replyToMessageId out';
    throw new ChannelCannotError(context.channelId, 'quotes', 'quote a message', instead);
  }
  if (context.repliedExternalId === null || context.repliedExternalId.startsWith('sha256:')) {
    throw new BadUserInputError(
      'replyToMessageId',
      'names a message that has no id at the provider (yet), so that it cannot be quoted; leave it out',
    );
  }
}
