/** Checks the settings of PostgreSQL, and of a pooler in front of it; problems are reported at the start. */
import { type ConnectionBudget, sessionConnections } from './connection-budget.js';
import type { Database } from './database.js';
import { statement } from './statement.js';

const readSettings = statement<Settings>(
  'server-settings',
  `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as room,
          current_setting('statement_timeout') as "statementTimeout", current_setting('TimeZone') as "timeZone",
          current_user as role`,
);

interface Settings {
  readonly room: number;
  readonly statementTimeout: string;
  readonly timeZone: string;
  readonly role: string;
}

/** Checks the server through the query connections. @returns sentences for the operator; empty without problems */
export async function checkServer(
  database: Database,
  budget: ConnectionBudget,
  timeoutMs: number,
): Promise<string[]> {
  const [settings] = await database.query(readSettings);
  if (!settings) return [];
  const { room, statementTimeout, timeZone, role } = settings;
  const hasPooler = database.sessionUrl !== database.url;
  const needed = hasPooler
    ? sessionConnections(budget)
    : Object.values(budget).reduce((sum, count) => sum + count, 0);
  const complaints: string[] = [];
  if (needed > room)
    complaints.push(
      `This process may open ${needed} connections, PostgreSQL takes ${room} in all; raise max_connections or lower DATABASE_CONNECTIONS.`,
    );
  // The pools cannot set these themselves behind a pooler (docs/scaling.md).
  if (hasPooler && statementTimeout === '0')
    complaints.push(
      `PostgreSQL does not end statements that take too long: alter role "${role}" set statement_timeout = ${timeoutMs}.`,
    );
  if (hasPooler && timeZone !== 'UTC')
    complaints.push(`Sessions are not in UTC, which costs time: alter role "${role}" set timezone = 'UTC'.`);
  return complaints;
}
