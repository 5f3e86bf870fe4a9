import { Migration } from '@mikro-orm/migrations';

/**
 * Disconnected accounts, the last webhook and the check of an account's credentials; archived channels; business hours,
 * away texts and opt-out words; the away text's last answer in each conversation.
 */
export class Migration20261130AccountsAndHours extends Migration {
  override up(): void {
    this.addSql(`alter table "provider_accounts" add column "disconnected_at" timestamptz null,
      add column "known_as" text[] null, add column "last_webhook_at" timestamptz null,
      add column "credentials_accepted" boolean null`);
    this.addSql(`alter table "booking_accounts" add column "disconnected_at" timestamptz null`);
    this.addSql(`alter table "channels" add column "archived_from" text null,
      add column "business_hours" jsonb null, add column "away_text" text null`);
    this.addSql(`alter table "tenants" add column "currency" text null,
      add column "assigns_on_reply" boolean not null default false, add column "business_hours" jsonb null,
      add column "away_text" text null, add column "opt_out_words" text[] not null default '{}'`);
    this.addSql(`create table "away_replies" (
      "conversation_id" uuid not null,
      "tenant_id" uuid not null,
      "considered_at" timestamptz not null,
      "sent_at" timestamptz null,
      "message_id" uuid null,
      primary key ("conversation_id"),
      constraint "away_replies_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on update cascade on delete cascade
    )`);
  }
}
