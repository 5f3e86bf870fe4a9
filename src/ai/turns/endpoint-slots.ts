/**
 * How many calls an endpoint gets at once, from all processes. A call's row is its slot: reserved before the call, free when
 * it is settled, or after a lease when its process has died.
 */
import { tableOf } from '../../database/columns.js';
import type { Transaction } from '../../database/database.js';
import { as, int, sql } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { AiCall } from '../../entities/ai-call.entity.js';

const call = tableOf(AiCall).of('k');
const assistant = tableOf(AiAssistant).of('a');
const maxCallsAtOnce = 4;
/** Longer than the longest time limit of a call. */
const leaseSeconds = 150;
/** Slots of different endpoints are counted at the same time. */
const lockClass = 4_711_083;

const lock = statement('ai-lock-endpoint', 'select pg_advisory_xact_lock($1::int, hashtext($2))');

const countRunning = statement(
  'ai-running-calls',
  sql`select ${as('running', int('count(*)::int'))} from ${tableOf(AiCall).table} k
     join ${tableOf(AiAssistant).table} a on ${assistant.id} = ${call.assistantId} and ${assistant.endpointUrl} = $1
    where ${call.latencyMs} is null and ${call.createdAt} > now() - interval '${leaseSeconds} seconds'`,
);

/** True if the endpoint may get one more call, whose row is to be reserved in this transaction. */
export async function hasFreeSlot({ query }: Transaction, endpointUrl: string): Promise<boolean> {
  await query(lock, [lockClass, endpointUrl]);
  const [row] = await query(countRunning, [endpointUrl]);
  return (row?.running ?? 0) < maxCallsAtOnce;
}
