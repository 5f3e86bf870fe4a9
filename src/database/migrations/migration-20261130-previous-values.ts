import { Migration } from '@mikro-orm/migrations';

/** Previous assignee and topic of a conversation, in events that changed one of them. */
export class Migration20261130PreviousValues extends Migration {
  override up(): void {
    this.addSql(`alter table "domain_events" add column "was" jsonb null`);
  }
}
