import { Migration } from '@mikro-orm/migrations';

/** Bookings: salons, records with their revisions, decisions and templates of notices; and their ledger columns. */
export class Migration20261121Bookings extends Migration {
  override up(): void {
    this.addSql(`create table "booking_accounts" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "name" text not null,
      "credentials_cipher" text null,
      "webhook_key_hash" text not null,
      "webhook_key_prefix" text not null,
      "accepts_bare_loopback" boolean not null default false,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "booking_accounts_webhook_key_hash_key" unique ("webhook_key_hash"),
      constraint "booking_accounts_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")
    )`);
    this.addSql(`create index "booking_accounts_tenant_id_idx" on "booking_accounts" ("tenant_id", "id")`);
    this.addSql(`create table "salons" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "account_id" uuid not null,
      "company_id" text not null,
      "name" text not null,
      "timezone" text not null,
      "locale" text null,
      "currency" text null,
      "business_type" text null,
      "address" text null,
      "notice_channel_id" uuid null,
      "grouping_seconds" int not null default 60,
      "recent_activity_minutes" int null,
      "bot_comment_markers" text[] not null,
      "tells_changes_of_bot_bookings" boolean not null default false,
      "reminder_hours" int[] not null,
      "reconciled_through" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "salons_company_key" unique ("account_id", "company_id"),
      constraint "salons_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "salons_account_id_foreign" foreign key ("account_id") references "booking_accounts" ("id"),
      constraint "salons_notice_channel_tenant_foreign"
        foreign key ("notice_channel_id", "tenant_id") references "channels" ("id", "tenant_id")
    )`);
    this.addSql(`create index "salons_tenant_id_idx" on "salons" ("tenant_id", "id")`);
    this.addSql(`create index "salons_company_id_idx" on "salons" ("company_id")`);
    this.addSql(`create table "bookings" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "salon_id" uuid not null,
      "company_external_id" text not null,
      "external_id" text not null,
      "contact_id" uuid null,
      "status" text not null,
      "starts_at" timestamptz null,
      "starts_at_local" text null,
      "length_seconds" int null,
      "services" jsonb not null,
      "staff_external_id" text null,
      "staff_name" text null,
      "total_cost" double precision null,
      "client_external_id" text null,
      "client_name" text null,
      "client_phone" text null,
      "attendance" int not null default 0,
      "created_by_bot" boolean not null default false,
      "changed_at" timestamptz null,
      "revision" int not null,
      "told" jsonb null,
      "told_at" timestamptz null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      primary key ("id"),
      constraint "bookings_external_key" unique ("salon_id", "external_id"),
      constraint "bookings_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "bookings_salon_id_foreign" foreign key ("salon_id") references "salons" ("id"),
      constraint "bookings_contact_id_foreign" foreign key ("contact_id") references "contacts" ("id") on delete set null
    )`);
    this.addSql(`create index "bookings_start_idx" on "bookings" ("tenant_id", "starts_at" desc, "id" desc)`);
    this.addSql(
      `create index "bookings_contact_idx" on "bookings" ("contact_id", "starts_at" desc, "id" desc)`,
    );
    this.addSql(`create index "bookings_salon_start_idx" on "bookings" ("salon_id", "starts_at")`);
    this.addSql(`create table "booking_revisions" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "booking_id" uuid not null,
      "number" int not null,
      "action" text not null,
      "at" timestamptz not null,
      "changes" jsonb not null,
      "source_event_id" uuid null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "booking_revisions_number_key" unique ("booking_id", "number"),
      constraint "booking_revisions_booking_id_foreign" foreign key ("booking_id") references "bookings" ("id")
    )`);
    this.addSql(
      `create index "booking_revisions_source_event_idx" on "booking_revisions" ("source_event_id")`,
    );
    this.addSql(`create table "booking_notifications" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "booking_id" uuid not null,
      "notification_type" text not null,
      "decision" text not null,
      "reason" text null,
      "revision" int not null,
      "dedupe_key" text not null,
      "due_at" timestamptz null,
      "sent_at" timestamptz null,
      "message_id" uuid null,
      "template_id" uuid null,
      "variant" text null,
      "source_event_id" uuid null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "booking_notifications_dedupe_key" unique ("booking_id", "dedupe_key"),
      constraint "booking_notifications_booking_id_foreign" foreign key ("booking_id") references "bookings" ("id")
    )`);
    this.addSql(
      `create unique index "booking_notifications_scheduled_key" on "booking_notifications" ("booking_id") where "decision" = 'SCHEDULED'`,
    );
    this.addSql(
      `create index "booking_notifications_tenant_idx" on "booking_notifications" ("tenant_id", "id")`,
    );
    this.addSql(`create index "booking_notifications_sent_at_idx" on "booking_notifications" ("sent_at")`);
    this.addSql(
      `create index "booking_notifications_variant_idx" on "booking_notifications" ("template_id", "variant") where "template_id" is not null`,
    );
    this.addSql(`create table "notification_templates" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "kind" text not null,
      "locale" text not null,
      "business_type" text not null,
      "body" text not null,
      "attach_calendar_file" boolean not null default false,
      "updated_at" timestamptz not null,
      primary key ("id"),
      constraint "notification_templates_key" unique ("tenant_id", "kind", "locale", "business_type"),
      constraint "notification_templates_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")
    )`);
    this.addSql(`create table "template_variants" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "template_id" uuid not null,
      "key" text not null,
      "weight" int not null,
      "body" text not null,
      primary key ("id"),
      constraint "template_variants_key" unique ("template_id", "key"),
      constraint "template_variants_template_id_foreign" foreign key ("template_id") references "notification_templates" ("id")
    )`);
    this.addSql(`create table "bot_bookings" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "company_id" text not null,
      "external_id" text not null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "bot_bookings_key" unique ("tenant_id", "company_id", "external_id")
    )`);
    // The column name that the statistics of the set-up guide use for the time of arrival.
    this.addSql(
      `alter table "webhook_events" add column "created_at" timestamptz generated always as ("received_at") stored`,
    );
    // The booking system sends no event ids: a unique key of an event's facts replaces them.
    this.addSql(`create unique index "webhook_events_booking_key" on "webhook_events" ("account_id", "external_event_id")
      where "source" = 'YCLIENTS' and "status" <> 'DUPLICATE'`);
  }
}
