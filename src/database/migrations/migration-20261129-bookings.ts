import { Migration } from '@mikro-orm/migrations';

/** Booking lists include those without a time, at their end; the last notice of a cancelled booking is cleared. */
export class Migration20261129Bookings extends Migration {
  override up(): void {
    const start = `coalesce("starts_at", '-infinity'::timestamptz) desc`;
    this.addSql(`drop index "bookings_start_idx"`);
    this.addSql(`create index "bookings_start_idx" on "bookings" ("tenant_id", ${start}, "id" desc)`);
    this.addSql(`drop index "bookings_contact_idx"`);
    this.addSql(`create index "bookings_contact_idx" on "bookings" ("contact_id", ${start}, "id" desc)`);
    this.addSql(`update "bookings" set "told" = null where "status" = 'CANCELLED' and "told" is not null`);
  }
}
