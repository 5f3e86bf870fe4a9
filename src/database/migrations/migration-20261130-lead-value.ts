import { Migration } from '@mikro-orm/migrations';

/** What a lead is worth: `{ amount, currency }`, the amount as text. */
export class Migration20261130LeadValue extends Migration {
  override up(): void {
    this.addSql('alter table "leads" add column "value" jsonb null');
  }
}
