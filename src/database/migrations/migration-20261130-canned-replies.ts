import { Migration } from '@mikro-orm/migrations';

/** Canned replies and their files. */
export class Migration20261130CannedReplies extends Migration {
  override up(): void {
    this.addSql(`create table "canned_replies" (
      "id" uuid not null, "tenant_id" uuid not null, "owner_id" uuid null, "shortcut" text not null,
      "title" text not null, "body" text not null, "channel_ids" uuid[] null, "team_ids" uuid[] null,
      "used_count" int not null default 0, "archived_at" timestamptz null,
      primary key ("id"),
      constraint "canned_replies_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "canned_replies_owner_id_foreign" foreign key ("owner_id") references "users" ("id") on delete set null)`);
    this.addSql(`create index "canned_replies_tenant_idx" on "canned_replies" ("tenant_id", "shortcut")`);
    this.addSql(`alter table "attachments" add column "canned_reply_id" uuid null`);
    this.addSql(
      `alter table "attachments" add constraint "attachments_canned_reply_id_foreign" foreign key ("canned_reply_id") references "canned_replies" ("id") on delete set null`,
    );
    this.addSql(
      `create index "attachments_canned_reply_idx" on "attachments" ("canned_reply_id") where "canned_reply_id" is not null`,
    );
  }
}
