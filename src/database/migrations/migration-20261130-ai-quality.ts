import { Migration } from '@mikro-orm/migrations';

/** Topics, stages and prices of assistants, costs of calls, what became of proposals, and indexes of their reports. */
export class Migration20261130AiQuality extends Migration {
  override up(): void {
    this.addSql(`alter table "ai_assistants" add column "sets_topics" boolean not null default false,
      add column "sets_stages" boolean not null default false, add column "prompt_token_price" numeric null,
      add column "completion_token_price" numeric null, add column "price_currency" text null`);
    this.addSql(
      `alter table "ai_calls" add column "cost_amount" numeric null, add column "cost_currency" text null`,
    );
    this.addSql(`alter table "reply_suggestions" add column "topic_id" uuid null, add column "stage_id" uuid null,
      add column "asks_for_person" boolean not null default false, add column "reason" text null,
      add column "is_changed" boolean null`);
    this.addSql(`create index "ai_calls_tenant_id_idx" on "ai_calls" ("tenant_id", "id")`);
    this.addSql(`drop index "ai_calls_conversation_idx"`);
    this.addSql(`create index "ai_calls_conversation_idx" on "ai_calls" ("conversation_id", "id")`);
    this.addSql(`create index "ai_turns_tenant_id_idx" on "ai_turns" ("tenant_id", "id")`);
    this.addSql(`create index "reply_suggestions_tenant_id_idx" on "reply_suggestions" ("tenant_id", "id")`);
  }
}
