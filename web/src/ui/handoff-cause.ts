import type { RowPartsFragment } from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';

type Cause = NonNullable<RowPartsFragment['handoffCause']>;

/** Those that stop an assistant; the server can know more of them. */
const causes: Readonly<Partial<Record<Cause, MessageId>>> = {
  ASKED_BY_CUSTOMER: 'cause_ASKED_BY_CUSTOMER',
  ASKED_BY_MODEL: 'cause_ASKED_BY_MODEL',
  ASKED_BY_COLLEAGUE: 'cause_ASKED_BY_COLLEAGUE',
  NOT_READABLE: 'cause_NOT_READABLE',
  ENDPOINT_FAILED: 'cause_ENDPOINT_FAILED',
  ASSISTANT_FAULTY: 'cause_ASSISTANT_FAULTY',
  ANSWER_HELD_BACK: 'cause_ANSWER_HELD_BACK',
  REFUSED: 'cause_REFUSED',
  TOO_MANY_ANSWERS: 'cause_TOO_MANY_ANSWERS',
  LOOP: 'cause_LOOP',
  BUDGET_SPENT: 'cause_BUDGET_SPENT',
  CANNOT_SEND: 'cause_CANNOT_SEND',
};

/** Why a person is asked for, in words. */
export const causeOf = ({ handoffCause }: Pick<RowPartsFragment, 'handoffCause'>): string =>
  t((handoffCause === null ? undefined : causes[handoffCause]) ?? 'cause_OTHER');

/** The same of a name of the server. */
export const causeText = (cause: string): string => t(causes[cause as Cause] ?? 'cause_OTHER');
