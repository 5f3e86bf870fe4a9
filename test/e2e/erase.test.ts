/** Erasing a person: a walk over every column of every table, files, events; clearing messages and their retention. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { runErase } from '../../src/data/erase/erase-contact.js';
import {
  otherTables,
  placesOfContact,
  placesOfLedger,
  placesOfMessages,
} from '../../src/data/erase/places.js';
import { dropOldMessages } from '../../src/data/message-retention.js';
import { createRunJob } from '../../src/data/run-job.js';
import type { RunningJob } from '../../src/data/running-job.js';
import { JobKind, ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { spool } from '../../src/media/spool.js';
import { collect } from '../support/app.js';
import { type DataDesk, startDataDesk } from '../support/data-desk.js';
import {
  CancelJobDocument,
  ClearMessagesDocument,
  ContactWithAttributesDocument,
  EraseContactDocument,
  InboxDocument,
  JobStreamDocument,
  MergeContactsDocument,
  SendReplyDocument,
  SetContactAttributesDocument,
  SetRetentionDocument,
  UpsertAttributeDocument,
} from '../support/gql/operations.js';
import { type S3Server, startS3Server } from '../support/s3-server.js';
import { untilSearchable } from '../support/until-searchable.js';
import { waitFor } from '../support/wait-for.js';

const mark = 'ZQERASED';
const phone = '77012345678';
const secondPhone = '77012345679';
const otherPhone = '77017654321';
/** What must not be found; `%` for the spaces of a spelling. */
const words = [`%${mark}%`, '%7012345678%', '%7012345679%', '%701%234%56%78%'];

let bucket: S3Server;
let desk: DataDesk;
let key: string;
let person: { id: string };
let conversationId: string;
let channelId: string;
let objects: string[];
/** The file of a message, and its small picture. */
const filled: string[] = [];
let texts = 0;

const post = async (from: string, text: string, name = mark) => {
  texts += 1;
  const answer = await desk.server.post(`/webhooks/chatflow?key=${key}`, {
    message: text,
    metadata: { remoteJid: `${from}@s.whatsapp.net`, sender: name, messageId: `${from} ${texts}` },
  });
  expect(answer.status).toBe(200);
};
const contact = async (of: string) =>
  (await desk.server.run(ContactWithAttributesDocument, { phone: `+${of}` }, desk.owner)).contact;
const erase = (contactId: string, dryRun = false, token = desk.owner) =>
  desk.server.ask(
    EraseContactDocument,
    { input: { contactId, reason: 'Request of 1 December', dryRun } },
    token,
  );
const codeOf = (answer: { errors?: readonly { extensions: object }[] }) => answer.errors?.[0]?.extensions;

/** Tables with a row that has one of the words in any column. */
async function walk(): Promise<string[]> {
  const tables = await desk.sql<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker') order by 1`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const found: string[] = [];
  for (const { name } of tables) {
    const hits = await desk.sql(`select 1 from ${name} r where r::text ilike any($1) limit 1`, words);
    if (hits.length > 0) found.push(name.replace('public.', ''));
  }
  return found;
}

