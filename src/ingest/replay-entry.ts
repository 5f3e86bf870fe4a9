import type { InboundEvent } from '../domain/inbound-event.js';
import { ReplayEffect } from '../domain/vocabulary.js';

/** The result of one row. */
export type ReplayOutcome = 'replayed' | 'unchanged' | 'wouldChange' | 'failed';

/** One row of a replay, for a table. */
export interface ReplayEntryRow {
  readonly eventId: string;
  readonly outcome: ReplayOutcome;
  /** What an event like it makes. */
  readonly effect: ReplayEffect;
  /** Address of the person, where the event has one. */
  readonly address: string | null;
  readonly text: string | null;
}

/** Rows that a report lists; of the others it has the counts alone. */
export const maxReplayEntries = 100;

const maxTextLength = 300;
const { MESSAGE, SENT_MESSAGE, MESSAGE_STATUS, MESSAGE_CHANGE, NUMBER_STATE } = ReplayEffect;
const { TEMPLATE_STATE, SAME_PERSON, BOOKING, NOTHING } = ReplayEffect;

const effects: Readonly<Record<InboundEvent['type'], ReplayEffect>> = {
  message: MESSAGE,
  echo: SENT_MESSAGE,
  status: MESSAGE_STATUS,
  edit: MESSAGE_CHANGE,
  deletion: MESSAGE_CHANGE,
  reaction: MESSAGE_CHANGE,
  'channel-state': NUMBER_STATE,
  warning: NUMBER_STATE,
  'template-state': TEMPLATE_STATE,
  'same-person': SAME_PERSON,
  ignored: NOTHING,
};

/** What an event makes, in the words of the table; nothing for a row that cannot be read, or that had its effect. */
export function toReplayEffect(
  event: InboundEvent | 'BOOKING' | null | undefined,
): Pick<ReplayEntryRow, 'effect' | 'address' | 'text'> {
  const nothing = { address: null, text: null };
  if (event === 'BOOKING') return { ...nothing, effect: BOOKING };
  if (!event) return { ...nothing, effect: NOTHING };
  const address = event.type === 'message' ? event.from : event.type === 'echo' ? event.to : null;
  const text = 'text' in event ? (event.text?.slice(0, maxTextLength) ?? null) : null;
  return { effect: effects[event.type], address: address || null, text };
}
