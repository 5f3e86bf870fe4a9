import { Migration } from '@mikro-orm/migrations';

/** Programs as assistants, the team of a hand-off, and notifications of users. */
export class Migration20261130ExternalAssistants extends Migration {
  override up(): void {
    this.addSql(
      `alter table "ai_assistants" add column "engine" text not null default 'OPENAI_COMPATIBLE', add column "handoff_team_id" uuid null`,
    );
    this.addSql(`alter table "api_tokens" add column "assistant_id" uuid null`);
    this.addSql(`create table "notifications" (
      "id" uuid not null, "tenant_id" uuid not null, "user_id" uuid not null, "kind" text not null,
      "conversation_id" uuid not null, "read_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"),
      constraint "notifications_user_id_foreign" foreign key ("user_id") references "users" ("id"),
      constraint "notifications_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade)`);
    this.addSql(
      `create index "ai_calls_running_idx" on "ai_calls" ("created_at") where "latency_ms" is null`,
    );
    this.addSql(`create index "notifications_user_idx" on "notifications" ("user_id", "id")`);
    this.addSql(`create index "notifications_conversation_idx" on "notifications" ("conversation_id")`);
  }
}
