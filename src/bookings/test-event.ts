/**
 * The event of the set-up guide's test request, `{ phone, eventType, service, master, cost }`: a fictitious booking,
 * tomorrow at 14:00 in the branch's time zone. An update moves it by a day and an hour.
 */
import { randomUUID } from 'node:crypto';
import { BadUserInputError } from '../domain/errors.js';
import { toLocal } from '../domain/zoned-time.js';

/** The request. */
export interface BookingTestInput {
  readonly phone: string;
  readonly eventType?: string | null;
  readonly service?: string | null;
  readonly master?: string | null;
  readonly cost?: number | null;
}

/** Names of the event types in the guide and in the schema. */
const eventTypes: Readonly<Record<string, string>> = {
  'record.created': 'record.created',
  'record.updated': 'record.updated',
  'record.deleted': 'record.deleted',
  CREATED: 'record.created',
  UPDATED: 'record.updated',
  CANCELLED: 'record.deleted',
};

const maxTextChars = 200;
/** Ids of test bookings differ from the system's own, which are numbers. */
const idPrefix = 'test-';

/** Creates the event's body, in the simplified form. @throws BadUserInputError */
export function toTestEvent(
  input: BookingTestInput,
  salon: { readonly companyId: string; readonly timezone: string },
  now: Date = new Date(),
): string {
  const type = eventTypes[input.eventType ?? 'record.created'];
  if (!type)
    throw new BadUserInputError('eventType', `must be one of: ${Object.keys(eventTypes).join(', ')}`);
  if (!/\d{5}/.test(input.phone) || input.phone.length > 40) {
    throw new BadUserInputError('phone', 'must be a phone number');
  }
  const id = randomUUID();
  const date = (days: number, time: string) =>
    `${toLocal(new Date(now.getTime() + days * 86_400_000), salon.timezone).slice(0, 10)} ${time}`;
  const isUpdate = type === 'record.updated';
  const data = {
    id: `${idPrefix}${id}`,
    date: isUpdate ? date(2, '15:00:00') : date(1, '14:00:00'),
    seance_length: 3_600,
    services: [
      { id: 1, title: toText('service', input.service, 'Мужская стрижка'), cost: input.cost ?? null },
    ],
    staff: { id: 1, name: toText('master', input.master, 'Александр') },
    client: { id: 1, phone: input.phone },
    comment: '',
    ...(isUpdate ? { previous: { date: date(1, '14:00:00') } } : {}),
  };
  return JSON.stringify({
    id: `${idPrefix}${id}`,
    type,
    companyId: salon.companyId,
    data,
    timestamp: now.toISOString(),
  });
}

function toText(field: string, value: string | null | undefined, otherwise: string): string {
  const text = value?.trim() || otherwise;
  if (text.length > maxTextChars)
    throw new BadUserInputError(field, `has at most ${maxTextChars} characters`);
  return text;
}
