/** Use case: a reply that is sent later. It is checked now as `sendReply` checks it, and again when its time comes. */
import {
  BadUserInputError,
  IdempotencyKeyReusedError,
  LimitReachedError,
  NotFoundError,
} from '../domain/errors.js';
import { toStoredValues } from '../domain/message-template.js';
import { cleanText } from '../domain/text.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { copyCannedFiles, countUse, toComparedFiles } from './canned-reply.js';
import { checkExpectedChannel, checkReply, refuseErased } from './check-reply.js';
import { checkIdempotencyKey, isSameContent } from './idempotency-key.js';
import { readReplyContext } from './reply-context.js';
import { toFileIds } from './reply-files.js';
import type { ReplyInput } from './reply-input.js';
import { countScheduled, findByKey, insertReply, lockConversation } from './scheduled-rows.js';
import type { SendReplyOptions } from './send-reply.js';

/** A reply on behalf of a user, with its time. */
export interface ScheduleReplyRequest {
  readonly tenantId: string;
  readonly authorUserId: string;
  /** True if the author may use canned replies of all teams. */
  readonly managesDesk?: boolean;
  readonly input: {
    readonly reply: ReplyInput;
    readonly sendAt: Date;
    readonly cancelOnInbound?: boolean | null;
  };
}

/** Schedules a reply. `replayed`: an earlier call with the same key did. */
export type ScheduleReply = (
  request: ScheduleReplyRequest,
) => Promise<{ readonly scheduledReplyId: string; readonly replayed: boolean }>;

const maxScheduled = 20;
const maxAheadMs = 366 * 24 * 3_600_000;

/** Creates the use case; nothing is written when it throws. It throws the errors of `checkReply`, and LimitReachedError. */
export function createScheduleReply(options: SendReplyOptions): ScheduleReply {
  const { database, copyFiles } = options;
  return async ({ tenantId, authorUserId, managesDesk = false, input }) => {
    const { reply, sendAt, cancelOnInbound } = input;
    const text = cleanText(reply.text ?? '');
    const key = reply.idempotencyKey ?? null;
    checkIdempotencyKey(key);
    const context = await readReplyContext(database, tenantId, reply);
    checkExpectedChannel(reply.expectedChannelId ?? null, context.channelId);
    const wanted = { ...reply, text, sendAt, cancelOnInbound: cancelOnInbound ?? false };
    const [earlier] = key === null ? [] : await database.query(findByKey, [tenantId, key]);
    if (earlier) return toReplayed(earlier, wanted);
    if (context.keptId !== null) throw new IdempotencyKeyReusedError(key ?? '');
    refuseErased(context);
    // The window can be open at its time.
    const { canned } = await checkReply(
      options,
      { tenantId, authorUserId, managesDesk, input: { ...reply, text } },
      { ...context, lastInboundAt: new Date() },
    );
    if (sendAt.getTime() <= Date.now() || sendAt.getTime() > Date.now() + maxAheadMs)
      throw new BadUserInputError('sendAt', 'must be in the future, within a year');
    // Copied now: what is sent is what its author saw.
    const copies = await copyCannedFiles(copyFiles, tenantId, canned);
    const fileIds = [...toFileIds(reply.attachmentIds), ...copies];
    const words = fileIds.length > 0 && text.trim() === '' ? null : text;
    const id = uuidV7();
    return database.publish(tenantId, async transaction => {
      const [conversation] = await transaction.query(lockConversation, [tenantId, reply.conversationId]);
      if (!conversation) throw new NotFoundError('conversation', reply.conversationId);
      const findKept = async () => (key === null ? [] : transaction.query(findByKey, [tenantId, key]));
      const [kept] = await findKept();
      if (kept) return toReplayed(kept, wanted);
      const scheduled = await transaction.query(countScheduled, [conversation.id]);
      if (scheduled.length >= maxScheduled)
        throw new LimitReachedError('scheduledReplies', maxScheduled, 'cancel one of them');
      const written = await transaction.query(insertReply, [
        ...[id, tenantId, conversation.id, authorUserId, reply.templateId == null ? words : null, fileIds],
        reply.templateId?.toLowerCase() ?? null,
        reply.templateId == null ? null : JSON.stringify(toStoredValues(reply.templateVariables)),
        ...[reply.replyToMessageId ?? null, key, sendAt, wanted.cancelOnInbound],
      ]);
      if (written.length === 0) {
        // In another conversation at the same time.
        const [parallel] = await findKept();
        if (parallel) return toReplayed(parallel, wanted);
        throw new IdempotencyKeyReusedError(key ?? '');
      }
      if (canned) await countUse(transaction, tenantId, canned.id);
      transaction.emit(toConversationUpdated(conversation, ['scheduledReplies']));
      return { scheduledReplyId: id, replayed: false };
    });
  };
}

type Wanted = ReplyInput & {
  readonly text: string;
  readonly sendAt: Date;
  readonly cancelOnInbound: boolean;
};

function toReplayed(kept: ScheduledReply, wanted: Wanted) {
  const { text: keptText, templateId: keptTemplateId, templateVariables: keptTemplateVariables } = kept;
  const content = { keptText, keptTemplateId, keptTemplateVariables, keptFileIds: kept.attachmentIds };
  const isSame =
    kept.conversationId === wanted.conversationId.toLowerCase() &&
    kept.sendAt.getTime() === wanted.sendAt.getTime() &&
    kept.cancelOnInbound === wanted.cancelOnInbound &&
    isSameContent(content, wanted, toComparedFiles(wanted, kept.attachmentIds));
  if (!isSame) throw new IdempotencyKeyReusedError(wanted.idempotencyKey ?? '');
  return { scheduledReplyId: kept.id, replayed: true };
}
