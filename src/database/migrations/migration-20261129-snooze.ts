import { Migration } from '@mikro-orm/migrations';

/** Finds the conversations whose snooze is over. */
export class Migration20261129Snooze extends Migration {
  override up(): void {
    this.addSql(
      `create index "conversations_snoozed_idx" on "conversations" ("snoozed_until") where "status" = 'SNOOZED'`,
    );
  }
}
