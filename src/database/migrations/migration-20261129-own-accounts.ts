import { Migration } from '@mikro-orm/migrations';

/** What webhooks call the vendor's account of a number. */
export class Migration20261129OwnAccounts extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "own_account" text null`);
  }
}
