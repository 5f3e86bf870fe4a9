import { Migration } from '@mikro-orm/migrations';

/** The reason why a channel's provider refuses all its sends. */
export class Migration20261124SendFault extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "send_fault" text null`);
  }
}
