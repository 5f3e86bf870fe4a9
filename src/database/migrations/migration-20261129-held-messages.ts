import { Migration } from '@mikro-orm/migrations';

/** Jobs of messages that waited for their channel to become ACTIVE. */
export class Migration20261129HeldMessages extends Migration {
  override up(): void {
    // A trigger, so that every activation of the channel enqueues the messages: an agent, a provider's report, SQL.
    // Task, key and flag are those of src/messages/send-job.ts. Earlier attempts do not count towards the new limit,
    // and a message in back-off keeps its time.
    this.addSql(`create function "release_held_messages"() returns trigger language plpgsql as $$
      begin
        perform graphile_worker.add_job('send-message',
          json_build_object('tenantId', held."tenant_id", 'messageId', held."id", 'channelId', held."channel_id",
                            'attemptsBefore', held."attempts"),
          run_at => now(), max_attempts => 25, job_key => 'send:' || held."id",
          flags => array['channel:' || held."channel_id"], job_key_mode => 'preserve_run_at')
        from (
          select m."id", m."tenant_id", m."channel_id",
                 coalesce((select max(a."number") from "send_attempts" a where a."message_id" = m."id"), 0) as "attempts"
            from "messages" m
           where m."tenant_id" = new."tenant_id" and m."channel_id" = new."id" and m."direction" = 'OUTBOUND'
             and m."status" = 'QUEUED'
             and not exists (select 1 from "messages" o
                   where o."conversation_id" = m."conversation_id" and o."id" < m."id"
                     and o."direction" = 'OUTBOUND' and o."status" in ('QUEUED', 'SENDING'))
           order by m."id") held;
        return null;
      end $$`);
    this.addSql(`create trigger "channels_release_messages" after update of "status" on "channels"
      for each row when (new."status" = 'ACTIVE' and old."status" <> 'ACTIVE')
      execute function "release_held_messages"()`);
  }
}
