/** Waits for the search, which stores what it reads in the event log. */
import { waitFor } from './wait-for.js';

interface Queries {
  query(text: string): Promise<{ rows: unknown[] }>;
}

/** Resolves when the search has read the events of every company. */
export const untilSearchable = (database: Queries): Promise<unknown> =>
  waitFor(
    async () =>
      (
        await database.query(
          `select 1 from event_counters c left join search_positions p using (tenant_id)
            where p.position is distinct from c.position or p.fill_stage is not null limit 1`,
        )
      ).rows.length === 0,
    { what: 'the search to have read everything' },
  );
