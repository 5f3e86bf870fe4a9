import { type MessageId, t } from '../i18n/index.js';

/** What a message becomes by an attempt to send it, by the outcome of the attempt. */
const states: Readonly<Record<string, MessageId>> = {
  STARTED: 'state_SENDING',
  ACCEPTED: 'state_SENT',
  REJECTED: 'state_FAILED',
  RETRY: 'state_QUEUED',
  UNKNOWN: 'state_UNKNOWN',
};

/** The outcome of an attempt in words; itself when it is a new one. */
export const writeOutcome = (outcome: string): string => {
  const state = states[outcome];
  return state === undefined ? outcome : t(state);
};
