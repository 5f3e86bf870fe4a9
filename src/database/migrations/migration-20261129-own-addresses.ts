import { Migration } from '@mikro-orm/migrations';

/** The channel's own address in webhooks, so that it never becomes an address of a contact. */
export class Migration20261129OwnAddresses extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "own_address" text null`);
  }
}
