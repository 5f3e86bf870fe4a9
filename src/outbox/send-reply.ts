/**
 * Use case: reply in a conversation.
 *
 * The reply is sent from the conversation's own number: no argument names a sender, and the insert takes the channel
 * from the conversation's row. The message, its job and its event commit together, so a message whose id was returned
 * will be sent, and nothing is sent that was not stored.
 */
import { currentCause } from '../database/activities/activity-cause.js';
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import {
  ChannelNotActiveError,
  IdempotencyKeyReusedError,
  MediaNotReadyError,
  NotFoundError,
} from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { ChannelStatus, type ProviderKind } from '../domain/vocabulary.js';
import type { Channel } from '../entities/channel.entity.js';
import type { OwnJobs } from '../jobs/own-jobs.js';
import {
  type AddedAtOnce,
  type AddedMessage,
  addMessage,
  FilesTakenError,
  type NewMessage,
  type StoredMessage,
  toAddedEvent,
  toReadEvents,
  toTakeOverEvents,
} from '../messages/add-message.js';
import { channelFlag, type SendJob } from '../messages/send-job.js';
import { lockConversation } from '../people/lock-conversation.js';
import type { Provider } from '../providers/contract/provider.js';
import { assignOnReply } from './assign-on-reply.js';
import { type CopyCannedFiles, copyCannedFiles, countUse, toComparedFiles } from './canned-reply.js';
import { checkExpectedChannel, checkReply, refuseErased } from './check-reply.js';
import { checkIdempotencyKey, isSameContent, unlessKept } from './idempotency-key.js';
import { createReplyCommits } from './reply-commits.js';
import { type ReplyContext, readReplyContext } from './reply-context.js';
import type { ReplyInput } from './reply-input.js';
import { useSuggestion } from './use-suggestion.js';

/** A reply on behalf of a user. */
export interface SendReplyRequest {
  readonly tenantId: string;
  readonly authorUserId: string;
  /** True if the author may get conversations: then an unassigned one is assigned, where the company wants it. */
  readonly mayBeAssigned?: boolean;
  /** True if the author may use canned replies of all teams. */
  readonly managesDesk?: boolean;
  /** True if the author has read the conversation. */
  readonly isRead?: boolean;
  readonly input: ReplyInput;
  /** The assistant whose program it is: the author instead of the user. */
  readonly authorAssistantId?: string | null;
  /** Further checks and writes in the transaction, before the message; when it throws, nothing is written. */
  readonly before?: (transaction: PublishingTransaction) => Promise<void>;
  /** Further writes in the transaction of a new message; when it throws, nothing is written. @returns their events */
  readonly within?: (transaction: Transaction, message: AddedMessage) => Promise<readonly NewEvent[]>;
}

/** The reply's message; `repeated` when an earlier call with the same key inserted it. */
export interface SentReply {
  readonly messageId: string;
  readonly repeated: boolean;
  /** Its row as it was stored, where that is known: it needs no reading. */
  readonly stored?: StoredMessage;
  /** The row of its number, likewise. */
  readonly channel?: Readonly<Channel>;
}

/** Queues a reply; resolves when it is committed. */
export type SendReply = (request: SendReplyRequest) => Promise<SentReply>;

/** Options of `createSendReply`. */
export interface SendReplyOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
  /** Copies files of canned replies; absent in processes without a storage. */
  readonly copyFiles?: CopyCannedFiles;
  /** Runs the sends of replies in this process; without it workers fetch them all. */
  readonly ownSends?: Pick<OwnJobs<SendJob>, 'add'>;
}

/**
 * Creates the use case.
 *
 * It throws NotFoundError, ChannelMismatchError, IdempotencyKeyReusedError, ChannelNotActiveError, ChannelCannotError,
 * BadUserInputError and the errors of `checkReplyFiles` and `toReplyContent`; nothing is written then. A used key
 * returns its message, even where the channel, the files or the rest of the input would no longer be accepted.
 */
