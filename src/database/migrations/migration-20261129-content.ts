import { Migration } from '@mikro-orm/migrations';

/** Structured content of messages, and referrals. */
export class Migration20261129Content extends Migration {
  override up(): void {
    this.addSql('alter table "messages" add column "content" jsonb null, add column "referral" jsonb null');
    this.addSql('alter table "leads" add column "referral" jsonb null');
  }
}
