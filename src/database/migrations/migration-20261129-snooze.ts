import { Migration } from '@mikro-orm/migrations';

/** Index of conversations by the end of their snooze. */
export class Migration20261129Snooze extends Migration {
  override up(): void {
    this.addSql(
      `create index "conversations_snoozed_idx" on "conversations" ("snoozed_until") where "status" = 'SNOOZED'`,
    );
  }
}
