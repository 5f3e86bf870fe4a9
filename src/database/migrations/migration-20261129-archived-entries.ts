import { Migration } from '@mikro-orm/migrations';

/**
 * Archived topics and stages, and the outcome of terminal stages. The stage that every company starts with is LOST; other
 * terminal stages become WON until their company corrects them.
 */
export class Migration20261129ArchivedEntries extends Migration {
  override up(): void {
    this.addSql(`alter table "topics" add column "archived_at" timestamptz null`);
    this.addSql(
      `alter table "lead_stages" add column "is_lost" boolean not null default false, add column "archived_at" timestamptz null`,
    );
    this.addSql(`update "lead_stages" set "is_lost" = true where "is_terminal" and "name" = 'Lost'`);
  }
}
