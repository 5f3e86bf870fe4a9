import { Migration } from '@mikro-orm/migrations';

/** The vendor's account id of a channel in webhooks. */
export class Migration20261129OwnAccounts extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "own_account" text null`);
  }
}
