import { Migration } from '@mikro-orm/migrations';

/** Opt-outs by address. */
export class Migration20261129OptOuts extends Migration {
  override up(): void {
    this.addSql(`alter table "contact_identities"
      add column "opted_out_at" timestamptz null,
      add column "opted_out_reason" text null,
      add column "opt_out_changed_at" timestamptz null`);
  }
}
