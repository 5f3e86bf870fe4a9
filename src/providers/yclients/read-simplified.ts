/**
 * The shapes of the set-up guide, `{ id, type, companyId, data, timestamp }` and `{ event, data }`. YClients never
 * sends them; our test route and other programs do. They can contain the previous state in `data.previous`.
 */
import type { BookingEvent } from '../../domain/booking-event.js';
import { BookingAction } from '../../domain/booking-vocabulary.js';
import { toEventKey } from './event-key.js';
import { isTree, readWord, type Tree, toTree } from './loose-value.js';
import { readRecord } from './read-record.js';
import { readMoment } from './read-time.js';

const actions: Readonly<Record<string, BookingAction>> = {
  'record.created': BookingAction.CREATED,
  'record.updated': BookingAction.UPDATED,
  'record.deleted': BookingAction.CANCELLED,
};

/** Reads the event of a simplified body; null when it is not one. */
export function readSimplified(item: Tree): BookingEvent | null {
  const eventType = readWord(item.type, 60) ?? readWord(item.event, 60);
  if (eventType === null || !isTree(item.data)) return null;
  const data = toTree(item.data);
  const companyId =
    readWord(item.companyId) ??
    readWord(item.company_id) ??
    readWord(data.companyId) ??
    readWord(data.company_id);
  const action = Object.hasOwn(actions, eventType) ? actions[eventType] : undefined;
  if (!action) {
    const reason = `An event that is not known: "${eventType}".`;
    return { type: 'ignored', companyId, eventType, eventKey: readWord(item.id), reason };
  }
  const externalId = readWord(data.id);
  const record = readRecord(data);
  const changedAt = readMoment(data.last_change_date) ?? readMoment(item.timestamp);
  const eventKey =
    readWord(item.id) ??
    toEventKey({ companyId, resource: 'record', resourceId: externalId, action, changedAt, record });
  const base = { companyId, eventType, eventKey };
  if (externalId === null) return { ...base, type: 'ignored', reason: 'The record has no id.' };
  const previous = isTree(data.previous) ? readRecord({ ...data, ...data.previous }) : null;
  return { ...base, type: 'booking', action, externalId, changedAt, record, previous };
}
