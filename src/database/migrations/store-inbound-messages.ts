/**
 * The database's function `store_inbound_messages`. Migrations create it, and replace it when it changes.
 */

/** Messages without a conversation, with what is needed to insert their sender's rows. */
const person = `
            select i."tenant_id", i."channel_id", i."identity_kind", i."canonical", i."topic_id", i."referral", i."created_at", i."external_id", i.ordinality as place, s.*
              from unnest(p_messages) with ordinality as i
              cross join lateral json_to_record(i."sender") as s(contact_id uuid, identity_id uuid, lead_id uuid, conversation_id uuid,
                match_key text, name text, phone text, raw text, match_keys json, reply_to text, stage_id uuid, provider text)
             where v_conversation[i.ordinality] is null and i."sender" is not null`;

/** True if the text of message `m` changes the topic of row `l`: what a user or an assistant chose is kept. */
const takesTopic = (topic: string, row: string) =>
  `(${topic} is not null and ${row}."topic_id" is distinct from ${topic} and ${row}."topic_source" is distinct from 'HAND' and ${row}."topic_source" is distinct from 'ASSISTANT')`;

/**
 * Stores a batch of inbound messages of any companies, all or nothing: one query for the server, small ones inside. Each
 * of these sees what was committed before it began, so the function can insert people, too. `messages/store-messages.ts`
 * says what the columns mean.
 *
 * Order of locks: contacts, addresses, conversations, message keys, conversations, the counters of the companies last;
 * each sorted. A wait for a lock that is longer than `p_lock_timeout` ends the query with 55P03.
 *
 * The settings keep the plans of a young table from lasting, also behind a pooler: everything is looked up by a key.
 *
 * Each look-up of rows stands in a subquery of its own row (`lateral`, or an aggregate), with no
 * condition but its key, so that no plan can read a table, or a partial index, from end to end: on a young table, that looks
 * as cheap. Those with a limit are not joined with others either: of an index on two columns, of which each comes from another
 * table, PostgreSQL 18 used the second one alone, and searched the index once for each value of the first (each number).
 */
