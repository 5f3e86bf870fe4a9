import { Migration } from '@mikro-orm/migrations';

/**
 * The functions of `send-steps`, for runs of jobs: a claim is only finished for a process that lives, so that it needs no
 * transaction around it, and an accepted message ends the job that its own process added.
 *
 * The liveness lock of `jobs/dead-workers.ts` is looked at twice: at the beginning, so that a process whose lock session was
 * cut goes the other way, and at the end, after every wait for a lock.
 *
 * The next message of the conversation gets no new job when this process has its job: it runs it after this one.
 */
export class Migration20261130OwnSends extends Migration {
  override up(): void {
    this.addSql('drop function "conclude_accepted_message"');
    this.addSql('drop function "claim_queued_message"');
    this.addSql(`create function "claim_queued_message"(
        p_tenant uuid, p_message uuid, p_job bigint, p_locked_by text, p_worker_lock int,
        p_attempt uuid, p_change uuid,
        out attempt int, out "position" bigint)
      returns setof record language plpgsql
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      as $$
      declare
        held record;
        latest record;
      begin
        if p_job is not null and pg_try_advisory_xact_lock(p_worker_lock, hashtext(p_locked_by)) then
          return;
        end if;
        select m."conversation_id", m."channel_id", m."external_id", m."status" into held
          from "messages" m where m."id" = p_message and m."tenant_id" = p_tenant for no key update;
        if not found or held."status" <> 'QUEUED' or held."external_id" is not null then
          return;
        end if;
        perform 1 from "messages" o
          where o."conversation_id" = held."conversation_id" and o."id" < p_message
            and o."status" in ('QUEUED', 'SENDING') and o."direction" = 'OUTBOUND'
          order by o."id" limit 1 for share;
        if found then
          return;
        end if;
        perform 1 from "channels" h where h."id" = held."channel_id" and h."status" = 'ACTIVE' for key share;
        if not found then
          return;
        end if;
        if p_job is not null then
          perform 1 from graphile_worker.jobs j
            where j.id = p_job and j.locked_by = p_locked_by and j.key = 'send:' || p_message;
          if not found then
            return;
          end if;
        end if;
        select a."number", a."outcome" into latest
          from "send_attempts" a where a."message_id" = p_message order by a."number" desc limit 1;
        if latest."outcome" = 'STARTED' then
          return;
        end if;
        attempt := coalesce(latest."number", 0) + 1;
        insert into "send_attempts" ("id", "tenant_id", "message_id", "number", "started_at", "outcome")
          values (p_attempt, p_tenant, p_message, attempt, clock_timestamp(), 'STARTED');
        update "messages" m
           set "status" = 'SENDING', "failure_code" = null, "failure_message" = null, "failure_retryable" = null
         where m."id" = p_message;
        insert into "message_status_changes"
            ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
          values (p_change, p_tenant, held."channel_id", p_message, 'SENDING', clock_timestamp(), clock_timestamp(), true);
        update "event_counters" c set "position" = c."position" + 1
          where c."tenant_id" = p_tenant returning c."position" into "position";
        insert into "domain_events"
            ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at")
          values (p_tenant, "position", 'MESSAGE_UPDATED', p_message, held."channel_id", held."conversation_id", p_message,
                  array['status', 'statusHistory'], now());
        if p_job is not null and pg_try_advisory_xact_lock(p_worker_lock, hashtext(p_locked_by)) then
          raise exception 'The process that claims a message is gone.';
        end if;
        return next;
      end $$`);
    this.addSql(`create function "conclude_accepted_message"(
        p_tenant uuid, p_channel uuid, p_message uuid, p_attempt int, p_external_id text,
        p_http_status int, p_request_id text, p_key_lock int, p_change uuid,
        p_job bigint, p_locked_by text,
        out "position" bigint)
      returns setof bigint language plpgsql
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      as $$
      declare
        held record;
        latest record;
        following record;
        changed text[] := array['status', 'statusHistory'];
      begin
        if p_external_id is not null then
          perform pg_advisory_xact_lock(p_key_lock, hashtext(p_channel::text || ' ' || p_external_id));
        end if;
        select m."conversation_id", m."channel_id", m."external_id", m."status" into held
          from "messages" m where m."id" = p_message and m."tenant_id" = p_tenant for no key update;
        if not found or held."status" <> 'SENDING' or held."external_id" is not null or held."channel_id" <> p_channel then
          return;
        end if;
        select a."number", a."outcome" into latest
          from "send_attempts" a where a."message_id" = p_message order by a."number" desc limit 1;
        if latest."number" is distinct from p_attempt or latest."outcome" <> 'STARTED' then
          return;
        end if;
        if p_external_id is not null then
          if exists (select from "messages" o where o."channel_id" = p_channel and o."external_id" = p_external_id)
            or exists (select from "message_status_changes" s
                where s."channel_id" = p_channel and s."external_id" = p_external_id and s."message_id" is null)
            or exists (select from "waiting_changes" w
                where w."channel_id" = p_channel and w."external_id" = p_external_id) then
            return;
          end if;
          changed := changed || 'externalId'::text;
        end if;
        update "send_attempts" a
           set "finished_at" = clock_timestamp(), "outcome" = 'ACCEPTED', "http_status" = p_http_status,
               "provider_request_id" = p_request_id, "error" = null
         where a."message_id" = p_message and a."number" = p_attempt;
        update "messages" m
           set "status" = 'SENT', "external_id" = p_external_id,
               "failure_code" = null, "failure_message" = null, "failure_retryable" = null
         where m."id" = p_message;
        insert into "message_status_changes"
            ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
          values (p_change, p_tenant, p_channel, p_message, 'SENT', clock_timestamp(), clock_timestamp(), true);
        select m."id", m."tenant_id", m."channel_id" into following
          from "messages" m
         where m."conversation_id" = held."conversation_id" and m."id" > p_message and m."status" = 'QUEUED'
           and m."direction" = 'OUTBOUND'
         order by m."id" limit 1;
        if found and not exists (
            select from graphile_worker._private_jobs j
             where j.key = 'send:' || following."id" and j.locked_by = p_locked_by) then
          perform graphile_worker.add_job('send-message',
            json_build_object('tenantId', following."tenant_id", 'messageId', following."id",
                              'channelId', following."channel_id", 'attemptsBefore', 0),
            run_at => now(), max_attempts => 25, job_key => 'send:' || following."id",
            flags => array['channel:' || following."channel_id"], job_key_mode => 'preserve_run_at');
        end if;
        if p_job is not null then
          delete from graphile_worker._private_jobs j where j.id = p_job and j.locked_by = p_locked_by;
        end if;
        update "event_counters" c set "position" = c."position" + 1
          where c."tenant_id" = p_tenant returning c."position" into "position";
        insert into "domain_events"
            ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at")
          values (p_tenant, "position", 'MESSAGE_UPDATED', p_message, p_channel, held."conversation_id", p_message, changed, now());
        return next;
      end $$`);
  }

  override down(): void {
    this.addSql('drop function "conclude_accepted_message"');
    this.addSql('drop function "claim_queued_message"');
  }
}
