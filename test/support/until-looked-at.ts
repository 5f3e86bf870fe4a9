/** Waits for the look of an assistant at what was written last. */
import { waitFor } from './wait-for.js';

interface Queries {
  query(text: string, values: unknown[]): Promise<{ rows: { isLookedAt: boolean }[] }>;
}

/** Resolves when the events of every company were read, and no look at the conversation is to come. */
export const untilLookedAt = (database: Queries, conversationId: string): Promise<unknown> =>
  waitFor(
    async () =>
      (
        await database.query(
          `select not exists (select from ai_turn_jobs where conversation_id = $1)
              and not exists (select from ai_positions p join event_counters c using (tenant_id) where c.position > p.position) as "isLookedAt"`,
          [conversationId],
        )
      ).rows[0]?.isLookedAt,
    { what: 'the look at the last message' },
  );
