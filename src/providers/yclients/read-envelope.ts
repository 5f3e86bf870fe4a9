/** YClients' own envelope: company, resource, action, and the whole object. */
import type { BookingEvent } from '../../domain/booking-event.js';
import { BookingAction } from '../../domain/booking-vocabulary.js';
import { toEventKey } from './event-key.js';
import { isTree, readWord, type Tree, toTree } from './loose-value.js';
import { readRecord } from './read-record.js';
import { readMoment } from './read-time.js';

const actions: Readonly<Record<string, BookingAction>> = {
  create: BookingAction.CREATED,
  update: BookingAction.UPDATED,
  delete: BookingAction.CANCELLED,
};
/** Actions in the set-up guide's words; the envelope has its own. */
const words: Readonly<Record<BookingAction, string>> = {
  CREATED: 'created',
  UPDATED: 'updated',
  CANCELLED: 'deleted',
};

/** Reads the event of an envelope. */
export function readEnvelope(item: Tree): BookingEvent {
  const resource = readWord(item.resource, 60) ?? readWord(item.resource_type, 60) ?? 'unknown';
  const status = readWord(item.status, 60)?.toLowerCase() ?? '';
  const action = Object.hasOwn(actions, status) ? actions[status] : undefined;
  const data = toTree(item.data);
  const companyId = readWord(item.company_id) ?? readWord(data.company_id);
  const externalId = readWord(item.resource_id) ?? readWord(data.id) ?? readWord(item.data);
  const eventType = `${resource}.${action ? words[action] : status || 'unknown'}`;
  const changedAt = readMoment(data.last_change_date);
  const record =
    resource === 'record' && isTree(item.data) && Object.keys(data).length > 1 ? readRecord(data) : null;
  const eventKey = toEventKey({
    companyId,
    resource,
    resourceId: externalId,
    action: action ?? status,
    changedAt,
    record,
  });
  const base = { companyId, eventType, eventKey };
  if (resource !== 'record') {
    return {
      ...base,
      type: 'ignored',
      resourceId: externalId,
      reason: `An event of "${resource}", which is no booking.`,
    };
  }
  if (!action)
    return {
      ...base,
      type: 'ignored',
      resourceId: externalId,
      reason: `A status that is not known: "${status}".`,
    };
  if (externalId === null) return { ...base, type: 'ignored', reason: 'The record has no id.' };
  if (record === null && action !== BookingAction.CANCELLED) {
    return { ...base, type: 'ignored', resourceId: externalId, reason: 'The record has no data.' };
  }
  return { ...base, type: 'booking', action, externalId, changedAt, record, previous: null };
}
