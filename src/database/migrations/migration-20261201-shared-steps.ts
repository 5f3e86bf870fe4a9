import { Migration } from '@mikro-orm/migrations';

const settings =
  'set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off';

/** Further results of both: when the events happened, and the rows that subscriptions select, where they are wanted. */
const rowsOut =
  'out "at" timestamptz, out "message" "messages", out "conversation" "conversations", out "channel" "channels", out "contact" "contacts"';

const returnRows = (facts: string, from: string): string => `if p_has_rows then
          return query
            select ${facts}, now(), m, c, h, k
              from ${from}
              left join "messages" m on m."id" = u.message
              left join "conversations" c on c."id" = m."conversation_id"
              left join "channels" h on h."id" = c."channel_id"
              left join "contacts" k on k."id" = c."contact_id"
             order by u.n;
        else
          return query
            select ${facts}, now(), null::"messages", null::"conversations", null::"channels", null::"contacts" from ${from};
        end if;`;

/**
 * The functions of `own-sends` with one end for both, `advance_messages`: a loop only checks and locks, then each table is written
 * once for all messages. What they do is the same. They can return the rows of their events (`delivery/event-with-rows.ts`).
 */
export class Migration20261201SharedSteps extends Migration {
  override up(): void {
    // The next step of messages that are locked and have no id at the provider: status, history, events. Returns the last position.
    this.addSql(`create function "advance_messages"(
        p_tenant uuid, p_status text, p_messages uuid[], p_channels uuid[], p_conversations uuid[], p_external_ids text[], p_changes uuid[])
      returns bigint language plpgsql ${settings}
      as $$
      declare
        v_position bigint;
      begin
        update "messages" m
           set "status" = p_status, "external_id" = u.external_id,
               "failure_code" = null, "failure_message" = null, "failure_retryable" = null
          from unnest(p_messages, p_external_ids) as u(message, external_id)
         where m."id" = u.message;
        insert into "message_status_changes"
            ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
        select u.id, p_tenant, u.channel, u.message, p_status, clock_timestamp(), clock_timestamp(), true
          from unnest(p_changes, p_channels, p_messages) as u(id, channel, message);
        update "event_counters" c set "position" = c."position" + cardinality(p_messages)
          where c."tenant_id" = p_tenant returning c."position" into v_position;
        insert into "domain_events"
            ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at")
        select p_tenant, v_position - cardinality(p_messages) + u.place, 'MESSAGE_UPDATED', u.message, u.channel, u.conversation, u.message,
               case when u.external_id is null then array['status', 'statusHistory'] else array['status', 'statusHistory', 'externalId'] end, now()
          from unnest(p_messages, p_channels, p_conversations, p_external_ids) with ordinality as u(message, channel, conversation, external_id, place);
        return v_position;
      end $$`);
    this.addSql('drop function "claim_queued_messages"');
    this.addSql('drop function "conclude_accepted_messages"');
    this.addSql(`create function "claim_queued_messages"(
        p_tenant uuid, p_messages uuid[], p_jobs bigint[], p_locked_by text[], p_worker_lock int,
        p_attempts uuid[], p_changes uuid[], p_has_rows boolean default false,
        out "place" int, out "position" bigint, out "attempt" int, ${rowsOut})
      returns setof record language plpgsql ${settings}
      as $$
      declare
        held record;
        latest record;
        v_message uuid;
        v_position bigint;
        done uuid[] := '{}';
        places int[] := '{}';
        numbers int[] := '{}';
        channels uuid[] := '{}';
        conversations uuid[] := '{}';
        lockers text[] := '{}';
        attempts uuid[] := '{}';
        changes uuid[] := '{}';
      begin
        for i in 1 .. cardinality(p_messages) loop
          v_message := p_messages[i];
          continue when v_message = any(done);
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
          done := done || v_message;
          places := places || i;
          numbers := numbers || coalesce(latest."number", 0) + 1;
          channels := channels || held."channel_id";
          conversations := conversations || held."conversation_id";
          attempts := attempts || p_attempts[i];
          changes := changes || p_changes[i];
          if p_jobs[i] is not null then
            lockers := lockers || p_locked_by[i];
          end if;
        end loop;
        if cardinality(done) = 0 then
          return;
        end if;
        insert into "send_attempts" ("id", "tenant_id", "message_id", "number", "started_at", "outcome")
        select u.id, p_tenant, u.message, u.number, clock_timestamp(), 'STARTED'
          from unnest(attempts, done, numbers) as u(id, message, number);
        v_position := "advance_messages"(p_tenant, 'SENDING', done, channels, conversations, array_fill(null::text, array[cardinality(done)]), changes);
        for i in 1 .. cardinality(lockers) loop
          if pg_try_advisory_xact_lock(p_worker_lock, hashtext(lockers[i])) then
            raise exception 'The process that claims a message is gone.';
          end if;
        end loop;
        ${returnRows('u.place, v_position, u.number', 'unnest(places, numbers, done) with ordinality as u(place, number, message, n)')}
      end $$`);
    this.addSql(`create function "conclude_accepted_messages"(
        p_tenant uuid, p_channels uuid[], p_messages uuid[], p_attempts int[], p_external_ids text[],
        p_http_statuses int[], p_request_ids text[], p_key_lock int, p_changes uuid[],
        p_jobs bigint[], p_locked_by text[], p_has_rows boolean default false,
        out "place" int, out "position" bigint, ${rowsOut})
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
        changes uuid[] := '{}';
      begin
        for i in 1 .. cardinality(p_messages) loop
          v_message := p_messages[i];
          v_channel := p_channels[i];
          v_external := p_external_ids[i];
          continue when v_message = any(done);
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
          done := done || v_message;
          places := places || i;
          channels := channels || v_channel;
          conversations := conversations || held."conversation_id";
          changes := changes || p_changes[i];
        end loop;
        if cardinality(done) = 0 then
          return;
        end if;
        update "send_attempts" a
           set "finished_at" = clock_timestamp(), "outcome" = 'ACCEPTED', "http_status" = p_http_statuses[u.place],
               "provider_request_id" = p_request_ids[u.place], "error" = null
          from unnest(places, done) as u(place, message)
         where a."message_id" = u.message and a."number" = p_attempts[u.place];
        delete from graphile_worker._private_jobs j using unnest(places) as u(place)
         where j.id = p_jobs[u.place] and j.locked_by = p_locked_by[u.place];
        v_position := "advance_messages"(p_tenant, 'SENT', done, channels, conversations,
            array(select p_external_ids[u.place] from unnest(places) with ordinality as u(place, n) order by u.n), changes);
        ${returnRows('u.place, v_position', 'unnest(places, done) with ordinality as u(place, message, n)')}
      end $$`);
  }
}
