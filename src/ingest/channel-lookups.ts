/**
 * What vendors said when they were asked to which of our numbers an event belongs; so that one question does for a
 * whole conversation. In memory only: what is forgotten is asked again.
 */
import type { ChannelLookup } from '../domain/channel-lookup.js';
import type { IngestItem } from './ingest-item.js';

type Found = Extract<ChannelLookup, { outcome: 'FOUND' }>;

/** Answers by account and question. */
export interface ChannelLookups {
  /**
   * The item with its number filled in where the answer is known. Remembers an event that brings an answer, and forgets
   * what an event ends.
   */
  complete(item: IngestItem): IngestItem;
  /** The answer as the vendor gave it, asked for when it is not known, and at most once at a time. */
  ask(accountId: string, lookup: string, question: () => Promise<ChannelLookup>): Promise<ChannelLookup>;
}

const maxAnswers = 20_000;
/** A person can be moved to another number without an event of it here; after this the vendor is asked again. */
const lifetimeMs = 60 * 60_000;

/** Makes an empty memory; `now` is in milliseconds. */
export function createChannelLookups(now: () => number = Date.now): ChannelLookups {
  const answers = new Map<string, { readonly until: number; readonly found: Found }>();
  const asking = new Map<string, Promise<ChannelLookup>>();
  const keyOf = (accountId: string, lookup: string) => `${accountId} ${lookup}`;

  const remember = (key: string, found: Found): void => {
    answers.delete(key);
    answers.set(key, { until: now() + lifetimeMs, found });
    const [oldest] = answers.keys();
    if (answers.size > maxAnswers && oldest !== undefined) answers.delete(oldest);
  };
  const recall = (key: string): Found | null => {
    const known = answers.get(key);
    return known && known.until > now() ? known.found : null;
  };

  const forget = (accountId: string, part: string): void => {
    for (const key of answers.keys())
      if (key.startsWith(`${accountId} `) && key.includes(part)) answers.delete(key);
  };

  return {
    complete: item => {
      const { event, account } = item;
      if (event.type === 'ignored' && event.endsLookups) forget(account.id, event.endsLookups);
      const { channelLookup, channelExternalId } = event;
      if (channelLookup == null) return item;
      const key = keyOf(account.id, channelLookup);
      if (channelExternalId !== null) {
        if (recall(key)?.channelExternalId !== channelExternalId)
          remember(key, { outcome: 'FOUND', channelExternalId });
        return item;
      }
      const found = recall(key);
      return found && isEnough(item, found) ? { ...item, event: fillIn(item.event, found) } : item;
    },
    ask: (accountId, lookup, question) => {
      const key = keyOf(accountId, lookup);
      const known = recall(key);
      if (known?.personAddress !== undefined) return Promise.resolve(known);
      const running = asking.get(key);
      if (running) return running;
      const asked = question()
        .then(answer => {
          if (answer.outcome === 'FOUND')
            remember(key, { ...answer, personAddress: answer.personAddress ?? null });
          return answer;
        })
        .finally(() => asking.delete(key));
      asking.set(key, asked);
      return asked;
    },
  };
}

/** The event with what the vendor said. */
export function fillIn(event: IngestItem['event'], found: Found): IngestItem['event'] {
  const { channelExternalId } = found;
  return event.type === 'echo' && event.to === ''
    ? { ...event, channelExternalId, to: found.personAddress ?? '' }
    : { ...event, channelExternalId };
}

/** An echo needs to know whom it was written to as well, which only an answer of the vendor tells. */
function isEnough({ event }: IngestItem, found: Found): boolean {
  return event.type !== 'echo' || event.to !== '' || found.personAddress != null;
}
