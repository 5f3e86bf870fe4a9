import { Migration } from '@mikro-orm/migrations';

/** The tables of the foundation, as the entities declare them, and the constraints that guarantee the invariants. */
export class Migration20261121Foundation extends Migration {
  override up(): void {
    this.addSql(`create table "domain_events" (
      "tenant_id" uuid not null,
      "position" bigint not null,
      "kind" text not null,
      "subject_id" uuid not null,
      "channel_id" uuid null,
      "conversation_id" uuid null,
      "message_id" uuid null,
      "changed" text[] not null,
      "at" timestamptz not null,
      primary key ("tenant_id",
      "position")
    )`);
    this.addSql(
      `create index "domain_events_message_added_idx" on "domain_events" ("message_id") where "kind" = 'MESSAGE_ADDED'`,
    );
    this.addSql(`create table "message_status_changes" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "channel_id" uuid not null,
      "message_id" uuid null,
      "external_id" text null,
      "status" text not null,
      "at" timestamptz not null,
      "recorded_at" timestamptz not null,
      "applied" boolean not null,
      "failure_code" text null,
      "failure_message" text null,
      "source_event_id" uuid null,
      primary key ("id")
    )`);
    this.addSql(
      `create index "message_status_changes_waiting_idx" on "message_status_changes" ("channel_id", "external_id") where "message_id" is null`,
    );
    this.addSql(
      `create index "message_status_changes_message_id_idx" on "message_status_changes" ("message_id", "id")`,
    );
    this.addSql(`create table "tenants" (
      "id" uuid not null,
      "slug" text not null,
      "name" text not null,
      "default_country" text not null,
      "timezone" text not null,
      "locale" text not null,
      "reply_window_hours" int not null default 24,
      "webhook_retention_days" int not null default 90,
      "recent_activity_minutes" int not null default 5,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`alter table "tenants" add constraint "tenants_slug_key" unique ("slug")`);
    this.addSql(`create table "provider_accounts" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "kind" text not null,
      "name" text not null,
      "external_id" text null,
      "credentials_cipher" text null,
      "webhook_key_hash" text not null,
      "webhook_key_prefix" text not null,
      "accepts_bare_loopback" boolean not null default false,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "provider_accounts_tenant_id_idx" on "provider_accounts" ("tenant_id")`);
    this.addSql(
      `alter table "provider_accounts" add constraint "provider_accounts_webhook_key_hash_key" unique ("kind", "webhook_key_hash")`,
    );
    this.addSql(`create table "lead_stages" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "name" text not null,
      "position" int not null,
      "is_terminal" boolean not null default false,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "lead_stages" add constraint "lead_stages_position_key" unique ("tenant_id", "position")`,
    );
    this.addSql(`create table "event_counters" (
      "tenant_id" uuid not null,
      "position" bigint not null default '0',
      "dropped_through" bigint not null default '0',
      primary key ("tenant_id")
    )`);
    this.addSql(`create table "contacts" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "display_name" text null,
      "phone" text null,
      "match_key" text not null,
      "merged_into_id" uuid null,
      "erased_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "contacts_tenant_id_idx" on "contacts" ("tenant_id", "id")`);
    this.addSql(
      `alter table "contacts" add constraint "contacts_match_key_key" unique ("tenant_id", "match_key")`,
    );
    this.addSql(`create table "channels" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "account_id" uuid not null,
      "kind" text not null,
      "external_id" text not null,
      "display_name" text not null,
      "phone_number" text null,
      "is_default" boolean not null default false,
      "status" text not null default 'ACTIVE',
      "provider_state" text null,
      "provider_state_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "channels_tenant_id_idx" on "channels" ("tenant_id", "id")`);
    this.addSql(`alter table "channels" add constraint "channels_id_tenant_key" unique ("id", "tenant_id")`);
    this.addSql(
      `alter table "channels" add constraint "channels_account_external_id_key" unique ("account_id", "external_id")`,
    );
    this.addSql(`create table "contact_identities" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "contact_id" uuid not null,
      "kind" text not null,
      "raw_value" text not null,
      "canonical" text not null,
      "match_keys" text[] not null,
      "channel_id" uuid null,
      "first_seen_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "contact_identities_contact_id_idx" on "contact_identities" ("contact_id")`);
    this.addSql(
      `alter table "contact_identities" add constraint "contact_identities_canonical_key" unique ("tenant_id", "kind", "canonical")`,
    );
    this.addSql(`create table "topics" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "name" text not null,
      "keywords" text[] not null,
      primary key ("id")
    )`);
    this.addSql(`alter table "topics" add constraint "topics_name_key" unique ("tenant_id", "name")`);
    this.addSql(`create table "users" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "email" text not null,
      "name" text not null,
      "role" text not null,
      "availability" text not null default 'OFFLINE',
      "password_hash" text not null,
      "session_epoch" int not null default 0,
      "disabled_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "users_tenant_id_idx" on "users" ("tenant_id")`);
    this.addSql(`alter table "users" add constraint "users_email_key" unique ("email")`);
    this.addSql(`create table "sessions" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "user_id" uuid not null,
      "family_id" uuid not null,
      "token_hash" text not null,
      "expires_at" timestamptz not null,
      "used_at" timestamptz null,
      "revoked_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "sessions_user_id_idx" on "sessions" ("user_id")`);
    this.addSql(`create index "sessions_family_id_idx" on "sessions" ("family_id")`);
    this.addSql(`alter table "sessions" add constraint "sessions_token_hash_key" unique ("token_hash")`);
    this.addSql(`create table "leads" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "contact_id" uuid not null,
      "channel_id" uuid not null,
      "stage_id" uuid not null,
      "topic_id" uuid null,
      "topic_source" text null,
      "owner_id" uuid null,
      "name" text null,
      "phone" text null,
      "source" text null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "leads_tenant_id_idx" on "leads" ("tenant_id", "id")`);
    this.addSql(`create index "leads_contact_id_idx" on "leads" ("contact_id")`);
    this.addSql(`create table "conversations" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "channel_id" uuid not null,
      "contact_id" uuid not null,
      "identity_id" uuid not null,
      "lead_id" uuid null,
      "address" text not null,
      "status" text not null default 'OPEN',
      "snoozed_until" timestamptz null,
      "assignee_id" uuid null,
      "topic_id" uuid null,
      "topic_source" text null,
      "handoff" text not null default 'HUMAN_ACTIVE',
      "unread_count" int not null default 0,
      "last_message_id" uuid null,
      "last_activity_at" timestamptz not null,
      "last_inbound_at" timestamptz null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "conversations_lead_id_idx" on "conversations" ("lead_id")`);
    this.addSql(`create index "conversations_contact_id_idx" on "conversations" ("contact_id")`);
    this.addSql(
      `create index "conversations_inbox_idx" on "conversations" ("tenant_id", "last_activity_at" desc, "id" desc)`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_id_channel_tenant_key" unique ("id", "channel_id", "tenant_id")`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_channel_identity_key" unique ("channel_id", "identity_id")`,
    );
    this.addSql(`create table "notes" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "lead_id" uuid null,
      "conversation_id" uuid null,
      "own_body" text null,
      "author_kind" text not null,
      "author_user_id" uuid null,
      "source_message_id" uuid null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "notes_conversation_id_idx" on "notes" ("conversation_id", "id")`);
    this.addSql(`create index "notes_lead_id_idx" on "notes" ("lead_id", "id")`);
    this.addSql(`create table "messages" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "conversation_id" uuid not null,
      "channel_id" uuid not null,
      "direction" text not null,
      "kind" text not null,
      "text" text null,
      "author_kind" text not null,
      "author_user_id" uuid null,
      "reply_to_external_id" text null,
      "status" text not null,
      "failure_code" text null,
      "failure_message" text null,
      "failure_retryable" boolean null,
      "external_id" text null,
      "idempotency_key" text null,
      "has_attachments" boolean not null default false,
      "source_event_id" uuid null,
      "sent_at" timestamptz not null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "messages_tenant_idx" on "messages" ("tenant_id", "id")`);
    this.addSql(`create index "messages_conversation_idx" on "messages" ("conversation_id", "id")`);
    this.addSql(
      `create index "messages_outbound_idx" on "messages" ("channel_id", "id") where "direction" = 'OUTBOUND'`,
    );
    this.addSql(
      `create index "messages_unsettled_idx" on "messages" ("conversation_id", "id") where "status" in ('QUEUED', 'SENDING') and "direction" = 'OUTBOUND'`,
    );
    this.addSql(
      `create index "messages_outbox_idx" on "messages" ("tenant_id", "id") where "direction" = 'OUTBOUND' and "status" in ('QUEUED', 'SENDING', 'FAILED', 'UNKNOWN')`,
    );
    this.addSql(
      `create unique index "messages_idempotency_key" on "messages" ("tenant_id", "idempotency_key") where "idempotency_key" is not null`,
    );
    this.addSql(
      `alter table "messages" add constraint "messages_channel_external_id_key" unique ("channel_id", "external_id")`,
    );
    this.addSql(`create table "send_attempts" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "message_id" uuid not null,
      "number" int not null,
      "started_at" timestamptz not null,
      "finished_at" timestamptz null,
      "outcome" text not null,
      "http_status" int null,
      "provider_request_id" text null,
      "error" text null,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "send_attempts" add constraint "send_attempts_number_key" unique ("message_id", "number")`,
    );
    this.addSql(`create table "attachments" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "message_id" uuid null,
      "mime_type" text not null,
      "file_name" text null,
      "size_bytes" double precision null,
      "is_voice" boolean not null default false,
      "duration_seconds" double precision null,
      "source_url" text null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(`create index "attachments_message_id_idx" on "attachments" ("message_id", "id")`);
    this.addSql(`create table "webhook_events" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "account_id" uuid not null,
      "channel_id" uuid null,
      "channel_external_id" text null,
      "source" text not null,
      "event_type" text null,
      "external_event_id" text null,
      "item_index" smallint not null default 0,
      "status" text not null,
      "reason" text null,
      "attempts" smallint not null default 1,
      "received_at" timestamptz not null,
      "processed_at" timestamptz null,
      "next_attempt_at" timestamptz null,
      "kept_body" text not null,
      "headers" jsonb not null,
      "message_id" uuid null,
      primary key ("id")
    )`);
    this.addSql(
      `create index "webhook_events_unsettled_idx" on "webhook_events" ("tenant_id", "status", "id") where "status" in ('QUARANTINED', 'FAILED', 'RECEIVED')`,
    );
    this.addSql(
      `create index "webhook_events_external_idx" on "webhook_events" ("tenant_id", "external_event_id")`,
    );
    this.addSql(`create index "webhook_events_tenant_idx" on "webhook_events" ("tenant_id", "id")`);
    this.addSql(
      `alter table "provider_accounts" add constraint "provider_accounts_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "lead_stages" add constraint "lead_stages_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "event_counters" add constraint "event_counters_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "contacts" add constraint "contacts_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "contacts" add constraint "contacts_merged_into_id_foreign" foreign key ("merged_into_id") references "contacts" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "channels" add constraint "channels_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "channels" add constraint "channels_account_id_foreign" foreign key ("account_id") references "provider_accounts" ("id")`,
    );
    this.addSql(
      `alter table "contact_identities" add constraint "contact_identities_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "contact_identities" add constraint "contact_identities_contact_id_foreign" foreign key ("contact_id") references "contacts" ("id")`,
    );
    this.addSql(
      `alter table "contact_identities" add constraint "contact_identities_channel_id_foreign" foreign key ("channel_id") references "channels" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "topics" add constraint "topics_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "users" add constraint "users_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "sessions" add constraint "sessions_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "sessions" add constraint "sessions_user_id_foreign" foreign key ("user_id") references "users" ("id")`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_contact_id_foreign" foreign key ("contact_id") references "contacts" ("id")`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_channel_id_foreign" foreign key ("channel_id") references "channels" ("id")`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_stage_id_foreign" foreign key ("stage_id") references "lead_stages" ("id")`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_topic_id_foreign" foreign key ("topic_id") references "topics" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "leads" add constraint "leads_owner_id_foreign" foreign key ("owner_id") references "users" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id")`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_channel_id_foreign" foreign key ("channel_id") references "channels" ("id")`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_contact_id_foreign" foreign key ("contact_id") references "contacts" ("id")`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_identity_id_foreign" foreign key ("identity_id") references "contact_identities" ("id")`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_lead_id_foreign" foreign key ("lead_id") references "leads" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_assignee_id_foreign" foreign key ("assignee_id") references "users" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_topic_id_foreign" foreign key ("topic_id") references "topics" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "notes" add constraint "notes_lead_id_foreign" foreign key ("lead_id") references "leads" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "notes" add constraint "notes_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "notes" add constraint "notes_author_user_id_foreign" foreign key ("author_user_id") references "users" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "messages" add constraint "messages_author_user_id_foreign" foreign key ("author_user_id") references "users" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "send_attempts" add constraint "send_attempts_message_id_foreign" foreign key ("message_id") references "messages" ("id")`,
    );
    this.addSql(
      `alter table "attachments" add constraint "attachments_message_id_foreign" foreign key ("message_id") references "messages" ("id") on delete set null`,
    );
    // Constraints that the mapper cannot express. The channel of a message is its conversation's, and both are the
    // tenant's:
    this.addSql(`alter table "messages" add constraint "messages_conversation_channel_tenant_foreign"
      foreign key ("conversation_id", "channel_id", "tenant_id") references "conversations" ("id", "channel_id", "tenant_id")`);
    this.addSql(`alter table "conversations" add constraint "conversations_channel_tenant_foreign"
      foreign key ("channel_id", "tenant_id") references "channels" ("id", "tenant_id")`);
    this.addSql(`create function "refuse_channel_change"() returns trigger language plpgsql as $$
      begin
        raise exception 'the channel of a conversation never changes' using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`create trigger "conversations_channel_is_immutable" before update of "channel_id" on "conversations"
      for each row when (old.channel_id is distinct from new.channel_id) execute function "refuse_channel_change"()`);
    this.addSql(`alter table "messages" add constraint "messages_outbound_has_author"
      check ("direction" = 'OUTBOUND' or "author_kind" = 'CONTACT')`);
    // Rows that are updated with every message: room for the new version on the same page.
    this.addSql(`alter table "conversations" set (fillfactor = 80)`);
    this.addSql(`alter table "event_counters" set (fillfactor = 50)`);
  }
}
