import { Migration } from '@mikro-orm/migrations';

/** API tokens. The trigger announces a token that ended or changed to every process. */
export class Migration20261130ApiTokens extends Migration {
  override up(): void {
    this.addSql(`create table "api_tokens" (
      "id" uuid not null primary key,
      "tenant_id" uuid not null,
      "user_id" uuid not null,
      "created_by_id" uuid not null,
      "name" text not null,
      "scopes" text[] not null,
      "channel_ids" text[] null,
      "prefix" text not null,
      "secret_hash" text not null,
      "previous_hash" text null,
      "previous_ends_at" timestamptz null,
      "expires_at" timestamptz null,
      "last_used_at" timestamptz null,
      "revoked_at" timestamptz null,
      "created_at" timestamptz not null,
      constraint "api_tokens_secret_hash_key" unique ("secret_hash"),
      constraint "api_tokens_previous_hash_key" unique ("previous_hash"),
      constraint "api_tokens_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "api_tokens_user_id_foreign" foreign key ("user_id") references "users" ("id"),
      constraint "api_tokens_created_by_id_foreign" foreign key ("created_by_id") references "users" ("id")
    )`);
    this.addSql(`create index "api_tokens_tenant_id_idx" on "api_tokens" ("tenant_id")`);
    this.addSql(`create index "api_tokens_user_id_idx" on "api_tokens" ("user_id")`);
    this.addSql(`create trigger "api_tokens_announce_access"
      after update of "secret_hash", "scopes", "channel_ids", "expires_at", "revoked_at" on "api_tokens" for each row
      execute function "announce_access"('user_id')`);
  }
}
