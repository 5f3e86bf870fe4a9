import { Migration } from '@mikro-orm/migrations';

/** Refused webhooks, counted by account, reason and hour. */
export class Migration20261129RefusedWebhooks extends Migration {
  override up(): void {
    this.addSql(`create table "refused_webhooks" (
      "id" uuid not null, "tenant_id" uuid not null, "account_id" uuid not null, "source" text not null,
      "reason" text not null, "hour" timestamptz not null, "count" int not null, "first_at" timestamptz not null,
      "last_at" timestamptz not null, "address" text null, "claimed_names" text[] not null, "key_prefix" text null,
      primary key ("id"))`);
    this.addSql(
      `alter table "refused_webhooks" add constraint "refused_webhooks_hour_key" unique ("tenant_id", "account_id", "source", "reason", "hour")`,
    );
  }
}
