/**
 * Scheduled pull of changed records: the booking system posts each change once and never retries, so a lost webhook is
 * found here. Pulled events are processed like webhooks, and are duplicates when they arrived before.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, notNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { KeptBookingEvent } from '../domain/booking-event.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';
import type { Sweep } from '../jobs/sweep.js';
import type { BookingIntake } from './intake.js';

/** Changed records, as events in the booking system's own envelope, or the reason why there are none. */
export type PulledEvents =
  | { readonly ok: true; readonly events: readonly KeptBookingEvent[] }
  | { readonly ok: false; readonly detail: string };

/** Parameters of a pull. */
export interface PullRequest {
  readonly accountId: string;
  readonly credentialsCipher: string | null;
  readonly companyId: string;
  readonly changedAfter: Date;
  /** Which of these records are known, with their last applied change. */
  readonly findKnown: (externalIds: readonly string[]) => Promise<ReadonlyMap<string, Date | null>>;
}

/** Calls the booking system; null when the connection has no credentials, which disables the pull. */
export type PullChanges = (request: PullRequest) => Promise<PulledEvents | null>;

/** Options of `createReconcile`. */
export interface ReconcileOptions {
  readonly database: Database;
  readonly intake: BookingIntake;
  readonly pull: PullChanges;
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
  /** The server's clock; for tests. */
  readonly now?: () => Date;
}

/** The pull; `run` returns the number of new events. */
export interface Reconcile {
  run(): Promise<number>;
}

const salons = tableOf(Salon);
const salon = salons.of('s');
const account = tableOf(BookingAccount).of('a');
const booking = tableOf(Booking).of('b');

/** Read again with each pull: clocks differ, and a record may become visible a little after it changed. */
const overlapMs = 10 * 60_000;
/** Range of the first pull: far enough for a webhook that was lost while the connection was set up. */
const firstPullMs = 60 * 60_000;
const everyMs = 5 * 60_000;

const listSalons = statement(
  'booking-reconcile-salons',
  sql`select ${as('id', salon.id)}, ${as('tenantId', salon.tenantId)}, ${as('companyId', salon.companyId)},
          ${as('reconciledThrough', salon.reconciledThrough)}, ${as('accountId', account.id)},
          ${as('credentialsCipher', notNull(account.credentialsCipher))}
     from ${salons.table} s join ${tableOf(BookingAccount).table} a on ${account.id} = ${salon.accountId}
    where ${account.credentialsCipher} is not null and ${account.disconnectedAt} is null order by ${salon.id}`,
);
const moveOn = statement(
  'booking-reconcile-move-on',
  `update ${salons.table} set ${salons.column.reconciledThrough} = $2 where ${salons.column.id} = $1`,
);
const findKnown = statement(
  'booking-reconcile-known',
  sql`select ${as('id', booking.externalId)}, ${as('changedAt', booking.changedAt)} from ${tableOf(Booking).table} b
    where ${booking.salonId} = $1 and ${booking.externalId} = any($2::text[])`,
);

interface SalonToPull {
  readonly id: string;
  readonly tenantId: string;
  readonly companyId: string;
  readonly reconciledThrough: Date | null;
  readonly accountId: string;
  readonly credentialsCipher: string;
}

/** Creates the pull. */
export function createReconcile(options: ReconcileOptions): Reconcile {
  const { database, intake, pull, log, now = () => new Date() } = options;

  const pullOne = async (row: SalonToPull): Promise<number> => {
    const startedAt = now();
    const from = row.reconciledThrough ?? new Date(startedAt.getTime() - firstPullMs);
    const pulled = await pull({
      accountId: row.accountId,
      credentialsCipher: row.credentialsCipher,
      companyId: row.companyId,
      changedAfter: new Date(from.getTime() - overlapMs),
      findKnown: async ids =>
        new Map((await database.query(findKnown, [row.id, ids])).map(({ id, changedAt }) => [id, changedAt])),
    });
    if (pulled === null) return 0;
    if (!pulled.ok) {
      log('booking pull failed', { companyId: row.companyId, detail: pulled.detail });
      return 0;
    }
    const receipts = await intake({
      account: { id: row.accountId, tenantId: row.tenantId, companyIds: [row.companyId] },
      events: pulled.events,
      receivedAt: startedAt,
      headers: { 'x-trunkline-origin': 'reconcile' },
    });
    await database.query(moveOn, [row.id, startedAt]);
    return receipts.filter(({ status }) => status === 'RECEIVED').length;
  };

  return {
    run: async () => {
      let found = 0;
      for (const row of await database.query(listSalons)) found += await pullOne(row);
      return found;
    },
  };
}

/** Pulls at start and every five minutes. */
export function createReconcileSweep(reconcile: Reconcile): Sweep {
  return { name: 'booking reconcile', everyMs, run: async () => void (await reconcile.run()) };
}
