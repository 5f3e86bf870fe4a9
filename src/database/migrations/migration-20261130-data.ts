import { Migration } from '@mikro-orm/migrations';

/** Attributes of contacts and leads, jobs that users start, the purpose of files, and the retention of messages. */
export class Migration20261130Data extends Migration {
  override up(): void {
    for (const table of ['contacts', 'leads']) {
      this.addSql(`alter table "${table}" add column "attributes" jsonb not null default '{}'`);
      this.addSql(`create index "${table}_attributes_idx" on "${table}" using gin ("attributes")`);
    }
    this.addSql(`create table "attribute_definitions" (
      "id" uuid not null, "tenant_id" uuid not null, "target" text not null, "key" text not null, "name" text not null,
      "type" text not null, "choices" text[] not null, "position" int not null, "archived_at" timestamptz null,
      primary key ("id"),
      constraint "attribute_definitions_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"))`);
    this.addSql(
      `alter table "attribute_definitions" add constraint "attribute_definitions_key_key" unique ("tenant_id", "target", "key")`,
    );
    this.addSql(`create table "jobs" (
      "id" uuid not null, "tenant_id" uuid not null, "kind" text not null, "status" text not null,
      "dry_run" boolean not null, "input" jsonb not null, "state" jsonb null, "done" int not null default 0,
      "total" int null, "created" int not null default 0, "updated" int not null default 0,
      "deleted" int not null default 0, "refused" int not null default 0, "refusals" jsonb not null default '[]',
      "details" jsonb null, "refusals_file_id" uuid null, "result_file_id" uuid null, "error" text null,
      "created_by_id" uuid not null, "created_at" timestamptz not null, "started_at" timestamptz null,
      "finished_at" timestamptz null,
      primary key ("id"),
      constraint "jobs_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "jobs_created_by_id_foreign" foreign key ("created_by_id") references "users" ("id"))`);
    this.addSql(`create index "jobs_tenant_id_idx" on "jobs" ("tenant_id", "id")`);
    this.addSql(
      `create index "jobs_open_idx" on "jobs" ("tenant_id", "id") where "status" in ('QUEUED', 'RUNNING')`,
    );
    this.addSql(`alter table "attachments" add column "purpose" text not null default 'MESSAGE'`);
    this.addSql(`alter table "tenants" add column "message_retention_days" int null`);
  }
}
