import { Migration } from '@mikro-orm/migrations';

/** Labels of conversations and contacts, teams of users. */
export class Migration20261130Labels extends Migration {
  override up(): void {
    for (const [table, columns] of [
      ['labels', '"color" text not null, '],
      ['teams', ''],
    ]) {
      this.addSql(`create table "${table}" (
        "id" uuid not null, "tenant_id" uuid not null, "name" text not null, ${columns}"archived_at" timestamptz null,
        primary key ("id"),
        constraint "${table}_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"))`);
      this.addSql(`alter table "${table}" add constraint "${table}_name_key" unique ("tenant_id", "name")`);
    }
    // The indexes are partial, so that rows without labels and team cost nothing when a message changes them.
    for (const table of ['conversations', 'contacts']) {
      this.addSql(`alter table "${table}" add column "label_ids" uuid[] not null default '{}'`);
      this.addSql(
        `create index "${table}_labels_idx" on "${table}" using gin ("label_ids") where "label_ids" <> '{}'`,
      );
    }
    this.addSql(`alter table "conversations" add column "team_id" uuid null`);
    this.addSql(
      `alter table "conversations" add constraint "conversations_team_id_foreign" foreign key ("team_id") references "teams" ("id") on delete set null`,
    );
    this.addSql(
      `create index "conversations_team_idx" on "conversations" ("team_id") where "team_id" is not null and "status" = 'OPEN'`,
    );
    this.addSql(`alter table "users" add column "team_ids" uuid[] not null default '{}'`);
  }
}
