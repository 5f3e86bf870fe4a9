import { Migration } from '@mikro-orm/migrations';

/** Approved templates of the vendors, and the template of a message. */
export class Migration20261124Templates extends Migration {
  override up(): void {
    this.addSql(`create table "message_templates" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "account_id" uuid not null,
      "external_id" text null,
      "name" text not null,
      "language" text not null,
      "category" text null,
      "status" text not null,
      "body" text not null,
      "variables" text[] not null,
      "removed_at" timestamptz null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      primary key ("id"),
      constraint "message_templates_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "message_templates_account_id_foreign"
        foreign key ("account_id") references "provider_accounts" ("id")
    )`);
    this.addSql(
      `create unique index "message_templates_account_external_id_key" on "message_templates" ("account_id", "external_id") where "external_id" is not null`,
    );
    this.addSql(
      `create unique index "message_templates_account_name_key" on "message_templates" ("account_id", "name", "language") where "external_id" is null`,
    );
    // Without a default, so that the large table is not rewritten; without a foreign key, which every inbound message
    // would pay for: templates are never deleted.
    this.addSql(
      `alter table "messages" add column "template_id" uuid null, add column "template_variables" jsonb null`,
    );
  }
}
