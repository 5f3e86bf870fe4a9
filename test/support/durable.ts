/** Invariants of a database after any faults of its servers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { countMessages, readRows } from './message-rows.js';
import type { WebhookLoad } from './webhook-load.js';

/** Every acknowledged text is exactly one message, and no text is two messages. */
export async function expectAcknowledgedOnce(databaseUrl: string, load: WebhookLoad): Promise<void> {
  const counts = await countMessages(databaseUrl);
  expect([...load.acknowledged].filter(text => counts.get(text) !== 1)).toEqual([]);
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
}

/** For the only company: every position up to the counter exists once, and every message has its event. */
export async function expectWholeLog(databaseUrl: string): Promise<void> {
  const [log] = await readRows<Record<string, number>>(
    databaseUrl,
    `select count(*)::int as rows, max(e.position)::int as last, max(c.position)::int as counter,
            count(*) filter (where e.kind = 'MESSAGE_ADDED')::int as added, (select count(*)::int from messages) as messages
       from domain_events e join event_counters c using (tenant_id)`,
  );
  expect(log).toMatchObject({ rows: log?.counter, last: log?.counter, added: log?.messages });
}

/** The postmaster process of a folder's embedded database. */
export async function findPostmasterPid(dataDir: string): Promise<number> {
  const file = join(dataDir, 'postgres', 'cluster', 'data', 'postmaster.pid');
  return Number.parseInt(await readFile(file, 'utf8'), 10);
}
