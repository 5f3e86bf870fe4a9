import { Migration } from '@mikro-orm/migrations';

/** The queue of assistants' turns: one row for a conversation, of their own instead of one among all jobs. */
export class Migration20261201TurnJobs extends Migration {
  override up(): void {
    this.addSql(`create table "ai_turn_jobs" (
      "conversation_id" uuid not null, "tenant_id" uuid not null, "due_at" timestamptz not null, "again_at" timestamptz null,
      "attempts" int not null, "locked_by" text null, "locked_at" timestamptz null, primary key ("conversation_id"))`);
    this.addSql(
      `create index "ai_turn_jobs_due_idx" on "ai_turn_jobs" ("tenant_id", "due_at") where "locked_by" is null`,
    );
  }
}
