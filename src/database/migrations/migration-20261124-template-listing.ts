import { Migration } from '@mikro-orm/migrations';

/** When an account's templates are to be listed again. */
export class Migration20261124TemplateListing extends Migration {
  override up(): void {
    this.addSql(`alter table "provider_accounts" add column "templates_due_at" timestamptz null`);
  }
}
