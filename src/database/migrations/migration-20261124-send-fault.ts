import { Migration } from '@mikro-orm/migrations';

/** Why a number's provider refuses everything that is sent from it. */
export class Migration20261124SendFault extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "send_fault" text null`);
  }
}
