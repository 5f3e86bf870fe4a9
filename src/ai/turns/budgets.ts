/** Budgets of an assistant, in tokens and in money: what is spent and reserved, and whether one more call fits. */
import { tableOf } from '../../database/columns.js';
import type { Transaction } from '../../database/database.js';
import { as, bool, int, sql } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { AiCall } from '../../entities/ai-call.entity.js';
import type { TurnConversation } from './turn-state.js';

const assistants = tableOf(AiAssistant);
const assistant = assistants.of('a');
const calls = tableOf(AiCall);
const call = calls.of('k');

const tokens = `${call.promptTokens}::int8 + ${call.completionTokens}`;
const since = (unit: string) =>
  `${call.createdAt} >= date_trunc('${unit}', now() at time zone $3) at time zone $3`;
/** Only what is limited is added up: the calls of a month can be many. */
const tokensOf = (limit: string, condition: string) =>
  int(
    `case when ${limit} is null then 0 else coalesce((select sum(${tokens}) from ${calls.table} k where ${condition}), 0) end::int8`,
  );
const price = (prompt: string, completion: string) =>
  `(${prompt} * ${assistant.promptTokenPrice} + ${completion} * ${assistant.completionTokenPrice}) / 1000000`;
/** A call that runs, or whose process died, counts by its estimate; a cost in a former currency is not counted. */
const cost = `case when ${call.latencyMs} is null then ${price(call.promptTokens, call.completionTokens)}
                   when ${call.costCurrency} = ${assistant.priceCurrency} then ${call.costAmount} end`;

/** $1 assistant, $2 conversation, $3 time zone, $4 and $5 estimated tokens of a call. */
const readSpent = statement(
  'ai-spent-budgets',
  sql`select ${as('conversation', tokensOf(assistant.conversationTokenLimit, `${call.conversationId} = $2 and ${call.assistantId} = $1`))},
          ${as('day', tokensOf(assistant.dailyTokenLimit, `${call.assistantId} = $1 and ${since('day')}`))},
          ${as('month', tokensOf(assistant.monthlyTokenLimit, `${call.assistantId} = $1 and ${since('month')}`))},
          ${as(
            'isOverCost',
            bool(`case when ${assistant.dailyCostLimit} is null then false else coalesce((${assistant.dailyCostLimit} ->> 'amount')::numeric <
              coalesce((select sum(${cost}) from ${calls.table} k where ${call.assistantId} = $1 and ${since('day')}), 0)
              + ${price('$4::int8', '$5::int8')}, false) end`),
          )}
     from ${assistants.table} a where ${assistant.id} = $1`,
);

/** A budget that one more call would exceed. */
export interface SpentBudget {
  /** What there is too much of. */
  readonly name: string;
  readonly limit: number;
}

/**
 * The first budget that a call of so many tokens would exceed; null when it fits. The caller holds the assistant's lock,
 * so that two conversations do not spend the same.
 */
export async function findSpentBudget(
  { query }: Pick<Transaction, 'query'>,
  { id, conversationTokenLimit, dailyTokenLimit, monthlyTokenLimit, dailyCostLimit }: AiAssistant,
  { conversationId, timezone }: Pick<TurnConversation, 'conversationId' | 'timezone'>,
  { prompt, completion }: { readonly prompt: number; readonly completion: number },
): Promise<SpentBudget | null> {
  const [spent] = await query(readSpent, [id, conversationId, timezone, prompt, completion]);
  for (const [name, limit, used = 0] of [
    ['tokens of the conversation', conversationTokenLimit, spent?.conversation],
    ['tokens of the day', dailyTokenLimit, spent?.day],
    ['tokens of the month', monthlyTokenLimit, spent?.month],
  ] as const)
    if (limit !== null && used + prompt + completion > limit) return { name, limit };
  if (dailyCostLimit === null || !spent?.isOverCost) return null;
  return { name: `${dailyCostLimit.currency} of the day`, limit: Number(dailyCostLimit.amount) };
}
