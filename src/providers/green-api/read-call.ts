/** Calls: inbound, and outbound from the number's phone (docs/providers/green-api.md, "Calls"). */
import type { InboundEvent } from '../../domain/inbound-event.js';
import { type CallContent, CallOutcome, describeContent } from '../../domain/message-content.js';
import { MessageKind } from '../../domain/vocabulary.js';
import { readNumber, readUnixTime, readWord, type Tree } from '../json/json-value.js';
import { explainNoPerson } from './address.js';
import { type EventBase, ignore } from './event-base.js';

/** Both spellings of a hung-up call are documented. `missed`: the caller gave up. `declined`: not answered. */
const incoming: ReadonlyMap<string, CallOutcome> = new Map([
  ['pickup', CallOutcome.ANSWERED],
  ['hangup', CallOutcome.DECLINED],
  ['hungup', CallOutcome.DECLINED],
  ['missed', CallOutcome.MISSED],
  ['declined', CallOutcome.MISSED],
]);
const outgoing: ReadonlyMap<string, CallOutcome> = new Map([
  ['pickup', CallOutcome.ANSWERED],
  ['hungup', CallOutcome.MISSED],
  ['hangup', CallOutcome.MISSED],
  ['invalid', CallOutcome.UNKNOWN],
]);

/** Reads `incomingCall`: a customer's message once the call has ended; its start (`offer`) only rings. */
export function readIncomingCall(notification: Tree, base: EventBase, receivedAt: Date): InboundEvent {
  const status = readWord(notification.status, 40) ?? '';
  const from = readWord(notification.from);
  const reason = explainNoPerson(from);
  if (from === null || reason !== null) return ignore(base, reason ?? 'No caller.');
  const outcome = incoming.get(status.toLowerCase());
  if (outcome === undefined)
    return ignore(base, `A call that has not ended (${status || 'no status'}); its end is the message.`);
  return {
    type: 'message',
    ...base,
    ...{ from, senderName: null },
    ...toSaid(notification, base, outcome, receivedAt),
    ...(outcome === CallOutcome.ANSWERED && { addsUnread: false }),
    replyToExternalId: null,
  };
}

/** Reads `outgoingCall`: a call made on the number's phone. */
export function readOutgoingCall(notification: Tree, base: EventBase, receivedAt: Date): InboundEvent {
  const to = readWord(notification.from);
  const reason = explainNoPerson(to);
  if (to === null || reason !== null) return ignore(base, reason ?? 'The call names no recipient.');
  const outcome = outgoing.get(readWord(notification.status, 40)?.toLowerCase() ?? '') ?? CallOutcome.UNKNOWN;
  const said = toSaid(notification, base, outcome, receivedAt);
  return { type: 'echo', ...base, to, ...said, correlationId: null, isFromApi: false };
}

function toSaid(notification: Tree, { externalEventId }: EventBase, outcome: CallOutcome, receivedAt: Date) {
  const duration = readNumber(notification.duration);
  const content: CallContent = {
    type: 'call',
    outcome,
    isVideo: notification.isVideo === true,
    durationSeconds: duration !== null && duration > 0 ? Math.round(duration) : null,
  };
  const { from, timestamp } = notification;
  return {
    ...{ kind: MessageKind.CALL, text: describeContent(content), attachments: [], content },
    messageKey: `call/${externalEventId ?? [readWord(from), readWord(timestamp)].join('/')}`,
    sentAt: readUnixTime(timestamp, receivedAt),
  };
}
