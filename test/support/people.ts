/** Reads the contacts of a company from the database. */
import { expect } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';

/** Reads one company. */
export function lookAtPeople(database: () => Database, tenantId: () => string) {
  const rows = async (sql: string, ...values: unknown[]) =>
    (await database().pool.query(sql, [tenantId(), ...values])).rows;
  /** Contacts that are not merged, the oldest first. */
  const people = () =>
    rows('select * from contacts where tenant_id = $1 and merged_into_id is null order by created_at, id');
  /** Leads that were not merged into another. */
  const cases = () => rows('select * from leads where tenant_id = $1 and merged_into_id is null');
  const eventsAfter = (position: number) =>
    rows('select * from domain_events where tenant_id = $1 and position > $2 order by position', position);
  return {
    rows,
    people,
    cases,
    eventsAfter,
    position: async (): Promise<number> =>
      (await rows('select position::int from event_counters where tenant_id = $1'))[0].position,
    /** Adds a user who may merge. */
    addColleague: async () => {
      const userId = uuidV7();
      await rows(
        `insert into users (id, tenant_id, email, name, role, password_hash, created_at) values ($2, $1, $3, 'M', 'MANAGER', 'x', now())`,
        userId,
        `${userId}@acme.test`,
      );
      return { tenantId: tenantId(), userId };
    },
    /** All data that must be equal in every order; without ids and times. */
    state: async () => ({
      people: (await people()).map(row => [row.display_name, row.phone]),
      addresses: (
        await rows(
          `select kind, canonical, contact_id in (select id from contacts where merged_into_id is null) as living
             from contact_identities where tenant_id = $1 order by canonical`,
        )
      ).map(row => [row.kind, row.canonical, row.living]),
      /** Address, unread; for an open lead, of the address's owner, the lead of the same; messages. */
      conversations: (
        await rows(
          `select v.address, v.unread_count, l.merged_into_id is null as with_open_lead, v.contact_id = i.contact_id as agrees,
                  l.contact_id = v.contact_id as lead_agrees,
                  (select count(*)::int from messages m where m.conversation_id = v.id and m.direction = 'INBOUND') as messages
             from conversations v join contact_identities i on i.id = v.identity_id left join leads l on l.id = v.lead_id
            where v.tenant_id = $1 order by v.address`,
        )
      ).map(row => Object.values(row)),
      leads: (await cases()).map(row => [row.name, row.phone]),
      notes: (
        await rows(
          `select count(*)::int as count, bool_and(l.merged_into_id is null) as kept from notes n join leads l on l.id = n.lead_id where n.tenant_id = $1`,
        )
      )[0],
    }),
    expectDenseLog: async () => {
      const positions = (await eventsAfter(0)).map(row => Number(row.position));
      expect(positions).toEqual(positions.map((_, index) => index + 1));
    },
  };
}
