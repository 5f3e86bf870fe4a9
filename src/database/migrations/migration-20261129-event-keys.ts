import { Migration } from '@mikro-orm/migrations';

/**
 * Ledger rows of bookings are found by the record's id, as the booking system shows it; duplicates by their own key.
 */
export class Migration20261129EventKeys extends Migration {
  override up(): void {
    this.addSql(`alter table "webhook_events" add column "dedupe_key" text null`);
    this.addSql(`update "webhook_events" set "dedupe_key" = "external_event_id",
        "external_event_id" = coalesce(
          substring("kept_body" from '"resource_id"\\s*:\\s*"?([0-9A-Za-z_-]{1,64})'),
          split_part(substring("external_event_id" from '^[^:]*:record:[^:]+:'), ':', 3),
          "external_event_id")
      where "source" = 'YCLIENTS'`);
    this.addSql(`drop index "webhook_events_booking_key"`);
    this.addSql(`create unique index "webhook_events_booking_key" on "webhook_events" ("account_id", "dedupe_key")
      where "source" = 'YCLIENTS' and "status" <> 'DUPLICATE'`);
  }
}