/** A row with the mark in each table that the requests above do not fill. */
async function fillTables(messageId: string, leadId: string): Promise<void> {
  const sql = desk.sql;
  const { tenantId } = desk;
  const key = { tenantId, storageKey: `${tenantId}/${messageId}.0123456789abcdef` };
  const thumbnailKey = `${tenantId}/${messageId}.fedcba9876543210`;
  await sql(
    `insert into attachments (id, tenant_id, message_id, mime_type, file_name, size_bytes, state, content_type, sha256, storage_key, thumbnail_key, thumbnail_bytes, created_at)
     values ($1, $2, $1, 'text/plain', '${mark}.txt', 3, 'STORED', 'text/plain', 'x', $3, $4, 3, now())`,
    messageId,
    tenantId,
    key.storageKey,
    thumbnailKey,
  );
  const { storage } = desk.server.app.mediaParts;
  for (const [at, type] of [
    [key.storageKey, 'text/plain'],
    [thumbnailKey, 'image/webp'],
  ] as const)
    await storage.put(at, await spool(storage.spoolFolder, Readable.from([Buffer.from(mark)]), 100), type);
  filled.push(key.storageKey, thumbnailKey);
  await sql(
    `update messages set has_attachments = true, content = $2, referral = $2, reply_to_external_id = '${phone} 0', idempotency_key = '${mark}',
            template_variables = $2, failure_message = '${mark}' where id = $1`,
    messageId,
    JSON.stringify({ name: mark }),
  );
  await sql(
    `insert into message_revisions (id, tenant_id, message_id, text, replaced_at) values (gen_random_uuid(), $1, $2, '${mark}', now())`,
    tenantId,
    messageId,
  );
  await sql(
    `insert into message_reactions (id, tenant_id, message_id, direction, author_kind, emoji, at)
     values (gen_random_uuid(), $1, $2, 'INBOUND', 'CONTACT', '${mark}', now())`,
    tenantId,
    messageId,
  );
  await sql(
    `insert into send_attempts (id, tenant_id, message_id, number, started_at, outcome, provider_request_id, error)
     values (gen_random_uuid(), $1, $2, 1, now(), 'REJECTED', '${mark}', '${phone} has no WhatsApp')`,
    tenantId,
    messageId,
  );
  await sql(
    `insert into message_status_changes (id, tenant_id, channel_id, message_id, external_id, status, at, recorded_at, applied, failure_message)
     select gen_random_uuid(), tenant_id, channel_id, id, external_id, 'FAILED', now(), now(), false, '${mark}' from messages where id = $1`,
    messageId,
  );
  await sql(
    `insert into waiting_changes (id, tenant_id, channel_id, external_id, change, digest, created_at)
     select gen_random_uuid(), tenant_id, channel_id, external_id, $2, 'x', now() from messages where id = $1`,
    messageId,
    JSON.stringify({ text: mark }),
  );
  await sql(
    `insert into known_lookups (account_id, lookup, tenant_id, lane, channel_external_id, person_address, is_asked, found_at)
     select account_id, 'CH1', tenant_id, 'CH1', 'x', '+${phone}', true, now() from channels where id = $1`,
    channelId,
  );
  await sql(
    `insert into inline_media (ledger_id, digest, tenant_id, bytes, created_at)
     select id, 'x', tenant_id, '${mark}'::bytea, now() from webhook_events where message_id = $1`,
    messageId,
  );
  await sql(
    `insert into scheduled_replies (id, tenant_id, conversation_id, author_user_id, text, attachment_ids, idempotency_key, send_at, cancel_on_inbound, status, created_at)
     select gen_random_uuid(), m.tenant_id, m.conversation_id, u.id, '${mark}', '{}', '${mark}', now() + interval '1 day', false, 'SCHEDULED', now()
       from messages m join lateral (select id from users where tenant_id = m.tenant_id limit 1) u on true where m.id = $1`,
    messageId,
  );
  await sql(
    `insert into ai_calls (id, tenant_id, conversation_id, assistant_id, prompt, answer, prompt_tokens, completion_tokens, is_estimate, created_at)
     select gen_random_uuid(), tenant_id, conversation_id, gen_random_uuid(), '${mark}', '{"reply": "${mark}"}', 1, 1, false, now() from messages where id = $1`,
    messageId,
  );
  await sql(
    `insert into reply_suggestions (id, tenant_id, conversation_id, assistant_id, text, status, created_at)
     select gen_random_uuid(), tenant_id, conversation_id, gen_random_uuid(), '${mark}', 'OPEN', now() from messages where id = $1`,
    messageId,
  );
  await sql(
    `update conversations set handoff = 'HANDOFF_REQUESTED', handoff_reason = 'ASKED_BY_MODEL: ${mark}' where id = (select conversation_id from messages where id = $1)`,
    messageId,
  );
  await sql(
    `insert into activities (id, tenant_id, actor_kind, action, target_type, target_id, conversation_id, changes, created_at)
     select gen_random_uuid(), tenant_id, 'USER', 'conversation.updated', 'Conversation', conversation_id, conversation_id, $2, now() from messages where id = $1`,
    messageId,
    JSON.stringify([
      { field: 'status', before: 'OPEN', after: 'PENDING', isHidden: false },
      { field: 'labelIds', before: [], after: [mark], isHidden: false },
    ]),
  );
  await sql(
    `insert into notes (id, tenant_id, lead_id, own_body, author_kind, created_at) values (gen_random_uuid(), $1, $2, '${mark}', 'SYSTEM', now())`,
    tenantId,
    leadId,
  );
  await sql(
    `with endpoint as (
       insert into webhook_endpoints (id, tenant_id, url, secret_cipher, is_enabled, position, created_at)
       values (gen_random_uuid(), $1, 'https://example.com/', 'none', false, 0, now()) returning id)
     insert into webhook_deliveries (id, tenant_id, endpoint_id, status, contact_id, lane, body, attempts, created_at)
     select gen_random_uuid(), $1, id, 'FAILED', $2, 'none', '${mark}', $3::jsonb, now() from endpoint`,
    tenantId,
    person.id,
    JSON.stringify([{ at: new Date(), durationMs: 1, httpStatus: 500, error: mark, responseBody: phone }]),
  );
  await sql(`update leads set referral = $2 where id = $1`, leadId, JSON.stringify({ headline: mark }));
  await sql(`update contact_identities set opted_out_reason = '${mark}' where contact_id = $1`, person.id);
  const bookingIds = (
    await sql<{ id: string }>(
      `with account as (
         insert into booking_accounts (id, tenant_id, name, webhook_key_hash, webhook_key_prefix, created_at)
         values (gen_random_uuid(), $1, 'YClients', gen_random_uuid()::text, 'x', now()) returning id, tenant_id
       ), salon as (
         insert into salons (id, tenant_id, account_id, company_id, name, timezone, bot_comment_markers, reminder_hours, created_at)
         select gen_random_uuid(), tenant_id, id, 'c', 'Salon', 'Asia/Almaty', '{}', '{}', now() from account returning id, tenant_id
       )
       insert into bookings (id, tenant_id, salon_id, company_external_id, external_id, contact_id, status, services, client_external_id,
                             client_name, client_phone, told, revision, created_at, updated_at)
       select gen_random_uuid(), tenant_id, id, 'c', '1', $2, 'ACTIVE', '[]', '${mark}', '${mark}', '+${phone}', $3, 1, now(), now() from salon
       returning id`,
      tenantId,
      person.id,
      JSON.stringify({ clientName: mark }),
    )
  ).map(({ id }) => id);
  const [named] = await sql<{ id: string }>(
    `insert into webhook_events (id, tenant_id, account_id, source, status, item_index, received_at, kept_body, headers)
     select gen_random_uuid(), tenant_id, id, 'YCLIENTS', 'PROCESSED', 0, now(), '{"client":"${mark}"}', '{}' from booking_accounts where tenant_id = $1
     returning id`,
    tenantId,
  );
  // The id of a ledger row has its time.
  await sql(
    `update webhook_events set id = (select overlay(min(w.id::text) placing left(md5(random()::text), 12) from 25)::uuid from webhook_events w where w.tenant_id = $2 and w.message_id is not null) where id = $1`,
    named?.id,
    tenantId,
  );
  await sql(
    `insert into booking_revisions (id, tenant_id, booking_id, number, action, at, changes, source_event_id, created_at)
     select gen_random_uuid(), $1, $2, 1, 'CREATED', now(), $3, w.id, now() from webhook_events w where w.tenant_id = $1 and w.source = 'YCLIENTS'`,
    tenantId,
    bookingIds[0],
    JSON.stringify({ clientName: { from: null, to: mark }, clientPhone: { from: null, to: `+${phone}` } }),
  );
}

