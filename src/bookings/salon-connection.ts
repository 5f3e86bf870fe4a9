/** Lifecycle calls of the booking system about the application itself: a branch removed it, or it was suspended. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Salon } from '../entities/salon.entity.js';

const salons = tableOf(Salon);
const salon = salons.of('s');
const { column } = salons;

const endings: ReadonlyMap<string, string> = new Map([
  ['marketplace.uninstall', 'uninstall'],
  ['marketplace.freeze', 'freeze'],
]);

const write = statement(
  'booking-salon-connection',
  `update ${salons.table} s set ${column.connectionState} = $4, ${column.connectionStateAt} = $5
    where ${salon.tenantId} = $1 and ${salon.accountId} = $2 and ${salon.companyId} = $3
      and ${salon.connectionState} is distinct from $4
   returning ${salon.id} as "id"`,
);

/** The connection state that an event of this kind sets; null for every other kind. */
export function endingOf(eventType: string): string | null {
  return endings.get(eventType) ?? null;
}

/** Stores the connection state of a branch; null when it reports bookings again. @returns true if it changed */
export async function writeConnectionState(
  transaction: Transaction,
  about: { readonly tenantId: string; readonly accountId: string; readonly companyId: string },
  state: string | null,
  at: Date | null,
): Promise<boolean> {
  const { tenantId, accountId, companyId } = about;
  return (await transaction.query(write, [tenantId, accountId, companyId, state, at])).length > 0;
}
