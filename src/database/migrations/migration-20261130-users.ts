import { Migration } from '@mikro-orm/migrations';

/** Administration of users: invitations, sessions by device, second factor, and the announcement of ended access. */
export class Migration20261130Users extends Migration {
  override up(): void {
    this.addSql(`alter table "users"
      add column "kind" text not null default 'PERSON',
      add column "locale" text null,
      add column "totp_cipher" text null,
      add column "totp_confirmed_at" timestamptz null,
      add column "totp_last_step" int null,
      add column "recovery_hashes" text[] not null default '{}',
      add column "last_seen_at" timestamptz null,
      alter column "password_hash" drop not null`);
    this.addSql('create index "users_tenant_name_idx" on "users" ("tenant_id", "name", "id")');
    this.addSql(`alter table "sessions"
      add column "began_at" timestamptz null,
      add column "last_used_at" timestamptz null,
      add column "user_agent" text null,
      add column "ip_address" text null`);
    this.addSql('alter table "tenants" add column "requires_second_factor" boolean not null default false');
    this.addSql(`create table "password_links" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "user_id" uuid not null,
      "token_hash" text not null,
      "expires_at" timestamptz not null,
      "used_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id"),
      constraint "password_links_user_id_key" unique ("user_id"),
      constraint "password_links_token_hash_key" unique ("token_hash"),
      constraint "password_links_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id"),
      constraint "password_links_user_id_foreign" foreign key ("user_id") references "users" ("id"))`);

    // Triggers, so that every change ends access in all processes: an administrator, the command line, SQL. The payload
    // is the id of a user, or of a company whose rules changed; src/delivery/doorbell.ts listens.
    this.addSql(`create function "announce_access"() returns trigger language plpgsql as $$
      begin
        perform pg_notify('trunkline_access', to_jsonb(new) ->> tg_argv[0]);
        return null;
      end $$`);
    this.addSql(`create trigger "users_announce_access"
      after update of "role", "disabled_at", "session_epoch", "totp_confirmed_at" on "users" for each row
      when ((old."role", old."disabled_at", old."session_epoch", old."totp_confirmed_at")
            is distinct from (new."role", new."disabled_at", new."session_epoch", new."totp_confirmed_at"))
      execute function "announce_access"('id')`);
    this.addSql(`create trigger "sessions_announce_access" after update of "revoked_at" on "sessions" for each row
      when (old."revoked_at" is null and new."revoked_at" is not null)
      execute function "announce_access"('user_id')`);
    this.addSql(`create trigger "tenants_announce_access" after update of "requires_second_factor" on "tenants" for each row
      when (old."requires_second_factor" <> new."requires_second_factor")
      execute function "announce_access"('id')`);
  }
}
