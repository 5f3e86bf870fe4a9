import { Migration } from '@mikro-orm/migrations';

/** Contacts with several addresses: reversible merges, merged leads, lookups by name. */
export class Migration20261124People extends Migration {
  override up(): void {
    this.addSql(`create table "contact_merges" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "kept_id" uuid not null,
      "merged_id" uuid not null,
      "merged_by_id" uuid null,
      "source_event_id" uuid null,
      "moved" jsonb not null,
      "merged_at" timestamptz not null,
      "undone_at" timestamptz null,
      "undone_by_id" uuid null,
      primary key ("id"),
      constraint "contact_merges_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "contact_merges_kept_id_foreign" foreign key ("kept_id") references "contacts" ("id"),
      constraint "contact_merges_merged_id_foreign" foreign key ("merged_id") references "contacts" ("id"),
      constraint "contact_merges_merged_by_id_foreign"
        foreign key ("merged_by_id") references "users" ("id") on delete set null,
      constraint "contact_merges_undone_by_id_foreign"
        foreign key ("undone_by_id") references "users" ("id") on delete set null
    )`);
    this.addSql(`create index "contact_merges_merged_id_idx" on "contact_merges" ("merged_id", "id")`);
    this.addSql(`create index "contact_merges_kept_id_idx" on "contact_merges" ("kept_id")`);
    this.addSql(`alter table "leads" add column "merged_into_id" uuid null`);
    this.addSql(
      `alter table "leads" add constraint "leads_merged_into_id_foreign" foreign key ("merged_into_id") references "leads" ("id") on delete set null`,
    );
    this.addSql(
      `create index "contacts_merged_into_id_idx" on "contacts" ("merged_into_id") where "merged_into_id" is not null`,
    );
    this.addSql(
      `create index "contacts_name_idx" on "contacts" ("tenant_id", lower(left("display_name", 100)), "id") where "display_name" is not null and "merged_into_id" is null`,
    );
  }
}
