import { Migration } from '@mikro-orm/migrations';

/** What each user has read, and events of one user. */
export class Migration20261130Reading extends Migration {
  override up(): void {
    this.addSql(`create table "conversation_reads" (
      "conversation_id" uuid not null, "user_id" uuid not null, "tenant_id" uuid not null,
      "read_up_to" uuid not null, "changed_at" timestamptz not null,
      primary key ("conversation_id", "user_id"),
      constraint "conversation_reads_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on update cascade on delete cascade,
      constraint "conversation_reads_user_id_foreign" foreign key ("user_id") references "users" ("id") on update cascade on delete cascade)`);
    this.addSql(`alter table "users" add column "unread_since" timestamptz not null default now()`);
    this.addSql(`alter table "domain_events" add column "user_id" uuid null`);
  }
}