export const storeInboundMessages = `create or replace function "store_inbound_messages"(p_messages "inbound_message"[], p_has_rows boolean, p_lock_timeout text)
      returns table (
        n int, message_id uuid, conversation_id uuid, is_stored boolean, opened_from text, has_waiting boolean,
        "position" bigint, event_count int, "at" timestamptz, was jsonb, lead_id uuid, is_new_conversation boolean, note_id uuid,
        updated_lead_id uuid, lead_fields text,
        message "messages", conversation "conversations", channel "channels", contact "contacts")
      language plpgsql
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      as $$
      #variable_conflict use_column
      declare
        v_size int := cardinality(p_messages);
        v_first "inbound_message" := p_messages[1];
        v_tenants uuid[];
        v_has_topic boolean;
        v_has_referral boolean;
        v_has_files boolean;
        v_has_senders boolean;
        v_has_made boolean;
        v_is_second boolean := false;
        v_conversation uuid[];
        v_lead uuid[];
        v_opened text[];
        v_was jsonb[];
        v_contact uuid[];
        v_name text[];
        v_makes boolean := false;
        v_new_lead uuid[];
        v_new_conversation boolean[];
        v_note uuid[];
        v_ids uuid[];
        v_stored boolean[];
        v_retopiced uuid[] := '{}';
        v_retopiced_place bigint[] := '{}';
        v_retopiced_fields text[] := '{}';
        v_last bigint[];
        v_added int[];
        made record;
      begin
        if p_lock_timeout is not null then
          perform set_config('lock_timeout', p_lock_timeout, true);
        end if;
        select array_agg(distinct i."tenant_id"), bool_or(i."topic_id" is not null), bool_or(i."referral" is not null),
               bool_or(i."attachments" is not null), bool_or(i."sender" is not null), bool_or(i."made" is not null)
          into v_tenants, v_has_topic, v_has_referral, v_has_files, v_has_senders, v_has_made
          from unnest(p_messages) as i;

        -- The conversation of each message; once more after people were inserted.
        loop
          select array_agg(i.conversation), array_agg(i.lead), array_agg(i.opened), array_agg(i.was)
            into v_conversation, v_lead, v_opened, v_was
            from (
              select c."id" as conversation, c."lead_id" as lead, nullif(c."status", 'OPEN') as opened,
                     case when ${takesTopic('i."topic_id"', 'c')}
                       then jsonb_build_object('assigneeId', c."assignee_id", 'teamId', c."team_id", 'topicId', c."topic_id", 'labelIds', c."label_ids") end as was
                from unnest(p_messages) with ordinality as i
                left join lateral (
                  select a."id" from "contact_identities" a
                   where a."tenant_id" = i."tenant_id" and a."kind" = i."identity_kind" and a."canonical" = i."canonical" limit 1
                ) a on true
                left join lateral (
                  select c."id", c."lead_id", c."status", c."assignee_id", c."team_id", c."topic_id", c."topic_source", c."label_ids"
                    from "conversations" c where c."channel_id" = i."channel_id" and c."identity_id" = a."id" limit 1
                ) c on true
               order by i.ordinality
            ) i;
          exit when v_is_second or not v_has_senders or array_position(v_conversation, null) is null;
          v_is_second := true;
          v_makes := true;
          v_new_lead := array_fill(null::uuid, array[v_size]);
          v_new_conversation := array_fill(false, array[v_size]);

          -- People are found or inserted, and locked; not for a message that is stored under another address.
          with person as materialized (${person}
               and not exists (select from "messages" m where m."channel_id" = i."channel_id" and m."external_id" = i."external_id")
          ), familiar as materialized (
            select p.place, a."contact_id" from person p
              join "contact_identities" a on a."tenant_id" = p.tenant_id and a."kind" = p.identity_kind and a."canonical" = p.canonical
          ), locked as materialized (
            select c."id", c."merged_into_id" from (select distinct contact_id from familiar order by contact_id) f
             cross join lateral (select c."id", c."merged_into_id" from "contacts" c where c."id" = f.contact_id for update) c
          ), inserted as (
            insert into "contacts" as c ("id", "tenant_id", "display_name", "phone", "match_key", "created_at")
            select distinct on (p.tenant_id, p.match_key) p.contact_id, p.tenant_id, p.name, p.phone, p.match_key, p.created_at
              from person p where p.place not in (select place from familiar)
             order by p.tenant_id, p.match_key, p.place
            on conflict ("tenant_id", "match_key") do update set "match_key" = excluded."match_key"
            returning c."id", c."tenant_id", c."match_key", c."merged_into_id", c."display_name"
          ), found as (
            select f.place, c."id", null::text as name from familiar f join locked c on c."id" = f."contact_id" where c."merged_into_id" is null
            union all
            select p.place, c."id", case when c."display_name" is null then p.name end from person p join inserted c on c."tenant_id" = p.tenant_id and c."match_key" = p.match_key
             where c."merged_into_id" is null and p.place not in (select place from familiar)
          )
          select array_agg(f."id" order by i.place), array_agg(f.name order by i.place) into v_contact, v_name
            from generate_series(1, v_size) as i(place) left join found f on f.place = i.place;

          -- Their addresses, open leads and conversations.
          for made in
            with person as materialized (
              select p.*, v_contact[p.place] as owner from (${person}) p where v_contact[p.place] is not null
            ), address as (
              insert into "contact_identities" as a ("id", "tenant_id", "contact_id", "kind", "raw_value", "canonical", "match_keys", "channel_id", "first_seen_at")
              select distinct on (p.tenant_id, p.identity_kind, p.canonical) p.identity_id, p.tenant_id, p.owner, p.identity_kind, p.raw, p.canonical,
                     array(select json_array_elements_text(p.match_keys)), p.channel_id, p.created_at
                from person p order by p.tenant_id, p.identity_kind, p.canonical, p.place
              on conflict ("tenant_id", "kind", "canonical") do update set "canonical" = excluded."canonical"
              returning a."id", a."tenant_id", a."kind", a."canonical", a."contact_id"
            ), owned as materialized (
              select p.*, a."id" as address_id, a."contact_id" as owner_id
                from person p join address a on a."tenant_id" = p.tenant_id and a."kind" = p.identity_kind and a."canonical" = p.canonical
            ), open_lead as materialized (
              select o.owner_id as "contact_id", (
                  select (array_agg(l."id" order by l."id" desc) filter (where l."merged_into_id" is null
                           and not (select g."is_terminal" from "lead_stages" g where g."id" = l."stage_id")))[1]
                    from "leads" l where l."contact_id" = o.owner_id
                ) as "id"
                from (select distinct owner_id from owned) o
            ), new_lead as (
              insert into "leads" as l ("id", "tenant_id", "contact_id", "channel_id", "stage_id", "topic_id", "topic_source", "name", "phone", "source", "referral", "created_at", "updated_at")
              select distinct on (o.owner_id) o.lead_id, o.tenant_id, o.owner_id, o.channel_id, o.stage_id, o.topic_id,
                     case when o.topic_id is null then null else 'RULE' end, o.name, o.phone, o.provider, o.referral, o.created_at, o.created_at
                from owned o where o.owner_id not in (select "contact_id" from open_lead where "id" is not null) and o.stage_id is not null
               order by o.owner_id, o.place
              returning l."id", l."contact_id"
            ), case_of as (
              select "contact_id", "id" from open_lead where "id" is not null union all select "contact_id", "id" from new_lead
            ), room as (
              insert into "conversations" as v ("id", "tenant_id", "channel_id", "contact_id", "identity_id", "lead_id", "address", "last_activity_at", "created_at")
              select distinct on (o.channel_id, o.address_id) o.conversation_id, o.tenant_id, o.channel_id, o.owner_id, o.address_id, k."id", o.reply_to, o.created_at, o.created_at
                from owned o left join case_of k on k."contact_id" = o.owner_id
               order by o.channel_id, o.address_id, o.place
              on conflict ("channel_id", "identity_id") do update set "address" = v."address"
              returning v."id", v."channel_id", v."identity_id"
            )
            select o.place, o.owner_id = o.owner as is_owner, r."id" = o.conversation_id as is_new,
                   (select n."id" from new_lead n where n."id" = o.lead_id) as lead_id
              from owned o join room r on r."channel_id" = o.channel_id and r."identity_id" = o.address_id
          loop
            if not made.is_owner then
              raise exception 'An address got another owner while a message from it was stored.' using errcode = 'serialization_failure';
            end if;
            v_new_conversation[made.place] := made.is_new;
            v_new_lead[made.place] := made.lead_id;
          end loop;
        end loop;

        -- Rows that the caller inserted in the same transaction.
        if v_has_made then
          v_makes := true;
          select array_agg(r.lead_id order by i.ordinality), array_agg(coalesce(r.is_new_conversation, false) order by i.ordinality)
            into v_new_lead, v_new_conversation
            from unnest(p_messages) with ordinality as i
            left join lateral json_to_record(i."made") as r(lead_id uuid, is_new_conversation boolean) on i."made" is not null;
        end if;

        with inserted as (
          insert into "messages" ("id", "tenant_id", "conversation_id", "channel_id", "direction", "kind", "text", "content", "referral", "author_kind",
              "reply_to_external_id", "status", "external_id", "source_event_id", "has_attachments", "sent_at", "created_at")
          select i."id", i."tenant_id", v_conversation[i.ordinality], i."channel_id", 'INBOUND', i."kind", i."text", i."content", i."referral", 'CONTACT',
                 i."reply_to_external_id", 'RECEIVED', i."external_id", i."source_event_id", i."attachments" is not null, i."sent_at", i."created_at"
            from unnest(p_messages) with ordinality as i
           where v_conversation[i.ordinality] is not null
           order by i."channel_id", i."external_id", i.ordinality
          on conflict ("channel_id", "external_id") do nothing
          returning "id")
        select coalesce(array_agg(s."id"), '{}') into v_ids from inserted s;
        if cardinality(v_ids) = v_size then
          v_stored := array_fill(true, array[v_size]);
        else
          select array_agg(i."id" = any(v_ids) order by i.ordinality) into v_stored from unnest(p_messages) with ordinality as i;
        end if;
        if v_makes then
          if exists (select from unnest(v_new_conversation, v_stored) as i(is_new, is_stored) where i.is_new and not i.is_stored) then
            raise exception 'A conversation was inserted for a message that is stored under another address.' using errcode = 'TL001';
          end if;
          select array_agg(case when v_stored[i.ordinality] and v_new_lead[i.ordinality] is not null then i."note_id" end order by i.ordinality)
            into v_note from unnest(p_messages) with ordinality as i;
          -- A known contact without a name; a message that is stored takes a position for it.
          if array_length(array_remove(v_name, null), 1) > 0 then
            update "contacts" c set "display_name" = n.name
              from (select distinct on (i.contact) i.contact, i.name from unnest(v_contact, v_name, v_stored) with ordinality as i(contact, name, is_stored, place)
                     where i.is_stored and i.name is not null order by i.contact, i.place) n
             where c."id" = n.contact and c."display_name" is null;
          end if;
        end if;

        if v_ids <> '{}' then
          if v_has_files then
            insert into "attachments" ("id", "tenant_id", "message_id", "created_at", "mime_type", "file_name", "size_bytes", "is_voice", "duration_seconds", "source_url", "media_id")
            select f."id", i."tenant_id", i."id", i."created_at", f."mimeType", f."fileName", f."sizeBytes", f."isVoice", f."durationSeconds", f."sourceUrl", f."mediaId"
              from unnest(p_messages) with ordinality as i
              cross join lateral json_to_recordset(i."attachments") as f("id" uuid, "mimeType" text, "fileName" text, "sizeBytes" float8, "isVoice" boolean,
                "durationSeconds" float8, "sourceUrl" text, "mediaId" text)
             where v_stored[i.ordinality] and i."attachments" is not null;
          end if;

          update "conversations" c set
              "unread_count" = c."unread_count" + m.added,
              "last_message_id" = m.last_message_id,
              "last_activity_at" = greatest(c."last_activity_at", m.at),
              "last_inbound_at" = greatest(c."last_inbound_at", m.written_at),
              "status" = 'OPEN',
              "snoozed_until" = null,
              "topic_id" = case when m.topic_id is null or c."topic_source" in ('HAND', 'ASSISTANT') then c."topic_id" else m.topic_id end,
              "topic_source" = case when m.topic_id is null or c."topic_source" in ('HAND', 'ASSISTANT') then c."topic_source" else 'RULE' end
            from (
              select v_conversation[i.ordinality] as conversation, (count(*) filter (where i."adds_unread"))::int as added,
                     max(i."created_at") as at, max(i."written_at") as written_at,
                     (array_agg(i."id" order by i.ordinality desc))[1] as last_message_id,
                     (array_agg(i."topic_id" order by i.ordinality desc) filter (where i."topic_id" is not null))[1] as topic_id
                from unnest(p_messages) with ordinality as i
               where v_stored[i.ordinality] group by 1 order by 1
            ) m
           where c."id" = m.conversation;

          if v_has_topic then
            -- The newest message of a topic has what the conversation was before.
            select array_agg(case when i.place = i.newest then v_was[i.place] end order by i.place) into v_was
              from (select i.ordinality as place,
                           max(i.ordinality) filter (where v_stored[i.ordinality] and i."topic_id" is not null) over (partition by v_conversation[i.ordinality]) as newest
                      from unnest(p_messages) with ordinality as i) i;
          end if;
          if v_has_topic or v_has_referral then
            with retopiced as (
              update "leads" l set
                  "topic_id" = case when ${takesTopic('m.topic_id', 'l')} then m.topic_id else l."topic_id" end,
                  "topic_source" = case when ${takesTopic('m.topic_id', 'l')} then 'RULE' else l."topic_source" end,
                  "referral" = coalesce(l."referral", m.referral), "updated_at" = now()
                from (
                  select v_lead[i.ordinality] as lead, max(i.ordinality) as place,
                         (array_agg(i."topic_id" order by i.ordinality desc) filter (where i."topic_id" is not null))[1] as topic_id,
                         (array_agg(i."referral" order by i.ordinality) filter (where i."referral" is not null))[1] as referral
                    from unnest(p_messages) with ordinality as i
                   where v_stored[i.ordinality] and v_lead[i.ordinality] is not null and (i."topic_id" is not null or i."referral" is not null)
                   group by 1 order by 1
                ) m
               where l."id" = m.lead and (${takesTopic('m.topic_id', 'l')} or (m.referral is not null and l."referral" is null))
              returning l."id", m.place, array_to_string(array[
                case when m.topic_id = l."topic_id" then 'topic' end, case when m.referral = l."referral" then 'referral' end], ',') as fields)
            select coalesce(array_agg(r."id"), '{}'), coalesce(array_agg(r.place), '{}'), coalesce(array_agg(r.fields), '{}')
              into v_retopiced, v_retopiced_place, v_retopiced_fields from retopiced r;
          end if;

          if v_makes then
            insert into "notes" ("id", "tenant_id", "lead_id", "conversation_id", "author_kind", "source_message_id", "created_at")
            select i."note_id", i."tenant_id", v_new_lead[i.ordinality], v_conversation[i.ordinality], 'CONTACT', i."id", i."created_at"
              from unnest(p_messages) with ordinality as i
             where v_note[i.ordinality] is not null;
          end if;
        end if;

        insert into "webhook_events" as w ("id", "tenant_id", "account_id", "channel_id", "channel_external_id", "source", "event_type", "external_event_id",
            "item_index", "status", "kept_body", "headers", "received_at", "processed_at", "message_id")
        select i."source_event_id", i."tenant_id", i."account_id", i."channel_id", i."channel_external_id", i."source", i."event_type", i."external_id", i."item_index",
               case when v_stored[i.ordinality] then 'PROCESSED' else 'DUPLICATE' end, i."kept_body", i."headers", i."created_at", clock_timestamp(),
               case when v_stored[i.ordinality] then i."id" end
          from unnest(p_messages) with ordinality as i
         where v_conversation[i.ordinality] is not null
        on conflict ("id") do update set
          "status" = excluded."status", "reason" = null, "channel_id" = excluded."channel_id", "message_id" = excluded."message_id",
          "attempts" = w."attempts" + 1, "processed_at" = excluded."processed_at", "next_attempt_at" = null;

        if v_ids <> '{}' then
          if cardinality(v_tenants) = 1 then
            v_added := array[cardinality(v_ids) + cardinality(v_retopiced)];
            if v_makes then
              v_added[1] := v_added[1] + cardinality(array_remove(v_new_lead, null)) + cardinality(array_remove(v_new_conversation, false)) + cardinality(array_remove(v_note, null));
            end if;
            update "event_counters" c set "position" = c."position" + v_added[1] where c."tenant_id" = v_first."tenant_id"
              returning array[c."position"] into v_last;
          else
            -- In one order, so that no two batches wait for each other; a company without a new event is not locked.
            select array_agg(t.tenant_id order by t.tenant_id), array_agg(t.added order by t.tenant_id) into v_tenants, v_added
              from (
                select i."tenant_id", (count(*) filter (where v_stored[i.ordinality])
                         + count(v_new_lead[i.ordinality]) + count(*) filter (where v_new_conversation[i.ordinality]) + count(v_note[i.ordinality])
                         + count(*) filter (where i.ordinality = any(v_retopiced_place)))::int as added
                  from unnest(p_messages) with ordinality as i group by i."tenant_id"
              ) t where t.added > 0;
            perform from "event_counters" c where c."tenant_id" = any(v_tenants) order by c."tenant_id" for no key update;
            with counted as (
              update "event_counters" c set "position" = c."position" + t.added
                from unnest(v_tenants, v_added) as t(tenant, added) where c."tenant_id" = t.tenant
              returning c."tenant_id", c."position")
            select array_agg(c."position" order by c."tenant_id") into v_last from counted c;
          end if;

          if v_makes or v_retopiced <> '{}' then
            insert into "domain_events" ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at", "was")
            select h.tenant, v_last[h.rank] - v_added[h.rank] + row_number() over (partition by h.tenant order by h.place, h.part), h.kind, h.subject, h.channel,
                   h.conversation, h.message, h.changed, now(), h.was
              from (
                select i.ordinality as place, p.part, i."tenant_id" as tenant, array_position(v_tenants, i."tenant_id") as rank,
                       case p.part when 1 then 'LEAD_ADDED' when 2 then 'CONVERSATION_ADDED' when 3 then 'MESSAGE_ADDED' else 'NOTE_ADDED' end as kind,
                       case p.part when 1 then v_new_lead[i.ordinality] when 2 then v_conversation[i.ordinality] when 3 then i."id" else v_note[i.ordinality] end as subject,
                       case when p.part in (2, 3) then i."channel_id" end as channel, v_conversation[i.ordinality] as conversation,
                       case when p.part in (3, 4) then i."id" end as message,
                       case when p.part <> 3 or v_opened[i.ordinality] is null then '{}'::text[]
                            when v_opened[i.ordinality] = 'SNOOZED' then '{status,snoozedUntil}' else '{status}' end as changed,
                       case when p.part = 3 then v_was[i.ordinality] end as was
                  from unnest(p_messages) with ordinality as i cross join generate_series(1, 4) as p(part)
                 where case p.part when 1 then v_new_lead[i.ordinality] is not null when 2 then v_new_conversation[i.ordinality]
                                   when 3 then v_stored[i.ordinality] else v_note[i.ordinality] is not null end
                union all
                select r.place, 5, (p_messages[r.place])."tenant_id", array_position(v_tenants, (p_messages[r.place])."tenant_id"),
                       'LEAD_UPDATED', r.lead, null, null, null, string_to_array(r.fields, ','), null
                  from unnest(v_retopiced, v_retopiced_place, v_retopiced_fields) as r(lead, place, fields)
              ) h;
          else
            insert into "domain_events" ("tenant_id", "position", "kind", "subject_id", "channel_id", "conversation_id", "message_id", "changed", "at", "was")
            select i."tenant_id", v_last[array_position(v_tenants, i."tenant_id")] - v_added[array_position(v_tenants, i."tenant_id")]
                     + row_number() over (partition by i."tenant_id" order by i.ordinality),
                   'MESSAGE_ADDED', i."id", i."channel_id", v_conversation[i.ordinality], i."id",
                   case when v_opened[i.ordinality] is null then '{}'::text[] when v_opened[i.ordinality] = 'SNOOZED' then '{status,snoozedUntil}' else '{status}' end,
                   now(), v_was[i.ordinality]
              from unnest(p_messages) with ordinality as i where v_stored[i.ordinality];
          end if;
        end if;

        if p_has_rows then
          return query
            select (i.ordinality - 1)::int, m."id", v_conversation[i.ordinality], v_stored[i.ordinality], v_opened[i.ordinality],
                   v_stored[i.ordinality] and exists (select from "waiting_changes" w where w."channel_id" = i."channel_id" and w."external_id" = i."external_id"),
                   v_last[array_position(v_tenants, i."tenant_id")], v_added[array_position(v_tenants, i."tenant_id")], now(), v_was[i.ordinality],
                   v_new_lead[i.ordinality], coalesce(v_new_conversation[i.ordinality], false), v_note[i.ordinality],
                   v_retopiced[array_position(v_retopiced_place, i.ordinality)], v_retopiced_fields[array_position(v_retopiced_place, i.ordinality)], m, v, h, k
              from unnest(p_messages) with ordinality as i
              left join "messages" m on v_stored[i.ordinality] and m."id" = i."id"
              left join "conversations" v on v."id" = m."conversation_id"
              left join "channels" h on h."id" = v."channel_id"
              left join "contacts" k on k."id" = v."contact_id"
             where v_conversation[i.ordinality] is not null;
        else
          return query
            select (i.ordinality - 1)::int, case when v_stored[i.ordinality] then i."id" end, v_conversation[i.ordinality], v_stored[i.ordinality], v_opened[i.ordinality],
                   v_stored[i.ordinality] and exists (select from "waiting_changes" w where w."channel_id" = i."channel_id" and w."external_id" = i."external_id"),
                   v_last[array_position(v_tenants, i."tenant_id")], v_added[array_position(v_tenants, i."tenant_id")], now(), v_was[i.ordinality],
                   v_new_lead[i.ordinality], coalesce(v_new_conversation[i.ordinality], false), v_note[i.ordinality],
                   v_retopiced[array_position(v_retopiced_place, i.ordinality)], v_retopiced_fields[array_position(v_retopiced_place, i.ordinality)],
                   null::"messages", null::"conversations", null::"channels", null::"contacts"
              from unnest(p_messages) with ordinality as i
             where v_conversation[i.ordinality] is not null;
        end if;
      end $$`;
