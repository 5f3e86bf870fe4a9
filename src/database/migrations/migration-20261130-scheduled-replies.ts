import { Migration } from '@mikro-orm/migrations';

/** Replies that are sent later. */
export class Migration20261130ScheduledReplies extends Migration {
  override up(): void {
    this.addSql(`create table "scheduled_replies" (
      "id" uuid not null, "tenant_id" uuid not null, "conversation_id" uuid not null, "author_user_id" uuid not null,
      "text" text null, "attachment_ids" text[] not null, "template_id" uuid null, "template_variables" jsonb null,
      "reply_to_message_id" uuid null, "idempotency_key" text null, "send_at" timestamptz not null,
      "cancel_on_inbound" boolean not null, "status" text not null, "message_id" uuid null, "failure_code" text null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "scheduled_replies_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade,
      constraint "scheduled_replies_author_user_id_foreign" foreign key ("author_user_id") references "users" ("id"))`);
    this.addSql(
      `create index "scheduled_replies_conversation_idx" on "scheduled_replies" ("conversation_id", "send_at")`,
    );
    this.addSql(
      `create index "scheduled_replies_due_idx" on "scheduled_replies" ("send_at") where "status" = 'SCHEDULED'`,
    );
    this.addSql(
      `create unique index "scheduled_replies_key_idx" on "scheduled_replies" ("tenant_id", "idempotency_key") where "idempotency_key" is not null`,
    );
  }
}
