/**
 * Use case: the program of an EXTERNAL assistant answers. It is sent like every reply, and the rules of when an assistant
 * answers are checked in the transaction that sends it, under the lock of the conversation; what may be said is the program's.
 */
import type { PublishingTransaction } from '../database/database.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { AiEngine, AiMode, AiReason, AiTurnStatus, HandoffState } from '../domain/vocabulary.js';
import type { ReplyInput } from '../outbox/reply-input.js';
import type { SendReply, SentReply } from '../outbox/send-reply.js';
import { decideTurn, findTurn } from './turns/decide-turn.js';
import { beginTurn, endTurnRow, outdateSuggestions, readTurnState } from './turns/turn-rows.js';
import type { TurnState } from './turns/turn-state.js';
import { changeHandoff } from './turns/write-outcome.js';

/** A reply by a token with an assistant. */
export interface ProgramReply {
  readonly tenantId: string;
  /** The user of the token. */
  readonly userId: string;
  readonly assistantId: string;
  readonly input: ReplyInput;
  /** The newest message that the program has seen; null: the newest at the time of sending. */
  readonly inReplyToMessageId: string | null;
}

/** Sends it. @throws the errors of `sendReply`; ConflictError for all that the rules refuse */
export function replyOfProgram(sendReply: SendReply, reply: ProgramReply): Promise<SentReply> {
  const { tenantId, userId, assistantId, input, inReplyToMessageId } = reply;
  let turnId = '';
  return sendReply({
    ...{ tenantId, authorUserId: userId, authorAssistantId: assistantId, input },
    before: async transaction => {
      turnId = await begin(transaction, reply, inReplyToMessageId?.toLowerCase() ?? null);
    },
    within: async (transaction, { messageId }) => {
      await transaction.query(endTurnRow, [turnId, AiTurnStatus.ANSWERED, null, messageId]);
      return [];
    },
  });
}

/** @returns the turn that the reply answers */
async function begin(
  transaction: PublishingTransaction,
  { tenantId, assistantId, input: { conversationId } }: ProgramReply,
  inReplyToId: string | null,
): Promise<string> {
  const state = isUuid(conversationId)
    ? await readTurnState(transaction, { tenantId, conversationId }, { locks: true })
    : null;
  if (state === null) throw new NotFoundError('conversation', conversationId);
  requireOwnNumber(state, assistantId);
  const { messages, conversation, assistant } = state;
  if (assistant?.mode === AiMode.DRAFT) refuse('This assistant only proposes: use suggestReply');
  const turn = findTurn(messages);
  if (inReplyToId !== null && messages.every(({ id }) => id !== inReplyToId))
    throw new NotFoundError('message', inReplyToId);
  if (turn === null)
    throw new ConflictError('The customer has written nothing that is not answered.', { reason: 'EXISTS' });
  if (inReplyToId !== null && inReplyToId !== turn.newest.id)
    throw new ConflictError('The customer has written more since that message.', { reason: 'TOO_LATE' });
  const decision = decideTurn(state);
  if (decision.does === 'skip' || decision.does === 'hand off')
    refuse(words[decision.reason] ?? 'It is not the turn of an assistant', decision.reason);
  if (decision.does === 'nothing') refuse('An assistant does not answer in groups, nor an erased person');
  if (decision.does === 'stop') refuse(words.OPTED_OUT, AiReason.OPTED_OUT);
  const [row] = await transaction.query(beginTurn, [
    ...[uuidV7(), tenantId, conversation.conversationId, turn.newest.id, assistantId],
  ]);
  if (row?.status !== AiTurnStatus.RUNNING)
    throw new ConflictError('This turn of the customer is settled.', { reason: 'EXISTS' });
  await transaction.query(outdateSuggestions, [conversation.conversationId]);
  if (conversation.handoff !== HandoffState.AI_ACTIVE)
    await changeHandoff(transaction, conversation, HandoffState.AI_ACTIVE, null);
  return row.turnId;
}

/** Refuses an assistant that is not the one of the conversation's number, or is off. @throws ConflictError */
export function requireOwnNumber({ assistant }: TurnState, assistantId: string): void {
  if (assistant?.id !== assistantId)
    throw new ConflictError(
      'The assistant of this token is OFF or archived, or the number of the conversation has another one.',
      { reason: 'NOT_ACTIVE' },
    );
  if (assistant.engine !== AiEngine.EXTERNAL)
    throw new ConflictError('The assistant of this token is no longer EXTERNAL.', { reason: 'WRONG_STATE' });
}

const words: Partial<Record<AiReason, string>> & { readonly OPTED_OUT: string } = {
  OPTED_OUT: 'The customer wants no answers of an assistant',
  CANNOT_SEND: 'The number cannot send',
  HUMAN_ACTIVE: 'A person is in charge of the conversation, or was asked for',
  TOO_OLD: 'The message is older than 10 minutes',
  QUIET_HOURS: 'The assistant has its quiet hours',
  ASKED_BY_CUSTOMER: 'The customer asks for a person',
  LOOP: 'Another program seems to answer',
  TOO_MANY_ANSWERS: 'A person is to answer after so many answers in a row',
};

function refuse(why: string, assistantReason?: AiReason): never {
  throw new ConflictError(`${why}.`, { reason: 'WRONG_STATE', ...(assistantReason && { assistantReason }) });
}

/** Only a token of an assistant names what it answers. @throws BadUserInputError */
export function refuseInReplyTo(given: string | null | undefined): void {
  if (given != null)
    throw new BadUserInputError('inReplyToMessageId', 'is for API tokens with an assistant; leave it out');
}