beforeAll(async () => {
  bucket = await startS3Server();
  desk = await startDataDesk({
    MEDIA_S3_ENDPOINT: bucket.endpoint,
    MEDIA_S3_BUCKET: bucket.bucket,
    MEDIA_S3_REGION: bucket.region,
    MEDIA_S3_ACCESS_KEY_ID: bucket.accessKeyId,
    MEDIA_S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
    MEDIA_S3_PATH_STYLE: 'on',
  });
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  const { webhookKey } = await connectProvider(desk.server.app.database, cipher, desk.tenantId, {
    ...{ kind: ProviderKind.CHATFLOW, name: 'ChatFlow' },
    credentials: { apiToken: 'a-token', instanceId: 'instance_a' },
  });
  key = webhookKey;
  for (let n = 0; n < 3; n += 1) await post(phone, `${mark} text ${n}`);
  await post(otherPhone, 'Text of another', 'Another');
  await post(secondPhone, `${mark} from the second phone`);
  const [first, second] = [await contact(phone), await contact(secondPhone)];
  person = { id: first?.id ?? '' };
  await desk.server.run(MergeContactsDocument, { keepId: person.id, mergeId: second?.id ?? '' }, desk.owner);
  await desk.server.run(
    UpsertAttributeDocument,
    { input: { target: 'CONTACT', key: 'city', name: 'City', type: 'TEXT' } },
    desk.owner,
  );
  await desk.server.run(
    SetContactAttributesDocument,
    { input: { id: person.id, attributes: { city: mark } } },
    desk.owner,
  );
  const [message] = await desk.sql<{
    id: string;
    conversation_id: string;
    channel_id: string;
    lead_id: string;
  }>(
    'select m.id, m.conversation_id, m.channel_id, c.lead_id from messages m join conversations c on c.id = m.conversation_id where m.text = $1',
    `${mark} text 0`,
  );
  conversationId = message?.conversation_id ?? '';
  channelId = message?.channel_id ?? '';
  await fillTables(message?.id ?? '', message?.lead_id ?? '');
  // Another message waits for its turn.
  await desk.sql(
    `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
     select overlay($1::uuid::text placing left(md5(random()::text), 12) from 25)::uuid, tenant_id, conversation_id, channel_id, 'OUTBOUND', 'TEXT', '${mark} unsent', 'SYSTEM', 'QUEUED', now(), now()
       from messages where id = $1`,
    message?.id,
  );
  const csv = `phone,displayName\n+${phone},${mark}\n12,${mark}\n`;
  await desk.importFile(csv);
  await desk.exportFile({ kind: 'CONTACTS', format: 'CSV', contacts: { search: mark } });
  objects = (
    await desk.sql<{ k: string }>(
      "select storage_key as k from attachments where tenant_id = $1 and purpose <> 'MESSAGE'",
      desk.tenantId,
    )
  ).map(({ k }) => k);
  await untilSearchable({ query: async text => ({ rows: await desk.sql(text) }) });
});
afterAll(async () => {
  await desk?.stop();
  await bucket?.stop();
});

