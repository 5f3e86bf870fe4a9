import { Migration } from '@mikro-orm/migrations';

/** Assistants, their turns and calls, and proposed replies. */
export class Migration20261130Ai extends Migration {
  override up(): void {
    this.addSql(
      `alter table "conversations" add column "handoff_at" timestamptz null, add column "handoff_reason" text null`,
    );
    this.addSql(`alter table "messages" add column "author_assistant_id" uuid null`);
    this.addSql(`create table "ai_assistants" (
      "id" uuid not null, "tenant_id" uuid not null, "name" text not null, "mode" text not null, "channel_ids" text[] null,
      "schedule" text not null, "quiet_from" text null, "quiet_to" text null, "endpoint_url" text not null,
      "model" text not null, "api_key_cipher" text null, "instructions" text not null,
      "temperature" double precision null, "max_output_tokens" int not null, "timeout_seconds" int not null,
      "wait_seconds" int not null, "human_hold_minutes" int null, "context_tokens" int not null, "facts" text[] not null,
      "allowed_links" text[] not null, "languages" jsonb not null, "handoff_keywords" text[] not null,
      "max_consecutive_answers" int not null, "conversation_token_limit" int null, "daily_token_limit" int null,
      "monthly_token_limit" int null, "fault" text null, "fault_at" timestamptz null, "archived_at" timestamptz null,
      "created_at" timestamptz not null, primary key ("id"),
      constraint "ai_assistants_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"))`);
    this.addSql(`create index "ai_assistants_tenant_id_idx" on "ai_assistants" ("tenant_id")`);
    this.addSql(`create table "ai_turns" (
      "id" uuid not null, "tenant_id" uuid not null, "conversation_id" uuid not null, "message_id" uuid not null,
      "assistant_id" uuid not null, "status" text not null, "reason" text null, "answer_id" uuid null,
      "created_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"),
      constraint "ai_turns_message_key" unique ("conversation_id", "message_id"),
      constraint "ai_turns_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade)`);
    this.addSql(`create index "ai_turns_assistant_idx" on "ai_turns" ("assistant_id", "created_at")`);
    this.addSql(`create table "ai_calls" (
      "id" uuid not null, "tenant_id" uuid not null, "conversation_id" uuid not null, "assistant_id" uuid not null,
      "turn_id" uuid null, "prompt" text null, "answer" jsonb null, "fault" text null, "prompt_tokens" int not null,
      "completion_tokens" int not null, "is_estimate" boolean not null, "latency_ms" int null,
      "created_at" timestamptz not null, primary key ("id"),
      constraint "ai_calls_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade)`);
    this.addSql(`create index "ai_calls_assistant_idx" on "ai_calls" ("assistant_id", "created_at")`);
    this.addSql(`create index "ai_calls_conversation_idx" on "ai_calls" ("conversation_id", "created_at")`);
    this.addSql(`create index "ai_calls_kept_idx" on "ai_calls" ("created_at") where "prompt" is not null`);
    this.addSql(
      `create table "ai_positions" ("tenant_id" uuid not null, "position" bigint not null, primary key ("tenant_id"))`,
    );
    this.addSql(`create table "reply_suggestions" (
      "id" uuid not null, "tenant_id" uuid not null, "conversation_id" uuid not null, "assistant_id" uuid not null,
      "in_reply_to_id" uuid null, "text" text not null, "status" text not null, "message_id" uuid null,
      "created_at" timestamptz not null, primary key ("id"),
      constraint "reply_suggestions_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade)`);
    this.addSql(
      `create index "reply_suggestions_conversation_idx" on "reply_suggestions" ("conversation_id", "created_at")`,
    );
  }
}
