/**
 * Splits one `value` in Meta's Cloud API format into its messages, echoes, statuses, new ids and errors.
 *
 * Meta sends up to a thousand of them in a request. Each is stored in its own body, which parses to the same event:
 * storing the whole body with each item would make the ledger grow with the square of the batch size.
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

/** One item of a request. */
export interface CloudItem {
  /** The value with only this item in it. */
  readonly alone: Tree;
  readonly read: (facts: ReadingFacts) => InboundEvent;
}

/** Facts known after the request was split. */
export type ReadingFacts = Pick<CloudContext, 'receivedAt' | 'keptBody'>;

/** Context of a value. */
export interface CloudValueFacts {
  readonly channelExternalId: string | null;
  readonly eventType: string;
  /** The vendor's display name. */
  readonly vendor: string;
}

type Read = (item: Tree, context: CloudContext) => InboundEvent;

const lists = ['messages', 'message_echoes', 'calls', 'statuses', 'user_id_update', 'errors'] as const;
const notAnObject = 'Not an object; nothing is known of this shape.';

/** Splits a value: messages, echoes, calls, statuses, new ids, errors, in this order. None: one ignored item. */
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

/** Our own number in international digits; Meta formats it for display: `+1 555-010-0111`. */
function readOwnNumber(stated: unknown): string | null {
  const digits = readWord(stated, 40)?.replaceAll(/\D/g, '') ?? '';
  return digits.length < 7 ? null : digits;
}

/** One item of a request with its own body. */
export interface CloudItemWithBody {
  readonly body: unknown;
  readonly read: CloudItem['read'];
}

/** Reads the items of a request: a single item uses the request's body, several have one each. */
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
    // The whole body, so that leftover data is not lost.
    keptBodies: [...keptBodies, keptBody],
  };
}