describe('the list of places', () => {
  it('decides about every table of the database that has a text', async () => {
    const tables = await desk.sql<{ name: string }>(
      `select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
          and (c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY') or c.data_type like 'character%') order by 1`,
    );
    const emptied = [...placesOfContact, ...placesOfMessages].map(({ table }) => table);
    const decided = [...emptied, ...placesOfLedger, ...Object.keys(otherTables)];
    expect(new Set(decided).size).toBe(decided.length);
    const names = tables.map(({ name }) => name);
    expect(names.filter(name => !decided.includes(name))).toEqual([]);
    const unknown = decided.filter(name => !names.includes(name));
    // Tables without a text of their own.
    expect(unknown.every(name => Object.hasOwn(otherTables, name))).toBe(true);
  });

  it('has a row of the person in every table that it empties, before', async () => {
    expect([...bucket.objects.keys()]).toEqual(expect.arrayContaining([...objects, ...filled]));
    expect(objects.length).toBeGreaterThan(1);
    const found = await walk();
    const emptied = [...placesOfContact, ...placesOfMessages].map(({ table }) => table);
    expect(found).toEqual(expect.arrayContaining([...emptied, 'webhook_events', 'known_lookups']));
    expect(found.filter(name => ![...emptied, ...placesOfLedger].includes(name))).toEqual([]);
  });
});

