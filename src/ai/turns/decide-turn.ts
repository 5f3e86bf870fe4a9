/** Whether an assistant answers a customer's turn; pure, all rules of "when" in one place. */
import { erasedAddress } from '../../domain/erased.js';
import { isOpenAt } from '../../domain/opening-hours.js';
import { isUuid } from '../../domain/uuid-v7.js';
import {
  AiEngine,
  AiMode,
  AiReason,
  AiSchedule,
  AuthorKind,
  ChannelStatus,
  HandoffState,
  MessageDirection,
  MessageKind,
} from '../../domain/vocabulary.js';
import { toLocal } from '../../domain/zoned-time.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { toComparable } from '../guards/comparable.js';
import { asksForPerson } from '../guards/handoff-words.js';
import { optsOut } from '../guards/opt-out-words.js';
import type { TurnMessage, TurnState } from './turn-state.js';

/** What is done about a turn. */
export type TurnDecision =
  /** Nothing, and nothing is recorded. */
  | { readonly does: 'nothing' }
  | { readonly does: 'wait'; readonly until: Date }
  | { readonly does: 'skip'; readonly turn: Turn; readonly reason: AiReason }
  /** The customer no longer wants answers of an assistant. */
  | { readonly does: 'stop'; readonly turn: Turn }
  | { readonly does: 'hand off'; readonly turn: Turn; readonly reason: AiReason }
  | { readonly does: 'ask'; readonly turn: Turn };

/** What the customer wrote since the last answer of the company. */
export interface Turn {
  readonly messages: readonly TurnMessage[];
  readonly newest: TurnMessage;
}

const minuteMs = 60_000;
const maxAgeMs = 10 * minuteMs;
const longestWaitMs = 30_000;
const loopMs = 2 * minuteMs;
const loopAnswers = 6;
const equalTexts = 3;

/** Kinds that are no turn of a person, and no part of one. */
const silentKinds: ReadonlySet<MessageKind> = new Set([
  MessageKind.REACTION,
  MessageKind.SYSTEM,
  MessageKind.CALL,
]);

/** Kinds whose text or caption is the customer's own. */
export const readableKinds: ReadonlySet<MessageKind> = new Set([
  ...[MessageKind.TEXT, MessageKind.INTERACTIVE],
  ...[MessageKind.IMAGE, MessageKind.VIDEO, MessageKind.DOCUMENT],
]);

const isReadableMessage = ({ kind, text }: TurnMessage): boolean =>
  readableKinds.has(kind) && text !== null && text.trim() !== '';

/** Decides. */
export function decideTurn(state: TurnState): TurnDecision {
  const { conversation, assistant, now } = state;
  const turn = findTurn(state.messages);
  if (turn === null || assistant === null || assistant.mode === AiMode.OFF) return { does: 'nothing' };
  const skip = (reason: AiReason): TurnDecision => ({ does: 'skip', turn, reason });
  const handOff = (reason: AiReason): TurnDecision => ({ does: 'hand off', turn, reason });

  if (conversation.address === erasedAddress || conversation.address.endsWith('@g.us'))
    return { does: 'nothing' };
  if (conversation.channelStatus !== ChannelStatus.ACTIVE) return skip(AiReason.CANNOT_SEND);
  if (conversation.optedOutAt !== null || conversation.handoffReason === AiReason.OPTED_OUT)
    return skip(AiReason.OPTED_OUT);
  const isOld = (at: Date): boolean => now.getTime() - at.getTime() > maxAgeMs;
  if (isOld(turn.newest.sentAt) || isOld(turn.newest.createdAt)) return skip(AiReason.TOO_OLD);
  if (turn.messages.some(({ text }) => text !== null && optsOut(text))) return { does: 'stop', turn };
  const isAuto = assistant.mode === AiMode.AUTO;
  if (isAuto && isHeldByPerson(state, assistant)) return skip(AiReason.HUMAN_ACTIVE);
  const until = waitsUntil(turn, assistant);
  if (until > now) return { does: 'wait', until };
  if (isAuto && !answersAt(state, assistant)) return skip(AiReason.QUIET_HOURS);
  // A program may be able to see pictures.
  const isReadable = assistant.engine === AiEngine.EXTERNAL || turn.messages.some(isReadableMessage);
  if (!isAuto) return isReadable ? { does: 'ask', turn } : skip(AiReason.NOTHING_TO_ANSWER);

  const given = conversation.handoffAt?.getTime() ?? 0;
  const asks = ({ text, createdAt }: TurnMessage) =>
    text !== null && createdAt.getTime() > given && asksForPerson(text, assistant.handoffKeywords);
  if (turn.messages.some(asks)) return handOff(AiReason.ASKED_BY_CUSTOMER);
  if (!isReadable) return handOff(AiReason.NOT_READABLE);
  if (isLoop(state)) return handOff(AiReason.LOOP);
  if (countAnswers(state.messages, given) >= assistant.maxConsecutiveAnswers)
    return handOff(AiReason.TOO_MANY_ANSWERS);
  return { does: 'ask', turn };
}

