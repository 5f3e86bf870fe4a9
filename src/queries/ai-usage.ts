/** What assistants did and used. */
import { tableOf } from '../database/columns.js';
import { as, int, notNull, quoted, sql, text } from '../database/sql.js';
import { type RowOf, tenantStatement } from '../database/statement.js';
import type { Money } from '../domain/money.js';
import { AiTurnStatus, SuggestionStatus } from '../domain/vocabulary.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { AiTurn } from '../entities/ai-turn.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import type { LoadSource } from './load-source.js';

const calls = tableOf(AiCall);
const turns = tableOf(AiTurn);
const suggestions = tableOf(ReplySuggestion);
const [k, u, s] = [calls.of('k'), turns.of('u'), suggestions.of('s')];

const within = (column: string): string => `${column} >= $3 and ($4::timestamptz is null or ${column} < $4)`;
const turnsThat = (status: AiTurnStatus): string =>
  `(select count(*)::int from ${turns.table} u where ${u.tenantId} = $1 and ${u.assistantId} = $2 and ${within(String(u.createdAt))} and ${u.status} = ${quoted(status)})`;

const proposals = (status?: SuggestionStatus, more = ''): string =>
  `(select count(*)::int from ${suggestions.table} s where ${s.tenantId} = $1 and ${s.assistantId} = $2 and ${within(String(s.createdAt))}${status === undefined ? '' : ` and ${s.status} = ${quoted(status)}`}${more})`;

/** $2 assistant, $3 from, $4 to or null. */
const usage = tenantStatement(
  'ai-usage',
  sql`select ${as('calls', int('count(*)::int'))}, ${as('failures', int(`(count(*) filter (where ${k.fault} is not null))::int`))},
          ${as('promptTokens', int(`coalesce(sum(${k.promptTokens}), 0)::int8`))}, ${as('completionTokens', int(`coalesce(sum(${k.completionTokens}), 0)::int8`))},
          ${as('sent', int(turnsThat(AiTurnStatus.ANSWERED)))}, ${as('handoffs', int(turnsThat(AiTurnStatus.HANDED_OFF)))},
          ${as('suggested', int(proposals()))}, ${as('used', int(proposals(SuggestionStatus.USED)))},
          ${as('edited', int(proposals(SuggestionStatus.USED, ` and ${s.isChanged}`)))},
          ${as('dismissed', int(proposals(SuggestionStatus.DISMISSED)))}, ${as('outdated', int(proposals(SuggestionStatus.OUTDATED)))}
     from ${calls.table} k where ${k.tenantId} = $1 and ${k.assistantId} = $2 and ${within(String(k.createdAt))}`,
);

/** $2 assistant, $3 from, $4 to or null. */
const costs = tenantStatement(
  'ai-costs',
  sql`select ${as('amount', text(`trim_scale(sum(${k.costAmount}))::text`))}, ${as('currency', notNull(k.costCurrency))}
     from ${calls.table} k where ${k.tenantId} = $1 and ${k.assistantId} = $2 and ${within(String(k.createdAt))} and ${k.costAmount} is not null
    group by ${k.costCurrency} order by ${k.costCurrency}`,
);

/** Figures of an assistant. */
export type AiUsageRow = RowOf<typeof usage> & { readonly costs: readonly Money[] };

/** Of one assistant, in a range of time. */
export async function readAiUsage(
  { reader }: Pick<LoadSource, 'reader'>,
  assistantId: string,
  after: Date,
  before: Date | null,
): Promise<AiUsageRow> {
  const [row, sums] = await Promise.all([
    reader.row(usage, assistantId, after, before),
    reader.rows(costs, assistantId, after, before),
  ]);
  if (!row) throw new Error('An aggregate without a row.');
  return { ...row, costs: sums };
}
