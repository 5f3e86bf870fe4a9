/** Reads of proposed replies. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import type { LoadSource } from './booking-loaders.js';

/** A proposed reply as queries return it. */
export type ReplySuggestionRow = Readonly<ReplySuggestion>;

const suggestions = tableOf(ReplySuggestion);
const suggestion = suggestions.of('s');

const byIds = tenantStatement(
  'reply-suggestions-by-id',
  sql`select ${suggestions.select('s')} from ${suggestions.table} s
    where ${suggestion.tenantId} = $1 and ${suggestion.id} = any($2::uuid[])`,
);

/** One is open in a conversation at the most. */
const openOnes = tenantStatement(
  'open-reply-suggestions',
  sql`select ${suggestions.select('s')} from ${suggestions.table} s
    where ${suggestion.tenantId} = $1 and ${suggestion.conversationId} = any($2::uuid[])
      and ${suggestion.status} = ${quoted(SuggestionStatus.OPEN)}`,
);

/** The proposal with this id; null when the tenant has none. */
export function loadReplySuggestion(
  { reader, loaders }: LoadSource,
  id: string,
): Promise<ReplySuggestionRow | null> {
  return loaders
    .byParent<ReplySuggestionRow | null>('reply-suggestion', async ids => {
      const rows = new Map((await reader.rows(byIds, ids)).map(row => [row.id, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(id);
}

/** The open proposal of a conversation; null without one. */
export function loadOpenSuggestion(
  { reader, loaders }: LoadSource,
  conversationId: string,
): Promise<ReplySuggestionRow | null> {
  return loaders
    .byParent<ReplySuggestionRow | null>('open-reply-suggestion', async ids => {
      const rows = new Map((await reader.rows(openOnes, ids)).map(row => [row.conversationId, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(conversationId);
}
