import { Migration } from '@mikro-orm/migrations';

/**
 * Edits, deletions and reactions belong to their message. Reactions that were stored as messages move to their target
 * message; those with an unknown target, or with a note as the target, stay messages.
 */
export class Migration20261129MessageChanges extends Migration {
  override up(): void {
    this.addSql(`alter table "messages"
      add column "edited_at" timestamptz null,
      add column "deleted_at" timestamptz null,
      add column "deleted_by_kind" text null`);
    this.addSql(`create table "message_reactions" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "message_id" uuid not null,
      "direction" text not null,
      "author_kind" text not null,
      "emoji" text null,
      "at" timestamptz not null,
      "source_event_id" uuid null,
      primary key ("id"),
      constraint "message_reactions_message_id_foreign" foreign key ("message_id") references "messages" ("id") on delete cascade
    )`);
    this.addSql(
      `alter table "message_reactions" add constraint "message_reactions_side_key" unique ("message_id", "direction")`,
    );
    this.addSql(`create table "message_revisions" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "message_id" uuid not null,
      "text" text null,
      "replaced_at" timestamptz not null,
      "source_event_id" uuid null,
      primary key ("id"),
      constraint "message_revisions_message_id_foreign" foreign key ("message_id") references "messages" ("id") on delete cascade
    )`);
    this.addSql(
      `create index "message_revisions_message_id_idx" on "message_revisions" ("message_id", "replaced_at", "id")`,
    );
    this.addSql(`create table "waiting_changes" (
      "id" uuid not null,
      "tenant_id" uuid not null,
      "channel_id" uuid not null,
      "external_id" text not null,
      "change" jsonb not null,
      "digest" text not null,
      "source_event_id" uuid null,
      "created_at" timestamptz not null,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "waiting_changes" add constraint "waiting_changes_digest_key" unique ("channel_id", "external_id", "digest")`,
    );
    this.addSql(`create index "waiting_changes_created_at_idx" on "waiting_changes" ("created_at")`);
    this.addSql(`alter table "tenants" add column "shows_deleted_text" boolean not null default true`);
    this.moveReactions();
  }

  private moveReactions(): void {
    this.addSql(`create temporary table "moved_reactions" on commit drop as
      select r."id", r."tenant_id", r."conversation_id", r."direction", r."author_kind", r."text", r."sent_at", r."source_event_id",
             t."id" as "target_id", row_number() over (partition by r."conversation_id" order by r."id") as "n"
        from "messages" r join "messages" t on t."channel_id" = r."channel_id" and t."external_id" = r."reply_to_external_id"
       where r."kind" = 'REACTION' and t."kind" <> 'REACTION' and t."tenant_id" = r."tenant_id"
         and not exists (select 1 from "notes" n where n."source_message_id" = r."id")
         and not exists (select 1 from "attachments" a where a."message_id" = r."id")
         and not exists (select 1 from "send_attempts" s where s."message_id" = r."id")`);
    this.addSql(`insert into "message_reactions" ("id", "tenant_id", "message_id", "direction", "author_kind", "emoji", "at", "source_event_id")
      select distinct on ("target_id", "direction") "id", "tenant_id", "target_id", "direction", "author_kind", "text", "sent_at", "source_event_id"
        from "moved_reactions" order by "target_id", "direction", "sent_at" desc, "id" desc`);
    this.addSql(
      `update "webhook_events" w set "message_id" = m."target_id" from "moved_reactions" m where w."message_id" = m."id"`,
    );
    // Unread messages are the newest inbound ones: removed ones are subtracted from the count.
    this.addSql(`update "conversations" c set "unread_count" = c."unread_count" - u."gone"
      from (select k."id", count(m."id")::int as "gone"
              from "conversations" k
              cross join lateral (
                select r."id" from "messages" r where r."conversation_id" = k."id" and r."direction" = 'INBOUND'
                 order by r."id" desc limit k."unread_count") newest
              join "moved_reactions" m on m."id" = newest."id"
             where k."id" in (select "conversation_id" from "moved_reactions") group by k."id") u
      where c."id" = u."id"`);
    this.addSql(
      `delete from "message_status_changes" where "message_id" in (select "id" from "moved_reactions")`,
    );
    this.addSql(`delete from "messages" where "id" in (select "id" from "moved_reactions")`);
    this.addSql(`update "conversations" c set "last_message_id" = l."id", "last_activity_at" = coalesce(l."created_at", c."created_at")
      from "conversations" k
      left join lateral (
        select r."id", r."created_at" from "messages" r where r."conversation_id" = k."id" order by r."id" desc limit 1) l on true
      where c."id" = k."id" and k."last_message_id" in (select "id" from "moved_reactions")`);
  }
}
