/**
 * One `value` in the format of Meta's Cloud API, taken apart into its messages, echoes, statuses, new ids and faults.
 *
 * Meta puts up to a thousand of them into a request. Each is kept in a body of its own, which reads to the same event:
 * the whole body with every one of them would make the ledger grow with the square of the batch.
 */
import type { InboundEvent } from '../../domain/inbound-event.js';
import type { ParsedWebhook } from '../contract/webhook.js';
import { isTree, readWord, type Tree, toList, toTree } from '../json/json-value.js';
import {
  type CloudContext,
  findCloudContacts,
  ignoreCloud,
  readCloudCall,
  readCloudEcho,
  readCloudFault,
  readCloudIdUpdate,
  readCloudMessage,
  readCloudStatus,
} from './events.js';

/** One thing of a request. */
export interface CloudItem {
  /** The value with nothing but this item in it. */
  readonly alone: Tree;
  readonly read: (facts: ReadingFacts) => InboundEvent;
}

/** What is known once the request is taken apart. */
export type ReadingFacts = Pick<CloudContext, 'receivedAt' | 'keptBody'>;

/** What a value is about. */
export interface CloudValueFacts {
  readonly channelExternalId: string | null;
  readonly eventType: string;
  /** The vendor's name in a sentence. */
  readonly vendor: string;
}

type Read = (item: Tree, context: CloudContext) => InboundEvent;

const lists = ['messages', 'message_echoes', 'calls', 'statuses', 'user_id_update', 'errors'] as const;
const notAnObject = 'Not an object; nothing is known of this shape.';

/** Takes a value apart, in the order of messages, echoes, calls, statuses, new ids, faults; a value without any is one ignored item. */
export function readCloudValue(value: Tree, about: CloudValueFacts): readonly CloudItem[] {
  const { channelExternalId, eventType, vendor } = about;
  const base = { channelExternalId, eventType, externalEventId: null };
  const readers: Readonly<Record<(typeof lists)[number], Read>> = {
    messages: readCloudMessage,
    message_echoes: readCloudEcho,
    calls: readCloudCall,
    statuses: readCloudStatus,
    user_id_update: readCloudIdUpdate,
    errors: error => {
      const { providerCode, message } = readCloudFault(error);
      const reason = `${vendor} reports a fault: ${providerCode ?? '?'} ${message}`;
      return ignoreCloud({ ...base, eventType: 'errors' }, reason);
    },
  };
  const contacts = toList(value.contacts).map(toTree);
  const ownAddress = readOwnNumber(toTree(value.metadata).display_phone_number);
  const { messages: _m, message_echoes: _e, calls: _k, statuses: _s, user_id_update: _u, ...others } = value;
  const { errors: _f, contacts: _c, ...rest } = others;
  const items = lists.flatMap(name =>
    toList(value[name]).map((item): CloudItem => {
      const theirs = isTree(item) ? findCloudContacts(item, contacts) : [];
      const named = theirs.length === 0 ? {} : { contacts: theirs };
      return {
        alone: { ...rest, ...named, [name]: [item] },
        read: facts =>
          isTree(item)
            ? readers[name](item, { ...facts, channelExternalId, ownAddress, contacts: theirs })
            : ignoreCloud(base, notAnObject),
      };
    }),
  );
  if (items.length > 0) return items;
  const reason = `${vendor} reports "${eventType}"; this has no effect.`;
  return [{ alone: value, read: () => ignoreCloud(base, reason) }];
}

/** Our own number in international digits; Meta writes it as people do: `+1 555-010-0111`. */
function readOwnNumber(stated: unknown): string | null {
  const digits = readWord(stated, 40)?.replaceAll(/\D/g, '') ?? '';
  return digits.length < 7 ? null : digits;
}

/** One thing of a request in a body of its own. */
export interface CloudItemWithBody {
  readonly body: unknown;
  readonly read: CloudItem['read'];
}

/** Reads the items of a request: one shares the request's body, several have their own. */
export function toParsedCloud(
  items: readonly CloudItemWithBody[],
  keptBody: string,
  receivedAt: Date,
  maxItems: number,
): ParsedWebhook {
  if (items.length < 2) return { events: items.map(item => item.read({ receivedAt, keptBody })), keptBody };
  const taken = items.slice(0, maxItems);
  const keptBodies = taken.map(item => JSON.stringify(item.body));
  const events = taken.map((item, n) => item.read({ receivedAt, keptBody: keptBodies[n] ?? '' }));
  if (taken.length === items.length) return { events, keptBody, keptBodies };
  const reason = `More items than the ${maxItems} that are read of one request; this body holds them all.`;
  const base = { channelExternalId: null, eventType: 'batch', externalEventId: null };
  return {
    events: [...events, ignoreCloud(base, reason)],
    keptBody,
    // Whole, so that nothing of what was left over is lost.
    keptBodies: [...keptBodies, keptBody],
  };
}
