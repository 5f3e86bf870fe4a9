import { Migration } from '@mikro-orm/migrations';

/**
 * Stores replies of users of any companies, each with its history, job and events: one query for the server, small ones inside.
 * `messages/store-replies.ts` says what the columns mean.
 *
 * A reply whose conversation is locked, erased or missing, or whose idempotency key is taken or locked, is left out: its place
 * is not returned, and nothing was written for it. So the function waits for little but the counters of the companies, which
 * are locked last, in one order. A wait that is longer than `p_lock_timeout` ends the query with 55P03.
 *
 * The settings keep the plans of a young table from lasting: everything is looked up by a key.
 */
export class Migration20261201StoreReplies extends Migration {
  override up(): void {
    this.addSql(`create type "new_reply" as (
        "tenant_id" uuid, "id" uuid, "conversation_id" uuid, "kind" text, "text" text, "author_user_id" uuid, "reply_to_external_id" text,
        "template_id" uuid, "template_variables" jsonb, "idempotency_key" text, "change_id" uuid, "is_read" boolean, "locked_by" text)`);
    this.addSql(`create function "store_replies"(p_replies "new_reply"[], p_key_lock int, p_has_rows boolean, p_lock_timeout text)
      returns table (
        n int, "position" bigint, event_count int, "at" timestamptz, job_id text,
        message "messages", conversation "conversations", channel "channels", contact "contacts")
      language plpgsql
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      as $$
      #variable_conflict use_column
      declare
        v_wanted uuid[];
        v_are_read boolean;
        v_are_for_workers boolean;
        v_free uuid[];
        v_assisted uuid[];
        v_added "messages"[];
        v_places int[];
        v_conversations uuid[];
        v_read uuid[] := '{}';
        v_readers uuid[] := '{}';
        v_read_with bigint[] := '{}';
        v_taken_over bigint[] := '{}';
        v_task int;
        v_jobs text[];
        v_tenants uuid[];
        v_counts int[];
        v_last bigint[];
      begin
        if p_lock_timeout is not null then
          perform set_config('lock_timeout', p_lock_timeout, true);
        end if;
        select array_agg(i."conversation_id"), bool_or(i."is_read"), bool_or(i."locked_by" is null)
          into v_wanted, v_are_read, v_are_for_workers
          from unnest(p_replies) as i;
        with free as materialized (
          select c."id", c."handoff" from "conversations" c
           where c."id" = any(v_wanted) and c."address" <> 'erased' for no key update skip locked)
        select array_agg(f."id"), coalesce(array_agg(f."id") filter (where f."handoff" <> 'HUMAN_ACTIVE'), '{}')
          into v_free, v_assisted from free f;
        if v_free is null then
          return;
        end if;

        with inserted as (
          insert into "messages" as s ("id", "tenant_id", "conversation_id", "channel_id", "direction", "kind", "text", "author_kind", "author_user_id",
              "reply_to_external_id", "template_id", "template_variables", "status", "idempotency_key", "has_attachments", "sent_at", "created_at")
          select i."id", c."tenant_id", c."id", c."channel_id", 'OUTBOUND', i."kind", i."text", 'USER', i."author_user_id",
                 i."reply_to_external_id", i."template_id", i."template_variables", 'QUEUED', i."idempotency_key", false, now(), now()
            from unnest(p_replies) with ordinality as i
            join "conversations" c on c."id" = i."conversation_id" and c."tenant_id" = i."tenant_id"
           where i."conversation_id" = any(v_free)
             and (i."idempotency_key" is null or pg_try_advisory_xact_lock(p_key_lock, hashtext(i."tenant_id"::text || ' ' || i."idempotency_key")))
           order by i.ordinality
          on conflict ("tenant_id", "idempotency_key") where "idempotency_key" is not null do nothing
          returning s as whole, s."id", s."conversation_id")
        select array_agg(m.whole order by m.place), array_agg(m.place order by m.place), array_agg(m.conversation)
          into v_added, v_places, v_conversations
          from (select s.whole, i.ordinality::int as place, s."conversation_id" as conversation
                  from inserted s join unnest(p_replies) with ordinality as i on i."id" = s."id") m;
        if v_added is null then
          return;
        end if;

        insert into "message_status_changes" ("id", "tenant_id", "channel_id", "message_id", "status", "at", "recorded_at", "applied")
        select (p_replies[v_places[m.ordinality]])."change_id", m."tenant_id", m."channel_id", m."id", m."status", m."created_at", m."created_at", true
          from unnest(v_added) with ordinality as m;

        update "conversations" c set
            "last_message_id" = m."id",
            "last_activity_at" = greatest(c."last_activity_at", m."created_at"),
            "handoff" = 'HUMAN_ACTIVE',
            "handoff_at" = now(),
            "handoff_reason" = case when c."handoff_reason" = 'OPTED_OUT' then 'OPTED_OUT' end
          from (select distinct on (a."conversation_id") a."conversation_id", a."id", a."created_at"
                  from unnest(v_added) as a order by a."conversation_id", a."id" desc) m
         where c."id" = m."conversation_id";

        update "reply_suggestions" g set "status" = 'OUTDATED'
         where g."conversation_id" = any(v_conversations) and g."status" = 'OPEN';

        if v_are_read then
          with written as (
            insert into "conversation_reads" as r ("conversation_id", "user_id", "tenant_id", "read_up_to", "changed_at")
            select m."conversation_id", m."author_user_id", m."tenant_id", unread."id", m."created_at"
              from (select distinct on (a."conversation_id", a."author_user_id") a."conversation_id", a."author_user_id", a."tenant_id", a."created_at"
                      from unnest(v_added) with ordinality as a
                     where (p_replies[v_places[a.ordinality]])."is_read" order by a."conversation_id", a."author_user_id") m
              join "users" u on u."id" = m."author_user_id"
              left join "conversation_reads" r on r."conversation_id" = m."conversation_id" and r."user_id" = m."author_user_id"
              join lateral (
                select l."id" from (
                  select o."id", o."direction" from "messages" o
                   where o."conversation_id" = m."conversation_id"
                     and o."id" > coalesce(r."read_up_to", (lpad(to_hex((extract(epoch from u."unread_since") * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid)
                   order by o."id" desc limit 100) l
                 where l."direction" = 'INBOUND' order by l."id" desc limit 1) unread on true
            on conflict ("conversation_id", "user_id") do update
              set "read_up_to" = excluded."read_up_to", "changed_at" = excluded."changed_at"
              where r."read_up_to" < excluded."read_up_to"
            returning r."conversation_id", r."user_id")
          select coalesce(array_agg(w."conversation_id"), '{}'), coalesce(array_agg(w."user_id"), '{}') into v_read, v_readers from written w;
        end if;

        -- A job that its process runs is added locked, as 'jobs/add-job.ts' does, once a worker knew the task.
        select t.id into v_task from graphile_worker._private_tasks t where t.identifier = 'send-message';
        with own as (
          insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, flags, attempts, locked_at, locked_by)
          select v_task, json_build_object('tenantId', m."tenant_id", 'messageId', m."id", 'channelId', m."channel_id", 'attemptsBefore', 0), now(), 25,
                 'send:' || m."id", jsonb_build_object('channel:' || m."channel_id", true), 1, now(), (p_replies[v_places[m.ordinality]])."locked_by"
            from unnest(v_added) with ordinality as m
           where v_task is not null and (p_replies[v_places[m.ordinality]])."locked_by" is not null
          returning id, key)
        select array_agg(o.id::text order by m.ordinality) into v_jobs
          from unnest(v_added) with ordinality as m left join own o on o.key = 'send:' || m."id";
        if v_are_for_workers or v_task is null then
          perform graphile_worker.add_job('send-message',
              json_build_object('tenantId', m."tenant_id", 'messageId', m."id", 'channelId', m."channel_id", 'attemptsBefore', 0),
              run_at => now(), max_attempts => 25, job_key => 'send:' || m."id", flags => array['channel:' || m."channel_id"], job_key_mode => 'unsafe_dedupe')
            from unnest(v_added) with ordinality as m where v_jobs[m.ordinality] is null;
        end if;

        -- Each change is told with the first reply that made it.
        if v_assisted <> '{}' then
          select coalesce(array_agg(f.place), '{}') into v_taken_over
            from (select min(m.ordinality) as place from unnest(v_added) with ordinality as m
                   where m."conversation_id" = any(v_assisted) group by m."conversation_id") f;
        end if;
        if v_read <> '{}' then
          select coalesce(array_agg(f.place), '{}') into v_read_with
            from (select min(m.ordinality) as place
                    from unnest(v_added) with ordinality as m join unnest(v_read, v_readers) as r(conversation, reader)
                      on r.conversation = m."conversation_id" and r.reader = m."author_user_id"
                   where (p_replies[v_places[m.ordinality]])."is_read" group by r.conversation, r.reader) f;
        end if;

        select array_agg(t.tenant order by t.tenant), array_agg(t.added order by t.tenant) into v_tenants, v_counts
          from (select m."tenant_id" as tenant,
                       sum(1 + (m.ordinality = any(v_read_with))::int + (m.ordinality = any(v_taken_over))::int)::int as added
                  from unnest(v_added) with ordinality as m group by 1) t;
        if cardinality(v_tenants) = 1 then
          update "event_counters" c set "position" = c."position" + v_counts[1] where c."tenant_id" = v_tenants[1]
            returning array[c."position"] into v_last;
        else
          -- In one order, so that no two batches wait for each other.
          perform from "event_counters" c where c."tenant_id" = any(v_tenants) order by c."tenant_id" for no key update;
          with counted as (
            update "event_counters" c set "position" = c."position" + t.added
              from unnest(v_tenants, v_counts) as t(tenant, added) where c."tenant_id" = t.tenant
            returning c."tenant_id", c."position")
          select array_agg(c."position" order by c."tenant_id") into v_last from counted c;
        end if;
        insert into "domain_events" ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at", "user_id")
        select h.tenant, v_last[h.rank] - v_counts[h.rank] + row_number() over (partition by h.tenant order by h.place, h.part), h.kind, h.subject, h.channel,
               h.conversation, h.message, h.changed, now(), h.reader
          from (select m.ordinality as place, p.part, m."tenant_id" as tenant, array_position(v_tenants, m."tenant_id") as rank,
                       case p.part when 1 then 'MESSAGE_ADDED' when 2 then 'READ_STATE_UPDATED' else 'CONVERSATION_UPDATED' end as kind,
                       case p.part when 1 then m."id" else m."conversation_id" end as subject,
                       m."channel_id" as channel, m."conversation_id" as conversation, case p.part when 1 then m."id" end as message,
                       case p.part when 1 then '{}'::text[] when 2 then '{viewerState}' else '{handoff,handoffReason}' end as changed,
                       case p.part when 2 then m."author_user_id" end as reader
                  from unnest(v_added) with ordinality as m cross join generate_series(1, 3) as p(part)
                 where case p.part when 1 then true when 2 then m.ordinality = any(v_read_with) else m.ordinality = any(v_taken_over) end) h;

        if p_has_rows then
          return query
            select v_places[m.ordinality], v_last[array_position(v_tenants, m."tenant_id")], v_counts[array_position(v_tenants, m."tenant_id")], now(),
                   v_jobs[m.ordinality], v_added[m.ordinality], c, h, k
              from unnest(v_added) with ordinality as m
              left join "conversations" c on c."id" = m."conversation_id"
              left join "channels" h on h."id" = c."channel_id"
              left join "contacts" k on k."id" = c."contact_id"
             order by m.ordinality;
        else
          return query
            select v_places[m.ordinality], v_last[array_position(v_tenants, m."tenant_id")], v_counts[array_position(v_tenants, m."tenant_id")], now(),
                   v_jobs[m.ordinality], v_added[m.ordinality], null::"conversations", null::"channels", null::"contacts"
              from unnest(v_added) with ordinality as m;
        end if;
      end $$`);
  }

  override down(): void {
    this.addSql('drop function "store_replies"');
    this.addSql('drop type "new_reply"');
  }
}