export function createSendReply(options: SendReplyOptions): SendReply {
  const { database, copyFiles, ownSends } = options;
  const commitReply = createReplyCommits(database);
  return async ({ tenantId, authorUserId, mayBeAssigned = false, isRead = false, ...request }) => {
    const { managesDesk = false, input, before, within, authorAssistantId = null } = request;
    const text = cleanText(input.text ?? '');
    const idempotencyKey = input.idempotencyKey ?? null;
    checkIdempotencyKey(idempotencyKey);
    const context = await readReplyContext(database, tenantId, input);
    checkExpectedChannel(input.expectedChannelId ?? null, context.channelId);
    const repeated = toRepeated(context, { ...input, text });
    if (repeated) return repeated;
    refuseErased(context);
    const findKept = async () =>
      toRepeated(await readReplyContext(database, tenantId, input), { ...input, text });
    return unlessKept(idempotencyKey, findKept, async () => {
      if (context.channelStatus !== ChannelStatus.ACTIVE) {
        throw new ChannelNotActiveError(context.channelId, context.channelStatus);
      }
      const checked = { tenantId, authorUserId, managesDesk, input: { ...input, text } };
      const { content, files, own, canned } = await checkReply(options, checked, context);
      // Last, as it writes: a refused reply copies nothing. Copies that no message takes are swept.
      const copies = await copyCannedFiles(copyFiles, tenantId, canned);
      const attachmentIds = [...own.map(({ id }) => id), ...copies];
      const message: NewMessage = {
        tenantId,
        conversationId: input.conversationId,
        ...content,
        ...(files.length > 0 && { attachmentIds }),
        authorUserId: authorAssistantId === null ? authorUserId : null,
        authorAssistantId,
        replyToExternalId: context.repliedExternalId,
        ...{ idempotencyKey, isRead },
      };
      const isAssigned = mayBeAssigned && context.assignsOnReply && context.assigneeId === null;
      const isAlone = files.length === 0 && !canned && input.suggestionId == null && !isAssigned;
      const isByUser = authorAssistantId === null && !before && !within;
      if (isAlone && isByUser && currentCause() === undefined) {
        const { channelId } = context;
        const added = await addWithJob(ownSends, channelId, lockedBy =>
          commitReply({ message: { ...message, channelId, authorUserId }, lockedBy }),
        );
        if (added === null) throw new NotFoundError('conversation', input.conversationId);
        const { stored } = added;
        return { messageId: stored.id, repeated: false, stored, channel: context.channel };
      }
      const added = await database
        .publish(tenantId, async transaction => {
          // They change the conversation once more.
          if (isAssigned || input.suggestionId != null)
            await lockConversation(transaction, tenantId, input.conversationId);
          await before?.(transaction);
          const row = await addMessage(transaction, message);
          if (row === null) return null;
          transaction.emit(toAddedEvent(row), ...toReadEvents(row, authorUserId), ...toTakeOverEvents(row));
          if (canned) await countUse(transaction, tenantId, canned.id);
          if (input.suggestionId != null)
            transaction.emit(
              ...(await useSuggestion(transaction, tenantId, row, {
                ...{ suggestionId: input.suggestionId, authorUserId },
                appliesProposal: input.appliesProposal ?? true,
              })),
            );
          if (within) transaction.emit(...(await within(transaction, row)));
          if (isAssigned) transaction.emit(...(await assignOnReply(transaction, row, authorUserId)));
          return row;
        })
        .catch((error: unknown) => {
          if (!(error instanceof FilesTakenError)) throw error;
          throw new MediaNotReadyError(files[0]?.id ?? '', 'is used by another message; upload it again');
        });
      // Null when the key is taken, or the conversation has just been removed.
      if (!added) throw new NotFoundError('conversation', input.conversationId);
      return { messageId: added.messageId, repeated: false };
    });
  };
}

/** Adds a message whose job this process may run itself. */
function addWithJob(
  ownSends: SendReplyOptions['ownSends'],
  channelId: string,
  add: (lockedBy: string | null) => Promise<AddedAtOnce | null>,
): Promise<AddedAtOnce | null> {
  if (!ownSends) return add(null);
  return ownSends.add([channelFlag(channelId)], add, added => {
    if (added === null || added.jobId === null) return null;
    const { id: messageId, tenantId, conversationId } = added.stored;
    const payload = { tenantId, messageId, channelId, attemptsBefore: 0 };
    return { jobId: added.jobId, payload, order: conversationId };
  });
}

/** The earlier message of the key; null when there is none. */
function toRepeated(context: ReplyContext, input: ReplyInput): SentReply | null {
  if (context.keptId === null) return null;
  const words = { ...input, text: input.text ?? '' };
  const fileIds = toComparedFiles(input, context.keptFileIds ?? []);
  const isSame =
    context.keptConversationId === input.conversationId.toLowerCase() &&
    isSameContent(context, words, fileIds);
  if (!isSame) throw new IdempotencyKeyReusedError(input.idempotencyKey ?? '');
  return { messageId: context.keptId, repeated: true };
}
