/** An account as ingest uses it, from its row. */
import { LRUCache } from 'lru-cache';
import type { AccountEntry } from '../domain/account-entry.js';
import { toAwayRule } from '../domain/away-rule.js';
import { toOwnKeys } from '../domain/identity/own-addresses.js';
import type { TopicRule } from '../domain/topic-rules.js';
import { getProvider } from '../providers/registry.js';
import type { AccountRow } from './account-rows.js';

/** Parsed lists of topics by their JSON, bounded by its length: one of 5,000 keywords has up to half a million characters. */
const topicLists = new LRUCache<string, readonly TopicRule[]>({
  maxSize: 8_000_000,
  sizeCalculation: (_topics, topicList) => topicList.length,
});

/** Unchanged topics stay the same array, for which the keywords are compiled once (`matchTopic`). */
function parseTopics(topicList: string): readonly TopicRule[] {
  const known = topicLists.get(topicList);
  if (known) return known;
  const topics: readonly TopicRule[] = JSON.parse(topicList);
  topicLists.set(topicList, topics);
  return topics;
}

/** The account with its rules compiled. */
export function toAccountEntry(given: AccountRow): AccountEntry {
  const { channels, channelNames, topicList, timezone, businessHours, awayText, ...row } = given;
  const company = { timezone, businessHours, awayText };
  const awayRules = channels.flatMap(c => {
    const rule = toAwayRule(c, company);
    return rule === null ? [] : [[c.id, rule] as const];
  });
  return {
    ...row,
    awayRules: new Map(awayRules),
    archivedChannelIds: new Set(channels.filter(c => c.isArchived).map(c => c.id)),
    topics: parseTopics(topicList),
    addresses: getProvider(row.kind).addresses,
    ownKeys: toOwnKeys(channelNames, row.defaultCountry),
    channelIdByExternalId: new Map(channels.map(c => [c.externalId, c.id])),
    defaultChannelId: channels.find(c => c.isDefault)?.id ?? null,
  };
}
