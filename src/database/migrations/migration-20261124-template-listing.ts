import { Migration } from '@mikro-orm/migrations';

/** Time of the next listing of an account's templates. */
export class Migration20261124TemplateListing extends Migration {
  override up(): void {
    this.addSql(`alter table "provider_accounts" add column "templates_due_at" timestamptz null`);
  }
}
