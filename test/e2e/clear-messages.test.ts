/** Deleting old messages: what is deleted, what is kept, and that no reader of the event log sees a gap. */
import { readFileSync } from 'node:fs';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { runProgram } from '../../src/cli/run-program.js';
import { Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import {
  ConversationUpdatedDocument,
  InboxDocument,
  MessageAddedDocument,
  StreamDocument,
} from '../support/gql/operations.js';
import { installationEnv } from '../support/server-process.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let chat: string;
beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(() => desk.stop());

const channel = '310000000000111';
const sql = async <Row>(text: string, ...values: unknown[]) =>
  (await desk.server.app.database.pool.query(text, values)).rows as Row[];
const countOf = async (table: string) =>
  Number((await sql<{ n: string }>(`select count(*) n from ${table}`))[0]?.n);

async function clear(args: readonly string[], answer: string | null = null) {
  const out: string[] = [];
  const err: string[] = [];
  const questions: string[] = [];
  const code = await runProgram(['clear-messages', '--channel', channel, ...args], {
    env: { ...installationEnv, DATABASE_URL: desk.server.databaseUrl },
    result: text => out.push(text),
    progress: text => err.push(text),
    readInput: async () => '',
    ask: async question => {
      questions.push(question);
      return answer;
    },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), questions };
}
const clearJson = async (...args: string[]) => {
  const { code, out } = await clear([...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out);
};

/** Moves the messages so far into the past. */
async function age(): Promise<string> {
  const [row] = await sql<{ at: Date }>('select clock_timestamp() at');
  const at = row?.at.toISOString() ?? '';
  // A later millisecond, because the option has millisecond precision.
  await waitFor(
    async () => (await sql<{ at: Date }>('select clock_timestamp() at'))[0]?.at.toISOString() !== at,
  );
  return at;
}

describe('before anything is deleted', () => {
  let before: string;
  beforeAll(async () => {
    for (const n of [1, 2, 3])
      ({ conversationId: chat } = await desk.write(
        ProviderKind.WHATSAPP_CLOUD,
        channel,
        '919900000501',
        `Old ${n}`,
      ));
    await desk.write(ProviderKind.WHATSAPP_CLOUD, channel, '919900000502', 'Old of another');
    await desk.write(ProviderKind.WHATSAPP_CLOUD, '310000000000122', '919900000501', 'On another number');
    const id = await desk.answer(chat, 'Old answer');
    await waitFor(async () => ['DELIVERED', 'READ'].includes((await desk.message(id)).status));
    before = await age();
  });

  it('a dry run counts and changes nothing', async () => {
    const total = await countOf('messages');
    expect(await clearJson('--before', before, '--dry-run')).toMatchObject({
      channel,
      messages: 5,
      inbound: 4,
      outbound: 1,
      conversations: 2,
      keptUnsettled: 0,
      deleted: 0,
      dryRun: true,
    });
    expect(await countOf('messages')).toBe(total);
  });

  it.each<[string, string[], string | null, RegExp]>([
    ['without anybody to ask', ['--before', '0m'], null, /--yes/],
    ['with another answer', ['--before', '0m'], 'yes', /nothing was deleted/],
  ])('it is refused %s', async (_name, args, answer, words) => {
    const total = await countOf('messages');
    const { code, err, questions } = await clear(args, answer);
    expect([code, questions.length]).toEqual([2, 1]);
    expect(err).toMatch(/messages +5/);
    expect(err).toMatch(words);
    expect(await countOf('messages')).toBe(total);
  });

  it.each([
    [['--before', 'yesterday'], /--before/],
    [[], /--before/],
    [['--before', '0m', '--channel', 'nobody', '--yes'], /channels list/],
  ])('it is called wrongly with %p', async (args, words) => {
    expect(await clear(args)).toMatchObject({ code: 2, err: expect.stringMatching(words) });
  });
});

describe('deleting', () => {
  let start: string;
  let before: string;
  let ledger: number;

  beforeAll(async () => {
    start = await desk.syncCursor();
    const image = readFileSync('test/fixtures/whatsapp-cloud/inbound-image.json', 'utf8');
    const signature = { 'x-hub-signature-256': signCloud(image, 'test-app-secret') };
    expect((await desk.server.post('/webhooks/whatsapp-cloud', image, signature)).status).toBe(200);
    await desk.write(ProviderKind.WHATSAPP_CLOUD, channel, '919900000501', 'Old, read by nobody');
    before = await age();
    await desk.write(ProviderKind.WHATSAPP_CLOUD, channel, '919900000501', 'New');
    ledger = await countOf('webhook_events');
  });

  it('keeps what is not settled, tells dashboards, and leaves everything else as it fits', async () => {
    // A vendor without later callbacks: a callback would settle the message.
    desk.host.reportTo({ url: () => desk.server.url, credentialsOf: () => null, webhookKey: 'demo' });
    desk.setFaults(channel, [Fault.TIMEOUT_AFTER_ACCEPT]);
    const unknown = await desk.answer(chat, 'Nobody knows');
    await waitFor(async () => (await desk.message(unknown)).status === 'UNKNOWN', { timeoutMs: 20_000 });
    desk.setFaults(channel, []);
    const late = await age();
    const counts = { messages: 7, attachments: 1, keptUnsettled: 0 };
    expect(await clearJson('--before', before, '--dry-run')).toMatchObject(counts);
    expect(await clearJson('--before', late, '--dry-run')).toMatchObject({ messages: 8, keptUnsettled: 1 });

    const live = collect(desk.server.connect(desk.owner), ConversationUpdatedDocument, {
      after: await desk.syncCursor(),
    });
    const { code, err, out } = await clear(['--before', before], channel);
    expect([code, err]).toEqual([0, expect.stringContaining('7 of 7 messages')]);
    expect(out).toMatch(/deleted +7/);
    await waitFor(() => live.items.some(item => item.conversationUpdated.conversationId === chat));
    expect(live.items.map(item => item.conversationUpdated.changed)).toContainEqual(
      expect.arrayContaining(['lastMessage', 'unreadCount']),
    );
    live.stop();

    expect(await sql('select text from messages where conversation_id = $1 order by id', chat)).toEqual([
      { text: 'New' },
      { text: 'Nobody knows' },
    ]);
    expect(await sql("select 1 from messages where text = 'On another number'")).toHaveLength(1);
    expect(await countOf('attachments')).toBe(0);
    for (const table of ['send_attempts', 'message_status_changes'])
      expect(
        await sql(
          `select 1 from ${table} where message_id is not null and message_id not in (select id from messages)`,
        ),
      ).toEqual([]);
    // Statuses of the reply may have arrived in between; no message was deleted.
    expect(await countOf('webhook_events')).toBeGreaterThanOrEqual(ledger);
    expect(await sql("select 1 from webhook_events where kept_body like '%Old 1%'")).toHaveLength(1);
    const rows = await sql<Record<string, unknown>>(
      `select c.unread_count, m.text, c.last_activity_at = m.created_at as fits, c.last_activity_at = c.created_at as empty,
              c.last_inbound_at is not null as wrote
         from conversations c left join messages m on m.id = c.last_message_id
         join channels h on h.id = c.channel_id where h.external_id = $1 order by c.id`,
      channel,
    );
    expect(rows).toEqual([
      { unread_count: 1, text: 'Nobody knows', fits: true, empty: false, wrote: true },
      ...Array(2).fill({ unread_count: 0, text: null, fits: null, empty: true, wrote: true }),
    ]);
  });

  it('leaves no hole for those who replay over what is gone', async () => {
    const connect = () => desk.server.connect(desk.owner);
    const messages = collect(connect(), MessageAddedDocument, { after: start });
    await waitFor(() => messages.items.some(item => item.messageAdded.text === 'Nobody knows'));
    expect(messages.items.map(item => item.messageAdded.text)).toEqual(['New', 'Nobody knows']);
    expect(messages.errors).toEqual([]);
    await desk.write(ProviderKind.WHATSAPP_CLOUD, channel, '919900000501', 'Live afterwards');
    await waitFor(() => messages.items.at(-1)?.messageAdded.text === 'Live afterwards');
    messages.stop();

    const stream = collect(connect(), StreamDocument, { after: start });
    await waitFor(() => stream.items.some(({ events }) => events.__typename === 'CaughtUp'));
    expect(stream.errors).toEqual([]);
    stream.stop();

    const page = parse(
      'query ($after: Cursor) { events(after: $after, first: 500) { events { type node { __typename } } } }',
    );
    const { events } = await desk.server.run(
      page as TypedDocumentNode<{ events: { events: { type: string; node: object | null }[] } }>,
      { after: start },
      desk.owner,
    );
    const added = events.events.filter(({ type }) => type === 'MESSAGE_ADDED');
    expect(added.map(({ node }) => node === null)).toEqual([true, true, false, false, false]);
    const { conversations } = await desk.server.run(InboxDocument, { first: 50 }, desk.owner);
    expect(conversations.nodes.find(({ id }) => id === chat)?.lastMessage?.text).toBe('Live afterwards');
  });

  it('is not undone by a replay of the ledger', async () => {
    const err: string[] = [];
    const code = await runProgram(['webhooks', 'replay', '--all', '--tenant', 'demo'], {
      env: { ...installationEnv, DATABASE_URL: desk.server.databaseUrl },
      result: () => {},
      progress: text => err.push(text),
      readInput: async () => '',
      ask: async () => null,
    });
    expect([code, err]).toEqual([0, []]);
    expect(await sql("select 1 from messages where text = 'Old 1'")).toEqual([]);
  });

  it('takes unsettled ones too when it is told to, and the conversation goes on', async () => {
    expect(await clearJson('--before', '0m', '--yes', '--include-unsettled')).toMatchObject({
      messages: 3,
      deleted: 3,
      keptUnsettled: 0,
    });
    expect(await clearJson('--before', '0m', '--yes')).toMatchObject({ messages: 0, deleted: 0 });
    const id = await desk.answer(chat, 'After all that');
    await waitFor(async () => ['SENT', 'DELIVERED', 'READ'].includes((await desk.message(id)).status));
  });

  it('goes in chunks, with progress, when there is much', async () => {
    const [target] = await sql<{ tenant_id: string; channel_id: string }>(
      'select tenant_id, channel_id from conversations where id = $1',
      chat,
    );
    await sql(
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 100000), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid,
              $1, $2, $3, 'INBOUND', 'TEXT', 'Much ' || n, 'CONTACT', 'RECEIVED', now(), now()
         from generate_series(1, 1200) n`,
      target?.tenant_id,
      chat,
      target?.channel_id,
    );
    const { code, err } = await clear(['--before', '1m', '--yes']);
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      '500 of 1200 messages',
      '1000 of 1200 messages',
      '1200 of 1200 messages',
    ]);
    expect(await sql("select 1 from messages where text like 'Much%'")).toEqual([]);
  });
});
