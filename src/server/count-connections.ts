import type { ConnectionBudget } from '../database/connection-budget.js';
import type { Database } from '../database/database.js';

/** Connections by use, with their limits. */
export function* countConnections({ connections }: Database, budget: ConnectionBudget) {
  for (const [use, count] of connections) yield [use, { ...count(), limit: budget[use] }] as const;
}
