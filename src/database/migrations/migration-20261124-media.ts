import { Migration } from '@mikro-orm/migrations';

/** Files: storage of their bytes, bytes inside webhooks, and the fetch job of every inbound file. */
export class Migration20261124Media extends Migration {
  override up(): void {
    this.addSql(`alter table "attachments"
      add column "media_id" text null,
      add column "state" text not null default 'PENDING',
      add column "state_reason" text null,
      add column "content_type" text null,
      add column "sha256" text null,
      add column "storage_key" text null`);
    this.addSql(
      `create index "attachments_pending_idx" on "attachments" ("id") where "state" = 'PENDING' and "message_id" is not null`,
    );
    this.addSql(
      `create index "attachments_unattached_idx" on "attachments" ("tenant_id", "created_at") where "message_id" is null`,
    );
    this.addSql(`create table "inline_media" (
      "ledger_id" uuid not null,
      "digest" text not null,
      "tenant_id" uuid not null,
      "bytes" bytea not null,
      "created_at" timestamptz not null,
      primary key ("ledger_id", "digest")
    )`);
    this.addSql(`create index "inline_media_digest_idx" on "inline_media" ("tenant_id", "digest")`);
    // A trigger, so that every insert of a file also enqueues its fetch, and messages without files cost nothing. The
    // name of the task, the key and the four queues are those of src/media/fetch-queue.ts.
    this.addSql(`create function "fetch_attachment"() returns trigger language plpgsql as $$
      begin
        perform graphile_worker.add_job('fetch-media',
          json_build_object('tenantId', new.tenant_id, 'attachmentId', new.id, 'attempt', 1),
          queue_name => 'media:' || (get_byte(uuid_send(new.id), 15) & 3), max_attempts => 25,
          job_key => 'fetch-media:' || new.id);
        return null;
      end $$`);
    this.addSql(`create trigger "attachments_are_fetched" after insert on "attachments"
      for each row when (new."state" = 'PENDING' and new."message_id" is not null) execute function "fetch_attachment"()`);
  }
}