/**
 * The messages of the customer since the last answer of a person or an assistant; null when there are none. An answer of an
 * assistant answers what it had seen: a message that was being stored meanwhile is older than it, and not answered.
 */
export function findTurn(messages: readonly TurnMessage[]): Turn | null {
  const person = messages.findLastIndex(m => isAnswer(m) && m.authorKind === AuthorKind.USER);
  const seen = messages
    .filter(m => m.authorKind === AuthorKind.AI)
    .map(m => toAnswered(m.idempotencyKey) ?? m.id);
  const answered = seen.sort().at(-1) ?? '';
  const own = messages
    .slice(person + 1)
    .filter(m => m.direction === MessageDirection.INBOUND && m.id > answered)
    .filter(m => !silentKinds.has(m.kind) && m.deletedAt === null);
  const newest = own.at(-1);
  return newest === undefined ? null : { messages: own, newest };
}

/** The newest message that an answer had seen; null for one of a program, which answers what was stored before it. */
function toAnswered(key: string | null): string | null {
  const id = key?.startsWith(answerKey) ? key.slice(answerKey.length) : null;
  return id !== null && isUuid(id) ? id : null;
}

/** Begins the idempotency key of an answer; the newest message of its turn follows. */
export const answerKey = 'ai:';

/** Away texts and notices of the system are no answers. */
const isAnswer = ({ direction, authorKind }: TurnMessage): boolean =>
  direction === MessageDirection.OUTBOUND && (authorKind === AuthorKind.USER || authorKind === AuthorKind.AI);

/** True while a person is in charge: asked for, or until the assistant's time after what they did last has passed. */
export function isHeldByPerson(
  { conversation, messages, now }: Omit<TurnState, 'assistant'>,
  { humanHoldMinutes }: Pick<AiAssistant, 'humanHoldMinutes'>,
): boolean {
  const { handoff, handoffAt, handoffReason } = conversation;
  if (handoff === HandoffState.AI_ACTIVE) return false;
  if (handoff === HandoffState.HANDOFF_REQUESTED || handoffReason === AiReason.OPTED_OUT) return true;
  const written = messages.findLast(m => isAnswer(m) && m.authorKind === AuthorKind.USER)?.createdAt ?? null;
  const since = Math.max(handoffAt?.getTime() ?? 0, written?.getTime() ?? 0);
  if (since === 0) return false;
  return humanHoldMinutes === null || now.getTime() - since < humanHoldMinutes * minuteMs;
}

function waitsUntil({ messages, newest }: Turn, { waitSeconds }: AiAssistant): Date {
  const first = messages[0] ?? newest;
  const afterNewest = newest.createdAt.getTime() + waitSeconds * 1_000;
  return new Date(
    Math.min(afterNewest, first.createdAt.getTime() + Math.max(longestWaitMs, waitSeconds * 1_000)),
  );
}

function answersAt({ conversation, now }: TurnState, assistant: AiAssistant): boolean {
  const { timezone, channelHours, companyHours } = conversation;
  const { quietFrom, quietTo, schedule } = assistant;
  if (quietFrom !== null && quietTo !== null) {
    const time = toLocal(now, timezone).slice(11, 16);
    const isQuiet =
      quietFrom <= quietTo ? quietFrom <= time && time < quietTo : quietFrom <= time || time < quietTo;
    if (isQuiet) return false;
  }
  if (schedule === AiSchedule.ALWAYS) return true;
  const isOpen = isOpenAt(channelHours ?? companyHours, timezone, now);
  return isOpen === (schedule === AiSchedule.IN_BUSINESS_HOURS);
}

function isLoop({ messages, now }: TurnState): boolean {
  const recent = messages.filter(
    m => m.authorKind === AuthorKind.AI && now.getTime() - m.createdAt.getTime() < loopMs,
  );
  if (recent.length >= loopAnswers) return true;
  const texts = messages
    .filter(m => m.direction === MessageDirection.INBOUND && m.text !== null)
    .slice(-equalTexts)
    .map(({ text }) => toComparable(text ?? '').trim());
  return texts.length === equalTexts && texts[0] !== '' && texts.every(text => text === texts[0]);
}

/** Answers of the assistant in a row, since a person wrote or gave the conversation back. */
function countAnswers(messages: readonly TurnMessage[], givenBackMs: number): number {
  const person = messages.findLastIndex(m => isAnswer(m) && m.authorKind === AuthorKind.USER);
  return messages
    .slice(person + 1)
    .filter(m => m.authorKind === AuthorKind.AI && m.createdAt.getTime() > givenBackMs).length;
}