describe('an erasure', () => {
  let details: Record<string, number>;

  it('is for owners, needs a reason, and is refused for unknown, foreign and merged contacts', async () => {
    const head = await desk.server.addUser(desk.tenantId, 'head@acme.test', Role.HEAD_OF_SALES);
    expect(codeOf(await erase(person.id, true, head))).toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await desk.server.addTenant('other', Role.OWNER);
    expect(codeOf(await erase(person.id, true, stranger.token))).toMatchObject({ code: 'NOT_FOUND' });
    expect(codeOf(await erase('x', true))).toMatchObject({ code: 'NOT_FOUND' });
    const [merged] = await desk.sql<{ id: string }>(
      'select id from contacts where merged_into_id = $1',
      person.id,
    );
    expect(codeOf(await erase(merged?.id ?? '', true))).toMatchObject({ code: 'CONFLICT', reason: 'MERGED' });
    const input = { contactId: person.id, reason: ' ', dryRun: true };
    expect(codeOf(await desk.server.ask(EraseContactDocument, { input }, desk.owner))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('waits for a message that is being sent', async () => {
    await desk.sql("update messages set status = 'SENDING' where text = $1", `${mark} unsent`);
    expect(codeOf(await erase(person.id))).toMatchObject({ code: 'CONFLICT', reason: 'WRONG_STATE' });
    await desk.sql("update messages set status = 'QUEUED' where text = $1", `${mark} unsent`);
  });

  it('only counts in a dry run', async () => {
    const before = await walk();
    const { data } = await erase(person.id, true);
    const job = await desk.ended(data.eraseContact.job.id);
    expect(job).toMatchObject({ status: 'DONE', dryRun: true });
    expect(job.details).toMatchObject({
      ...{ contacts: 2, addresses: 3, conversations: 2, leads: 2, bookings: 1, messages: 5, files: 1 },
      ...{ notes: 3, webhookEvents: 5 },
    });
    details = job.details as Record<string, number>;
    expect(await walk()).toEqual(before);
  });

  it('continues after a crash, and leaves no word of the person in any table, file or event', async () => {
    const after = (await desk.server.run(InboxDocument, { first: 1 }, desk.owner)).conversations.syncCursor;
    const [user] = await desk.sql<{ id: string }>(
      'select id from users where tenant_id = $1 order by id limit 1',
      desk.tenantId,
    );
    const [queued] = await desk.sql<{ id: string }>(
      `insert into jobs (id, tenant_id, kind, status, dry_run, input, created_by_id, created_at)
       values (gen_random_uuid(), $1, 'EXPORT', 'QUEUED', false, $3, $2, now()) returning id`,
      desk.tenantId,
      user?.id,
      JSON.stringify({ filters: { contacts: { search: mark } } }),
    );
    const [made] = await desk.sql<{ id: string }>(
      `insert into jobs (id, tenant_id, kind, status, dry_run, input, created_by_id, created_at)
       values (gen_random_uuid(), $1, 'ERASE_CONTACT', 'QUEUED', false, $3, $2, now()) returning id`,
      desk.tenantId,
      user?.id,
      JSON.stringify({ contactId: person.id, reason: 'Request of 1 December' }),
    );
    const jobId = made?.id ?? '';
    const { database } = desk.server.app;
    const parts = { database, storage: desk.server.app.mediaParts.storage };
    const runWith = (beforeAdvance: (n: number) => void) => {
      let n = 0;
      const work = {
        [JobKind.ERASE_CONTACT]: (job: RunningJob) =>
          runErase(parts, {
            ...job,
            advance: async (transaction, progress) => {
              n += 1;
              beforeAdvance(n);
              await job.advance(transaction, progress);
            },
          }),
      };
      const run = createRunJob({ database, log: () => {}, work: work as never });
      return run({ tenantId: desk.tenantId, jobId }, { signal: null, run: 1 });
    };
    const crash = (at: number) => (n: number) => {
      if (n === at) throw new Error('crash');
    };
    await expect(runWith(crash(1))).rejects.toThrow('crash');
    expect(await contact(phone)).toMatchObject({ displayName: mark });
    await expect(runWith(crash(2))).rejects.toThrow('crash');
    expect(await contact(phone)).toBeNull();
    const cancel = await desk.server.ask(CancelJobDocument, { input: { jobId } }, desk.owner);
    expect(codeOf(cancel)).toMatchObject({ code: 'CONFLICT' });
    // The person writes again meanwhile: that is a new contact.
    await post(phone, 'A new word', 'Newcomer');
    await runWith(() => {});

    const job = await desk.ended(jobId);
    expect(job).toMatchObject({ status: 'DONE', details, error: null });
    expect(await desk.ended(queued?.id ?? '')).toMatchObject({
      ...{ status: 'CANCELLED', error: 'A person was erased meanwhile; start it again.' },
    });
    const newcomer = await contact(phone);
    expect(newcomer).toMatchObject({ displayName: 'Newcomer', erasedAt: null });
    // The search has the new contact too, some time after it was stored.
    await untilSearchable({ query: async text => ({ rows: await desk.sql(text) }) });
    const found = await walk();
    // The new contact has the phone; nothing has the name.
    expect(found.sort()).toEqual([
      'contact_identities',
      'contacts',
      'conversations',
      'leads',
      'messages',
      'search_documents',
      'webhook_events',
    ]);
    for (const name of found)
      expect(await desk.sql(`select 1 from ${name} r where r::text ilike '%${mark}%'`)).toEqual([]);
    const old = await desk.sql(
      `select 1 from webhook_events where tenant_id = $1 and kept_body like '%7012345678%' and kept_body not like '%A new word%'`,
      desk.tenantId,
    );
    expect(old).toEqual([]);
    expect(filled).toHaveLength(2);
    // Not one object of the company is left in the bucket.
    expect([...bucket.objects.keys()].filter(key => key.includes(desk.tenantId))).toEqual([]);
    expect(await desk.sql('select 1 from attachments where tenant_id = $1', desk.tenantId)).toEqual([]);
    expect(await desk.sql('select 1 from inline_media')).toEqual([]);

    const stream = collect(desk.server.connect(desk.owner), JobStreamDocument, { after });
    await waitFor(
      () =>
        stream.items.filter(
          ({ events }) => events.__typename === 'DomainEvent' && events.type === 'CONTACT_ERASED',
        ).length === 2,
    );
    stream.stop();
  });

  it('keeps figures, ids and the reason, and everything of other people', async () => {
    const [row] = await desk.sql(
      `select (select count(*)::int from messages where conversation_id = $1) as messages, (select input ->> 'reason' from jobs where kind = 'ERASE_CONTACT' and not dry_run) as reason,
              (select erased_at is not null and match_key = 'erased:' || id from contacts where id = $2) as erased,
              (select array_agg(distinct status) from messages where conversation_id = $1) as statuses`,
      conversationId,
      person.id,
    );
    expect(row).toEqual({
      ...{ messages: 4, reason: 'Request of 1 December', erased: true },
      statuses: ['FAILED', 'RECEIVED'],
    });
    expect(await desk.sql("select changes from activities where action = 'conversation.updated'")).toEqual([
      {
        changes: [
          { field: 'status', before: 'OPEN', after: 'PENDING', isHidden: false },
          { field: 'labelIds', before: null, after: null, isHidden: true },
        ],
      },
    ]);
    expect(await desk.sql("select 1 from messages where text = 'Text of another'")).toHaveLength(1);
    expect(
      await desk.sql("select 1 from webhook_events where kept_body like '%Text of another%'"),
    ).toHaveLength(1);
    expect(await contact(otherPhone)).toMatchObject({ displayName: 'Another' });
  });

  it('is final: no reply, no second erasure, no replay', async () => {
    const reply = await desk.server.ask(
      SendReplyDocument,
      { input: { conversationId, text: 'Hello' } },
      desk.owner,
    );
    expect(codeOf(reply)).toMatchObject({ code: 'CONFLICT', reason: 'ERASED' });
    expect(codeOf(await erase(person.id))).toMatchObject({ code: 'CONFLICT', reason: 'ERASED' });
    const before = await desk.sql('select count(*) from messages');
    const report = await desk.server.app.database.query({
      name: '',
      text: `update webhook_events set status = 'FAILED' where reason like 'The data of the person%' returning id`,
    });
    expect(report.length).toBe(5);
    const answer = await desk.server.post(
      '/graphql',
      {
        query: `mutation ($input: ReplayWebhookEventsInput!) { replayWebhookEvents(input: $input) { report { matched replayed unchanged failed } } }`,
        variables: { input: { filter: { status: ['FAILED'] }, dryRun: false } },
      },
      { authorization: `Bearer ${desk.owner}` },
    );
    expect(await answer.json()).toMatchObject({
      data: { replayWebhookEvents: { report: { matched: 5, replayed: 0, unchanged: 5, failed: 0 } } },
    });
    expect(await desk.sql('select count(*) from messages')).toEqual(before);
  });
});

describe('clearing messages', () => {
  it('counts first, deletes with files, and leaves people', async () => {
    const clear = async (dryRun: boolean) => {
      const input = { channelId, dryRun };
      const { clearMessages } = await desk.server.run(ClearMessagesDocument, { input }, desk.owner);
      return desk.ended(clearMessages.job.id);
    };
    const [before] = await desk.sql<{ n: number }>(
      'select count(*)::int n from messages where channel_id = $1',
      channelId,
    );
    const counted = await clear(true);
    expect(counted).toMatchObject({ status: 'DONE', deleted: before?.n, details: { messages: before?.n } });
    expect(await clear(false)).toMatchObject({
      status: 'DONE',
      deleted: before?.n,
      done: before?.n,
      progress: 1,
    });
    expect(await desk.sql('select 1 from messages where channel_id = $1', channelId)).toEqual([]);
    expect(await contact(otherPhone)).not.toBeNull();
    const head = await desk.server.addUser(desk.tenantId, 'head2@acme.test', Role.HEAD_OF_SALES);
    const refused = await desk.server.ask(
      ClearMessagesDocument,
      { input: { channelId, dryRun: true } },
      head,
    );
    expect(codeOf(refused)).toMatchObject({ code: 'FORBIDDEN' });
    const unknown = { channelId: desk.tenantId, dryRun: true };
    expect(
      codeOf(await desk.server.ask(ClearMessagesDocument, { input: unknown }, desk.owner)),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('happens by itself after the days that a company set, within a bound for each run', async () => {
    const { database } = desk.server.app;
    const later = new Date(Date.now() + 31 * 86_400_000);
    for (let n = 0; n < 3; n += 1) await post(otherPhone, `Kept for a month ${n}`, 'Another');
    const [demo] = await desk.sql<{ n: string }>(
      'select count(*) n from messages where tenant_id <> $1',
      desk.tenantId,
    );
    const count = async () =>
      (
        await desk.sql<{ n: number }>(
          'select count(*)::int n from messages where tenant_id = $1',
          desk.tenantId,
        )
      )[0]?.n;
    expect(await dropOldMessages(database, later)).toBe(0);
    for (const wrong of [{ messageRetentionDays: 0 }, { webhookRetentionDays: 40_000 }])
      expect(codeOf(await desk.server.ask(SetRetentionDocument, { input: wrong }, desk.owner))).toMatchObject(
        {
          code: 'BAD_USER_INPUT',
        },
      );
    const set = await desk.server.run(
      SetRetentionDocument,
      { input: { messageRetentionDays: 30, webhookRetentionDays: 10 } },
      desk.owner,
    );
    expect(set.updateTenantSettings.settings).toEqual({ messageRetentionDays: 30, webhookRetentionDays: 10 });
    expect(await dropOldMessages(database, new Date())).toBe(0);
    expect(await count()).toBe(3);
    expect(await dropOldMessages(database, later, 1)).toBe(3);
    expect(await count()).toBe(0);
    expect(await dropOldMessages(database, later)).toBe(0);
    expect(await desk.sql('select 1 from notes where tenant_id = $1', desk.tenantId)).toEqual([]);
    const off = await desk.server.run(
      SetRetentionDocument,
      { input: { messageRetentionDays: null } },
      desk.owner,
    );
    expect(off.updateTenantSettings.settings).toEqual({
      messageRetentionDays: null,
      webhookRetentionDays: 10,
    });
    const [kept] = await desk.sql<{ n: string }>(
      'select count(*) n from messages where tenant_id <> $1',
      desk.tenantId,
    );
    expect(kept).toEqual(demo);
  });
});
