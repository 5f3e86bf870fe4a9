import { Migration } from '@mikro-orm/migrations';

/** What an assistant may cost a day: `{ amount, currency }`, the amount as text. */
export class Migration20261130AiCostLimit extends Migration {
  override up(): void {
    this.addSql('alter table "ai_assistants" add column "daily_cost_limit" jsonb null');
  }
}
