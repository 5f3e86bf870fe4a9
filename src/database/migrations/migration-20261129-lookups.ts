import { Migration } from '@mikro-orm/migrations';

/** Channel lookups: their results are stored, and events of one conversation wait for them in order. */
export class Migration20261129Lookups extends Migration {
  override up(): void {
    this.addSql(`create table "known_lookups" (
      "account_id" uuid not null,
      "lookup" text not null,
      "tenant_id" uuid not null,
      "lane" text not null,
      "channel_external_id" text not null,
      "person_address" text null,
      "is_asked" boolean not null,
      "found_at" timestamptz not null,
      primary key ("account_id", "lookup")
    )`);
    this.addSql(`create index "known_lookups_lane_idx" on "known_lookups" ("account_id", "lane")`);
    this.addSql(`alter table "webhook_events" add column "lookup_lane" text null`);
    this.addSql(
      `create index "webhook_events_lookup_idx" on "webhook_events" ("account_id", "lookup_lane", "id") where "status" = 'RECEIVED' and "lookup_lane" is not null`,
    );
    // Events that wait already have no conversation: each is its own.
    this.addSql(
      `update "webhook_events" set "lookup_lane" = "id"::text where "status" = 'RECEIVED' and "source" = 'TWILIO_CONVERSATIONS'`,
    );
  }
}
