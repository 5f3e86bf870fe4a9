/** Reads of proposed replies. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import { rowsById } from './rows-by-id.js';

/** A proposed reply as queries return it. */
export type ReplySuggestionRow = Readonly<ReplySuggestion>;

const suggestions = tableOf(ReplySuggestion);
const suggestion = suggestions.of('s');

const byIds = rowsById(ReplySuggestion);

/** One is open in a conversation at the most. */
const openOnes = tenantStatement(
  'open-reply-suggestions',
  sql`select ${suggestions.select('s')} from ${suggestions.table} s
    where ${suggestion.tenantId} = $1 and ${suggestion.conversationId} = any($2::uuid[])
      and ${suggestion.status} = ${quoted(SuggestionStatus.OPEN)}`,
);

/** The proposal with this id; null when the tenant has none. */
export const loadReplySuggestion = (source: LoadSource, id: string) =>
  loadById<ReplySuggestionRow>(source, byIds, id);

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
