import { Migration } from '@mikro-orm/migrations';

const settings =
  'set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off';

/**
 * The functions of `send-steps` for several messages of a company at once, which share one commit and one turn at the
 * company's event counter. They also wait for a user who changes the status of a number. A message whose row or
 * id at the provider is locked is left out, as one with anything unusual is: its place is not returned, and nothing was
 * written for it.
 *
 * A claim is finished for a process that lives only, so it needs no transaction around it: the liveness lock of
 * `jobs/dead-workers.ts` is looked at at the beginning, so that a process whose lock session was cut goes the other way, and
 * at the end, after every wait. An accepted message ends the job that its own process added, and the next message of the
 * conversation gets no new job when this process has its job: it runs it after this one.
 */
export class Migration20261130OwnSends extends Migration {
  override up(): void {
    this.addSql('drop function "conclude_accepted_message"');
    this.addSql('drop function "claim_queued_message"');
    this.addSql(`create function "claim_queued_messages"(
        p_tenant uuid, p_messages uuid[], p_jobs bigint[], p_locked_by text[], p_worker_lock int,
        p_attempts uuid[], p_changes uuid[],
        out "place" int, out "attempt" int, out "position" bigint)
      returns setof record language plpgsql ${settings}
      as $$
      declare
        held record;
        latest record;
        v_message uuid;
        v_number int;
        v_position bigint;
        done uuid[] := '{}';
        places int[] := '{}';
        numbers int[] := '{}';
        channels uuid[] := '{}';
        conversations uuid[] := '{}';
        lockers text[] := '{}';
      begin
        for i in 1 .. cardinality(p_messages) loop
          v_message := p_messages[i];
          continue when p_jobs[i] is not null and pg_try_advisory_xact_lock(p_worker_lock, hashtext(p_locked_by[i]));
          select m."conversation_id", m."channel_id", m."external_id", m."status" into held
            from "messages" m where m."id" = v_message and m."tenant_id" = p_tenant for no key update skip locked;
          continue when not found or held."status" <> 'QUEUED' or held."external_id" is not null;
          perform 1 from "messages" o
            where o."conversation_id" = held."conversation_id" and o."id" < v_message
              and o."status" in ('QUEUED', 'SENDING') and o."direction" = 'OUTBOUND'
            order by o."id" limit 1;
          continue when found;
          perform 1 from "channels" h
            where h."id" = held."channel_id" and h."status" = 'ACTIVE' for key share;
          continue when not found;
          if p_jobs[i] is not null then
            perform 1 from graphile_worker._private_jobs j
              where j.id = p_jobs[i] and j.locked_by = p_locked_by[i] and j.key = 'send:' || v_message;
            continue when not found;
          end if;
          select a."number", a."outcome" into latest
            from "send_attempts" a where a."message_id" = v_message order by a."number" desc limit 1;
          continue when latest."outcome" = 'STARTED';
          v_number := coalesce(latest."number", 0) + 1;
          insert into "send_attempts" ("id", "tenant_id", "message_id", "number", "started_at", "outcome")
            values (p_attempts[i], p_tenant, v_message, v_number, clock_timestamp(), 'STARTED');
          update "messages" m
             set "status" = 'SENDING', "failure_code" = null, "failure_message" = null, "failure_retryable" = null
           where m."id" = v_message;
          insert into "message_status_changes"
              ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
            values (p_changes[i], p_tenant, held."channel_id", v_message, 'SENDING', clock_timestamp(), clock_timestamp(), true);
          done := done || v_message;
          places := places || i;
          numbers := numbers || v_number;
          channels := channels || held."channel_id";
          conversations := conversations || held."conversation_id";
          if p_jobs[i] is not null then
            lockers := lockers || p_locked_by[i];
          end if;
        end loop;
        if cardinality(done) = 0 then
          return;
        end if;
        update "event_counters" c set "position" = c."position" + cardinality(done)
          where c."tenant_id" = p_tenant returning c."position" into v_position;
        for i in 1 .. cardinality(done) loop
          insert into "domain_events"
              ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at")
            values (p_tenant, v_position - cardinality(done) + i, 'MESSAGE_UPDATED', done[i], channels[i], conversations[i],
                    done[i], array['status', 'statusHistory'], now());
        end loop;
        for i in 1 .. cardinality(lockers) loop
          if pg_try_advisory_xact_lock(p_worker_lock, hashtext(lockers[i])) then
            raise exception 'The process that claims a message is gone.';
          end if;
        end loop;
        for i in 1 .. cardinality(done) loop
          "place" := places[i];
          "attempt" := numbers[i];
          "position" := v_position;
          return next;
        end loop;
      end $$`);
    this.addSql(`create function "conclude_accepted_messages"(
        p_tenant uuid, p_channels uuid[], p_messages uuid[], p_attempts int[], p_external_ids text[],
        p_http_statuses int[], p_request_ids text[], p_key_lock int, p_changes uuid[],
        p_jobs bigint[], p_locked_by text[],
        out "place" int, out "position" bigint)
      returns setof record language plpgsql ${settings}
      as $$
      declare
        held record;
        latest record;
        following record;
        v_message uuid;
        v_channel uuid;
        v_external text;
        v_position bigint;
        done uuid[] := '{}';
        places int[] := '{}';
        channels uuid[] := '{}';
        conversations uuid[] := '{}';
        named boolean[] := '{}';
      begin
        for i in 1 .. cardinality(p_messages) loop
          v_message := p_messages[i];
          v_channel := p_channels[i];
          v_external := p_external_ids[i];
          continue when v_external is not null
            and not pg_try_advisory_xact_lock(p_key_lock, hashtext(v_channel::text || ' ' || v_external));
          select m."conversation_id", m."channel_id", m."external_id", m."status" into held
            from "messages" m where m."id" = v_message and m."tenant_id" = p_tenant for no key update skip locked;
          continue when not found or held."status" <> 'SENDING' or held."external_id" is not null or held."channel_id" <> v_channel;
          select a."number", a."outcome" into latest
            from "send_attempts" a where a."message_id" = v_message order by a."number" desc limit 1;
          continue when latest."number" is distinct from p_attempts[i] or latest."outcome" <> 'STARTED';
          continue when v_external is not null and (
            exists (select from "messages" o where o."channel_id" = v_channel and o."external_id" = v_external)
            or exists (select from "message_status_changes" s
                where s."channel_id" = v_channel and s."external_id" = v_external and s."message_id" is null)
            or exists (select from "waiting_changes" w where w."channel_id" = v_channel and w."external_id" = v_external));
          update "send_attempts" a
             set "finished_at" = clock_timestamp(), "outcome" = 'ACCEPTED', "http_status" = p_http_statuses[i],
                 "provider_request_id" = p_request_ids[i], "error" = null
           where a."message_id" = v_message and a."number" = p_attempts[i];
          update "messages" m
             set "status" = 'SENT', "external_id" = v_external,
                 "failure_code" = null, "failure_message" = null, "failure_retryable" = null
           where m."id" = v_message;
          insert into "message_status_changes"
              ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
            values (p_changes[i], p_tenant, v_channel, v_message, 'SENT', clock_timestamp(), clock_timestamp(), true);
          select m."id", m."tenant_id", m."channel_id" into following
            from "messages" m
           where m."conversation_id" = held."conversation_id" and m."id" > v_message and m."status" = 'QUEUED'
             and m."direction" = 'OUTBOUND'
           order by m."id" limit 1;
          if found and not exists (
              select from graphile_worker._private_jobs j
               where j.key = 'send:' || following."id" and j.locked_by = p_locked_by[i]) then
            perform graphile_worker.add_job('send-message',
              json_build_object('tenantId', following."tenant_id", 'messageId', following."id",
                                'channelId', following."channel_id", 'attemptsBefore', 0),
              run_at => now(), max_attempts => 25, job_key => 'send:' || following."id",
              flags => array['channel:' || following."channel_id"], job_key_mode => 'preserve_run_at');
          end if;
          if p_jobs[i] is not null then
            delete from graphile_worker._private_jobs j where j.id = p_jobs[i] and j.locked_by = p_locked_by[i];
          end if;
          done := done || v_message;
          places := places || i;
          channels := channels || v_channel;
          conversations := conversations || held."conversation_id";
          named := named || (v_external is not null);
        end loop;
        if cardinality(done) = 0 then
          return;
        end if;
        update "event_counters" c set "position" = c."position" + cardinality(done)
          where c."tenant_id" = p_tenant returning c."position" into v_position;
        for i in 1 .. cardinality(done) loop
          insert into "domain_events"
              ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at")
            values (p_tenant, v_position - cardinality(done) + i, 'MESSAGE_UPDATED', done[i], channels[i], conversations[i], done[i],
                    case when named[i] then array['status', 'statusHistory', 'externalId'] else array['status', 'statusHistory'] end,
                    now());
        end loop;
        for i in 1 .. cardinality(done) loop
          "place" := places[i];
          "position" := v_position;
          return next;
        end loop;
      end $$`);
  }

  override down(): void {
    this.addSql('drop function "conclude_accepted_messages"');
    this.addSql('drop function "claim_queued_messages"');
  }
}
