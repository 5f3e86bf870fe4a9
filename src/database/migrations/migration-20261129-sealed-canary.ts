import { Migration } from '@mikro-orm/migrations';

/** Canary that detects a wrong SECRETS_KEY at the start. The first start with the right key fills it. */
export class Migration20261129SealedCanary extends Migration {
  override up(): void {
    this.addSql(
      `create table "sealed_canary" ("id" smallint not null, "sealed" text not null, "created_at" timestamptz not null, primary key ("id"))`,
    );
  }
}
