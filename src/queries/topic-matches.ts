/** Explains which topic a text gets. */
import type { TenantReader } from '../database/tenant-reader.js';
import { BadUserInputError } from '../domain/errors.js';
import { explainTopics, type KeywordHit } from '../domain/topic-rules.js';
import { topics } from './catalog.js';
import type { TopicRow } from './rows.js';

/** A topic with matches in a text. */
export interface TopicCandidateRow {
  readonly topic: TopicRow;
  readonly count: number;
  /** The first matches. */
  readonly keywords: readonly KeywordHit[];
}

/** The topic of a text, and all topics with matches, most matches first. */
export interface TopicMatchesRow {
  readonly topic: TopicRow | null;
  readonly candidates: readonly TopicCandidateRow[];
}

const maxTextChars = 10_000;
const maxKeywords = 20;

/** Matches a text as ingest does, with the current keywords. @throws BadUserInputError for a long text */
export async function topicMatches(reader: TenantReader, text: string): Promise<TopicMatchesRow> {
  if (text.length > maxTextChars)
    throw new BadUserInputError('text', `takes at most ${maxTextChars} characters`);
  const rows = await topics(reader);
  const byId = new Map(rows.map(row => [row.id, row]));
  const candidates = explainTopics(text, rows, maxKeywords).flatMap(({ topicId, ...hits }) => {
    const topic = byId.get(topicId);
    return topic ? [{ topic, ...hits }] : [];
  });
  return { topic: candidates[0]?.topic ?? null, candidates };
}
