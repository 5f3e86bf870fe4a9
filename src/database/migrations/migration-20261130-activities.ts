import { Migration } from '@mikro-orm/migrations';

/** The audit log, and the number in refused webhooks. */
export class Migration20261130Activities extends Migration {
  override up(): void {
    this.addSql(`create table "activities" (
      "id" uuid not null, "tenant_id" uuid not null, "actor_kind" text not null, "actor_id" uuid null,
      "credential_kind" text null, "credential_id" text null, "action" text not null, "target_type" text not null,
      "target_id" uuid null, "contact_id" uuid null, "conversation_id" uuid null, "changes" jsonb not null,
      "ip_address" text null, "user_agent" text null, "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`alter table "refused_webhooks" add column "channel_external_id" text null`);
    for (const [name, columns] of Object.entries({
      tenant_id: '"tenant_id", "id"',
      actor_id: '"tenant_id", "actor_id", "id"',
      target_id: '"tenant_id", "target_id", "id"',
      contact_id: '"contact_id", "id"',
      conversation_id: '"conversation_id", "id"',
    })) {
      this.addSql(`create index "activities_${name}_idx" on "activities" (${columns})`);
    }
  }
}
