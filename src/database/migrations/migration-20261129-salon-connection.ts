import { Migration } from '@mikro-orm/migrations';

/** True while a branch has the application installed at its booking system. */
export class Migration20261129SalonConnection extends Migration {
  override up(): void {
    this.addSql(`alter table "salons"
      add column "connection_state" text null,
      add column "connection_state_at" timestamptz null`);
  }
}
