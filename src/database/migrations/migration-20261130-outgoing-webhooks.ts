import { Migration } from '@mikro-orm/migrations';

/** Endpoints of the company's own systems, and what was posted to them. */
export class Migration20261130OutgoingWebhooks extends Migration {
  override up(): void {
    this.addSql(`create table "webhook_endpoints" (
      "id" uuid not null, "tenant_id" uuid not null, "url" text not null, "description" text null,
      "event_types" text[] null, "channel_ids" text[] null, "secret_cipher" text not null,
      "previous_secret_cipher" text null, "previous_secret_until" timestamptz null,
      "is_enabled" boolean not null default true, "disabled_reason" text null, "position" bigint not null,
      "failing_since" timestamptz null, "last_delivered_at" timestamptz null, "skipped_events" int not null default 0,
      "skipped_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "webhook_endpoints_tenant_id_idx" on "webhook_endpoints" ("tenant_id")`);
    this.addSql(
      `alter table "webhook_endpoints" add constraint "webhook_endpoints_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(`create table "webhook_deliveries" (
      "id" uuid not null, "tenant_id" uuid not null, "endpoint_id" uuid not null, "status" text not null,
      "type" text null, "event_position" bigint null, "subject_id" uuid null, "contact_id" uuid null,
      "conversation_id" uuid null, "lane" text not null, "body" text null, "attempts" jsonb not null,
      "first_attempt_at" timestamptz null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null,
      primary key ("id"))`);
    this.addSql(
      `alter table "webhook_deliveries" add constraint "webhook_deliveries_endpoint_id_foreign" foreign key ("endpoint_id") references "webhook_endpoints" ("id") on delete cascade`,
    );
    this.addSql(
      `create index "webhook_deliveries_endpoint_id_idx" on "webhook_deliveries" ("endpoint_id", "id" desc)`,
    );
    this.addSql(
      `create index "webhook_deliveries_tenant_idx" on "webhook_deliveries" ("tenant_id", "id" desc)`,
    );
    this.addSql(
      `create index "webhook_deliveries_pending_idx" on "webhook_deliveries" ("endpoint_id", "lane", "event_position", "id") where "status" = 'PENDING'`,
    );
    this.addSql(
      `create index "webhook_deliveries_contact_idx" on "webhook_deliveries" ("contact_id") where "contact_id" is not null`,
    );
    this.addSql(
      `create index "webhook_deliveries_subject_idx" on "webhook_deliveries" ("subject_id") where "subject_id" is not null`,
    );
    this.addSql(
      `create index "webhook_deliveries_conversation_idx" on "webhook_deliveries" ("conversation_id") where "conversation_id" is not null`,
    );
  }
}
