/** Every change of a user, a program or the operator is in the audit log, once, with its actor; and nothing else is. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { auditedCommands, auditedMutations } from '../../src/audit/audit-table.js';
import { dropOldActivities } from '../../src/audit/drop-old-activities.js';
import { runAuditedMutation } from '../../src/audit/run-audited.js';
import { runProgram } from '../../src/cli/run-program.js';
import { recordActivity } from '../../src/database/activities/pending-activity.js';
import { EventType, Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { targetTypes } from '../../web/src/admin/audit/target-types.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ActivitiesDocument, type ActivitiesQuery, SignInDocument } from '../support/gql/operations.js';
import { readUnloggedChanges, watchUnloggedChanges } from '../support/unlogged-changes.js';
import { waitFor } from '../support/wait-for.js';

type Activity = ActivitiesQuery['activities']['nodes'][number];

let server: TestApp;
let acme: { token: string; tenantId: string };
let other: { token: string; tenantId: string };
let channelId: string;
let accountId: string;
const ids: Record<string, string> = {};

const database = () => server.app.database;
const sql = async (text: string, ...values: unknown[]) => (await database().pool.query(text, values)).rows;
const ask = (text: string, token = acme.token) => server.ask(parse(text) as never, {} as never, token);
async function run(text: string, token = acme.token): Promise<Record<string, Record<string, never>>> {
  const { data, errors } = await ask(text, token);
  if (errors) throw new Error(`${text}: ${JSON.stringify(errors)}`);
  return data as never;
}
const activities = async (filter = {}, token = acme.token): Promise<readonly Activity[]> =>
  (await server.run(ActivitiesDocument, { filter, first: 100 }, token)).activities.nodes;

/** What `work` adds to the log of acme, oldest first. */
async function added(work: () => Promise<unknown>): Promise<Activity[]> {
  const before = new Set((await activities()).map(({ id }) => id));
  await work();
  return (await activities()).filter(({ id }) => !before.has(id)).reverse();
}

beforeAll(async () => {
  server = await startTestApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  await watchUnloggedChanges(server.databaseUrl);
  acme = await server.addTenant('acme', Role.OWNER);
  other = await server.addTenant('other', Role.OWNER);
  const connected = await run(
    `mutation { connectProvider(input: { kind: CHATFLOW, name: "CF", credentials: { apiToken: "top-secret-token", instanceId: "instance_a" } }) { webhookUrl account { id channels { id } } } }`,
  );
  const { webhookUrl, account } = connected.connectProvider as unknown as {
    webhookUrl: string;
    account: { id: string; channels: { id: string }[] };
  };
  accountId = account.id;
  const created = await run(
    `mutation { createChannel(input: { accountId: "${accountId}", externalId: "instance_a", displayName: "A" }) { channel { id } } }`,
  );
  channelId = (created.createChannel as unknown as { channel: { id: string } }).channel.id;
  const key = new URL(webhookUrl).searchParams.get('key');
  for (const phone of ['77010000021', '77010000022']) {
    const posted = await server.post(`/webhooks/chatflow?key=${key}`, {
      message: 'Words of a customer',
      metadata: { remoteJid: `${phone}@s.whatsapp.net`, instance_id: 'instance_a', messageId: `M${phone}` },
    });
    expect(posted.status).toBe(200);
  }
  const rows = await sql(
    'select id, contact_id, lead_id from conversations where tenant_id = $1 order by id',
    acme.tenantId,
  );
  Object.assign(ids, {
    conversation: rows[0].id,
    contact: rows[0].contact_id,
    otherContact: rows[1].contact_id,
    lead: rows[0].lead_id,
    user: (await sql('select id from users where tenant_id = $1', acme.tenantId))[0].id,
    stage: (
      await sql('select id from lead_stages where tenant_id = $1 order by position offset 1', acme.tenantId)
    )[0].id,
    stageBefore: (await sql('select stage_id as id from leads where id = $1', rows[0].lead_id))[0].id,
  });
});
afterAll(() => server.stop());

describe('the table', () => {
  it('has a row for each mutation, and none besides', async () => {
    const fields = (await createSchema()).getMutationType()?.getFields() ?? {};
    expect(Object.keys(auditedMutations).sort()).toEqual(Object.keys(fields).sort());
  });

  it('has kinds of objects that the inbox has names for', () => {
    const targets = [...Object.values(auditedMutations), ...Object.values(auditedCommands)].flatMap(row =>
      'target' in row ? [row.target] : [],
    );
    expect(targetTypes).toEqual(expect.arrayContaining([...new Set(targets)]));
  });

  it('has actions that are documented, and no others are', () => {
    const document = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');
    const listed = [...document.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, action]) => action);
    const rows = [...Object.values(auditedMutations), ...Object.values(auditedCommands)];
    const actions = rows.flatMap(row => ('action' in row ? [row.action] : []));
    const ofSessions = ['user.sign_in_refused'];
    expect(listed).toEqual([...new Set([...actions, ...ofSessions])].sort());
  });

  it('excepts only what is named here', () => {
    const excepted = Object.entries(auditedMutations).filter(([, row]) => 'notRecorded' in row);
    expect(excepted.map(([name]) => name).sort()).toEqual([
      ...[
        'createUpload',
        'dismissSuggestion',
        'markConversationRead',
        'markConversationUnread',
        'markNotificationsRead',
        'requestSuggestion',
        'sendReply',
        'setPresence',
        'setSimulatorBehaviour',
        'simulateBooking',
      ],
      ...[
        'simulateInbound',
        'simulateReceipt',
        'suggestReply',
        'syncMessageTemplates',
        'testAiAssistant',
        'testWebhookEndpoint',
      ],
      'testWebhookUrl',
    ]);
  });

  it('has a row for each command', async () => {
    const commands: string[] = [];
    const help = async (words: readonly string[]): Promise<void> => {
      const out: string[] = [];
      await runProgram([...words, '--help'], {
        ...{ env: {}, result: text => out.push(text), progress: () => {} },
        ...{ readInput: async () => '', ask: async () => null },
      });
      const listed = /\nCommands:\n((?: {2}.*\n?)*)/.exec(`${out.join('\n')}\n`)?.[1] ?? '';
      const names = [...listed.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name);
      const children = names.filter(name => name !== 'help');
      if (children.length === 0) commands.push(words.join(' '));
      for (const child of children) await help([...words, child]);
    };
    await help([]);
    expect(Object.keys(auditedCommands).sort()).toEqual(commands.sort());
  });
});

describe('a change', () => {
  it.each<[string, () => string, Partial<Activity>, unknown[]]>([
    [
      'of a lead shows former and new ids',
      () => `updateLead(input: { id: "${ids.lead}", stageId: "${ids.stage}" }) { created }`,
      { action: 'lead.updated', targetType: 'Lead' },
      [{ field: 'stageId', isHidden: false }],
    ],
    [
      'of the value of a lead shows the former and the new one',
      () =>
        `updateLead(input: { id: "${ids.lead}", value: { amount: "12500.50", currency: "KZT" } }) { created }`,
      { action: 'lead.updated', targetType: 'Lead' },
      [{ field: 'value', before: null, after: { amount: '12500.5', currency: 'KZT' }, isHidden: false }],
    ],
    [
      'of a value again shows both',
      () => `updateLead(input: { id: "${ids.lead}", value: { amount: "7", currency: "RUB" } }) { created }`,
      { action: 'lead.updated', targetType: 'Lead' },
      [
        {
          ...{ field: 'value', before: { amount: '12500.5', currency: 'KZT' } },
          after: { amount: '7', currency: 'RUB' },
        },
      ],
    ],
    [
      'of a name does not copy the name of a person',
      () => `updateContact(input: { id: "${ids.contact}", displayName: "PERSONAL NAME" }) { contact { id } }`,
      { action: 'contact.updated', targetType: 'Contact' },
      [{ field: 'displayName', before: null, after: null, isHidden: true }],
    ],
    [
      'by a note does not copy its words',
      () =>
        `addNote(input: { conversationId: "${ids.conversation}", body: "PRIVATE WORDS" }) { note { id } }`,
      { action: 'note.added', targetType: 'Note' },
      [{ field: 'conversationId' }],
    ],
    [
      'of an assignee',
      () =>
        `assignConversation(input: { conversationId: "${ids.conversation}", userId: "${ids.user}" }) { conversation { id } }`,
      { action: 'conversation.assigned', targetType: 'Conversation' },
      [{ field: 'assigneeId', before: null }],
    ],
    [
      'of a channel',
      () => `updateChannel(input: { id: "${channelId}", displayName: "B" }) { channel { id } }`,
      { action: 'channel.updated', targetType: 'Channel' },
      [{ field: 'displayName', after: 'B' }],
    ],
    [
      'of a secret says that it changed',
      () =>
        `updateProviderAccount(input: { id: "${accountId}", credentials: { apiToken: "another-secret-token" } }) { account { id } }`,
      { action: 'provider_account.updated', targetType: 'ProviderAccount' },
      [{ field: 'credentials', before: null, after: null, isHidden: true }],
    ],
    [
      'of a webhook key shows no key',
      () => `rotateWebhookKey(input: { accountId: "${accountId}" }) { account { id } }`,
      { action: 'provider_account.webhook_key_rotated' },
      [{ field: 'webhookKey', before: null, after: null, isHidden: true }],
    ],
    [
      'of settings',
      () => 'updateTenantSettings(input: { replyWindowHours: 12 }) { settings { replyWindowHours } }',
      { action: 'settings.updated', targetType: 'Tenant' },
      [{ field: 'replyWindowHours', after: 12 }],
    ],
    [
      'of a topic',
      () => 'upsertTopic(input: { name: "Panels", keywords: ["panel"] }) { topic { id } }',
      { action: 'topic.saved', targetType: 'Topic' },
      [
        { field: 'name', before: null, after: 'Panels' },
        { field: 'keywords', after: ['panel'] },
      ],
    ],
    [
      'of keywords shows both lists',
      () => 'upsertTopic(input: { id: "TOPIC", keywords: ["panel", "a, b"] }) { topic { id } }',
      { action: 'topic.saved' },
      [{ field: 'keywords', before: ['panel'], after: ['panel', 'a, b'] }],
    ],
    [
      'of a label',
      () => 'upsertLabel(input: { name: "VIP", color: "#FF0000" }) { label { id } }',
      { action: 'label.saved', targetType: 'Label' },
      [
        { field: 'name', after: 'VIP' },
        { field: 'color', after: '#ff0000' },
      ],
    ],
    [
      'of a team shows its members',
      () => `upsertTeam(input: { name: "Doors", memberIds: ["${ids.user}"] }) { team { id } }`,
      { action: 'team.saved', targetType: 'Team' },
      [
        { field: 'name', before: null, after: 'Doors' },
        { field: 'memberIds', before: [], after: [expect.any(String)] },
      ],
    ],
    [
      'of a canned reply hides its text',
      () =>
        'upsertCannedReply(input: { shortcut: "hi", title: "Hi", body: "A secret" }) { cannedReply { id } }',
      { action: 'canned_reply.saved', targetType: 'CannedReply' },
      [{ field: 'shortcut', after: 'hi' }],
    ],
    [
      'of conversations, one row for each',
      () =>
        `updateConversations(input: { ids: ["${ids.conversation}"], status: PENDING }) { results { code } }`,
      { action: 'conversation.updated', targetType: 'Conversation' },
      [{ field: 'status', before: 'OPEN', after: 'PENDING' }],
    ],
    [
      'of colleagues',
      () => 'createUser(input: { email: "new@acme.test", name: "N", role: MANAGER }) { user { id } }',
      { action: 'user.created', targetType: 'User' },
      [{ field: 'email', after: 'new@acme.test' }],
    ],
    [
      'of bookings, by a statement',
      () => 'registerBotBooking(input: { companyId: "1", externalId: "2" }) { externalId }',
      { action: 'bot_booking.registered', targetType: 'BotBooking' },
      [{ field: 'companyId', after: '1' }, { field: 'externalId' }],
    ],
    [
      'of bookings, by the mapper',
      () => 'connectBookings(input: {}) { account { id } }',
      { action: 'booking_account.connected', targetType: 'BookingAccount' },
      [{ field: 'name' }],
    ],
    [
      'that sends a first message',
      () =>
        `startConversation(input: { channelId: "${channelId}", phone: "+77010000099", text: "PRIVATE WORDS", idempotencyKey: "k1" }) { message { id } }`,
      { action: 'conversation.started', targetType: 'Message' },
      [],
    ],
    [
      'of two contacts',
      () =>
        `mergeContacts(input: { keepId: "${ids.contact}", mergeId: "${ids.otherContact}" }) { contact { id } }`,
      { action: 'contact.merged', targetType: 'Contact' },
      [{ field: 'mergedContact' }],
    ],
  ])('%s, in one row', async (_name, mutation, expected, changes) => {
    const [topic] = await sql(
      "select id from topics where tenant_id = $1 and name = 'Panels'",
      acme.tenantId,
    );
    const rows = await added(() => run(`mutation { ${mutation().replace('TOPIC', topic?.id)} }`));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ ...expected, actorKind: 'USER', credentialKind: 'SESSION' });
    expect(rows[0]?.credentialId).toMatch(/^[0-9a-f-]{36}$/);
    expect(rows[0]?.actor).toMatchObject({ __typename: 'User', id: ids.user });
    expect(rows[0]?.changes.length).toBeGreaterThanOrEqual(changes.length);
    for (const [n, change] of changes.entries()) expect(rows[0]?.changes[n]).toMatchObject(change as object);
  });

  it('names its contact and its conversation', async () => {
    const [note] = await activities({ actions: ['note.added'] });
    expect(note).toMatchObject({
      ...{ conversationId: ids.conversation, contactId: ids.contact },
      ...{ conversation: { id: ids.conversation }, contact: { id: ids.contact } },
    });
    expect(await activities({ contactId: ids.contact, actions: ['lead.updated'] })).toHaveLength(3);
    const lead = (await activities({ targetId: ids.lead })).at(-1);
    expect(lead?.changes).toEqual([
      { field: 'stageId', before: ids.stageBefore, after: ids.stage, isHidden: false },
    ]);
  });

  it.each([
    [
      'that changes nothing',
      () => `updateLead(input: { id: "${ids.lead}", stageId: "${ids.stage}" }) { created }`,
    ],
    [
      'that is repeated',
      () => 'registerBotBooking(input: { companyId: "1", externalId: "2" }) { externalId }',
    ],
    [
      'that is refused',
      () =>
        `updateLead(input: { id: "${ids.lead}", stageId: "01990000-0000-7000-8000-000000000001" }) { created }`,
    ],
    [
      'that is a reply: its message says who and when',
      () =>
        `sendReply(input: { conversationId: "${ids.conversation}", text: "Hello", idempotencyKey: "r1" }) { repeated }`,
    ],
  ])('%s leaves none', async (_name, mutation) => {
    expect(await added(() => ask(`mutation { ${mutation()} }`))).toEqual([]);
  });

  it('that is rolled back after its row was written leaves none', async () => {
    const viewer = { tenantId: acme.tenantId, userId: ids.user ?? '' };
    const request = { viewer, clientAddress: null };
    const failing = () =>
      database().publish(acme.tenantId, async transaction => {
        recordActivity({ targetId: ids.contact ?? null });
        // An id that PostgreSQL refuses: the events are written after the row.
        transaction.emit({ kind: EventType.CONTACT_UPDATED, subjectId: 'no id' });
      });
    expect(
      await added(() => expect(runAuditedMutation('updateContact', request, failing)).rejects.toThrow()),
    ).toEqual([]);
  });

  it('comes with the address and the program of its request', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...{
          authorization: `Bearer ${acme.token}`,
          'user-agent': 'a-crm/1.0',
          'x-forwarded-for': '203.0.113.9',
        },
      },
      body: JSON.stringify({
        query: 'mutation { upsertTopic(input: { name: "By a CRM" }) { topic { id } } }',
      }),
    });
    expect(response.status).toBe(200);
    const [row] = await activities({ actions: ['topic.saved'] });
    expect(row).toMatchObject({ ipAddress: '203.0.113.9', userAgent: 'a-crm/1.0' });
  });

  it('stores no secret, no key and no words of people', async () => {
    const text = JSON.stringify(await sql('select * from activities'));
    for (const secret of ['secret', 'PRIVATE', 'PERSONAL', 'Words of a customer'])
      expect(text).not.toContain(secret);
  });

  it('over a socket is recorded as well', async () => {
    const client = server.connect(acme.token);
    const rows = await added(
      () =>
        new Promise<void>((resolve, reject) => {
          client.subscribe(
            { query: 'mutation { upsertTopic(input: { name: "By a socket" }) { topic { id } } }' },
            { next: () => {}, error: reject, complete: resolve },
          );
        }),
    );
    expect(rows).toMatchObject([{ action: 'topic.saved', ipAddress: expect.any(String) }]);
  });

  it('that fails at the commit of one of many at once leaves only those that happened', async () => {
    const name = (n: number) => `mutation { upsertTopic(input: { name: "Same${n % 2}" }) { topic { id } } }`;
    const rows = await added(() => Promise.all([0, 1, 2, 3, 4, 5].map(n => ask(name(n)))));
    expect(rows.map(row => row.changes[0]?.after).sort()).toEqual(['Same0', 'Same1']);
  });
});

describe('signing in', () => {
  const password = 'not the password';

  it('is recorded with its session, and so is a failure with a known address', async () => {
    const { email } = (await sql('select email from users where id = $1', ids.user))[0];
    const failed = await added(async () => {
      await server.ask(SignInDocument, { email, password });
      // It is not waited for.
      await waitFor(async () => (await activities({ actions: ['user.sign_in_refused'] })).length === 1);
    });
    expect(failed).toMatchObject([
      { action: 'user.sign_in_refused', actorKind: 'ANONYMOUS', targetId: ids.user, credentialKind: null },
    ]);
    const before = (await sql('select count(*)::int from activities'))[0].count;
    await server.ask(SignInDocument, { email: 'unknown@acme.test', password });
    expect((await sql('select count(*)::int from activities'))[0].count).toBe(before);
    const [first] = await activities({ actions: ['user.signed_in'] });
    const [session] = await sql('select family_id from sessions where user_id = $1', ids.user);
    expect(first).toMatchObject({
      ...{ actorKind: 'USER', credentialKind: 'SESSION', credentialId: session.family_id },
      targetId: ids.user,
    });
  });

  it('by the REST route and signing out are recorded', async () => {
    const { tenantId } = await server.addTenant('rest', Role.OWNER);
    await sql(
      `update users set email = 'rest@demo.test', password_hash = (select password_hash from users where email = 'owner@demo.test') where tenant_id = $1`,
      tenantId,
    );
    const response = await server.post('/auth/login', { email: 'rest@demo.test', password: 'trunkline' });
    const { accessToken } = (await response.json()) as { accessToken: string };
    const actions = async () =>
      (await sql('select action from activities where tenant_id = $1 order by id', tenantId)).map(
        row => row.action,
      );
    expect(await actions()).toEqual(['user.signed_in', 'user.signed_in']);
    await run('mutation { signOut(input: {}) { ended } }', accessToken);
    expect((await actions()).slice(2)).toEqual(['user.signed_out']);
  });
});

describe('the log', () => {
  it('is read page by page, newest first', async () => {
    const all = await activities();
    expect([...all].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(all);
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: ActivitiesQuery = await server.run(ActivitiesDocument, { first: 5, after }, acme.token);
      found.push(...page.activities.nodes.map(({ id }) => id));
      after = page.activities.pageInfo.hasNextPage ? (page.activities.pageInfo.endCursor as string) : null;
    } while (after !== null);
    expect(found).toEqual(all.map(({ id }) => id));
  });

  it('filters by each of its fields', async () => {
    const all = await activities();
    const middle = all[Math.floor(all.length / 2)]?.createdAt as string;
    const counts = async (filter: object) => (await activities(filter)).length;
    expect(await counts({ actorIds: [ids.user] })).toBeGreaterThan(10);
    expect(await counts({ actorIds: [] })).toBe(0);
    expect(await counts({ targetTypes: ['Topic'] })).toBe(await counts({ actions: ['topic.saved'] }));
    expect(await counts({ conversationId: ids.conversation })).toBeGreaterThanOrEqual(2);
    const [late, early] = [await counts({ createdAfter: middle }), await counts({ createdBefore: middle })];
    expect(late + early).toBe(all.length);
    const bad = await server.ask(ActivitiesDocument, { filter: { contactId: 'x' } }, acme.token);
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'contactId' });
  });

  it('shows a contact with what happened to those that were merged into it', async () => {
    const rows = await added(() =>
      run(`mutation { unmergeContact(input: { contactId: "${ids.otherContact}" }) { contact { id } } }`),
    );
    expect(rows).toMatchObject([{ action: 'contact.unmerged', contactId: ids.otherContact }]);
    await run(
      `mutation { mergeContacts(input: { keepId: "${ids.contact}", mergeId: "${ids.otherContact}" }) { contact { id } } }`,
    );
    const actions = (await activities({ contactId: ids.contact })).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['contact.unmerged', 'contact.merged', 'lead.updated']));
  });

  it('is for owners only, and of their own company', async () => {
    const head = await server.addUser(acme.tenantId, 'head@acme.test', Role.HEAD_OF_SALES);
    const refused = await server.ask(ActivitiesDocument, {}, head);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await activities({ targetId: ids.lead }, other.token)).toEqual([]);
    const exported = await fetch(`${server.url}/audit/export`, {
      headers: { authorization: `Bearer ${head}` },
    });
    expect(exported.status).toBe(403);
  });

  it('is exported as CSV without formulas, and as JSON lines', async () => {
    await run('mutation { upsertTopic(input: { name: "Formulas", keywords: ["=1+1"] }) { topic { id } } }');
    await sql(
      `update activities set user_agent = '=HYPERLINK("http://x")' where tenant_id = $1`,
      acme.tenantId,
    );
    const get = (query: string) =>
      fetch(`${server.url}/audit/export${query}`, { headers: { authorization: `Bearer ${acme.token}` } });
    const csv = await get('');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const text = await csv.text();
    const [{ count }] = await sql('select count(*)::int from activities where tenant_id = $1', acme.tenantId);
    expect(text.split('\r\n')[0]).toMatch(/^id,createdAt,action,/);
    expect(text).toContain(`"'=HYPERLINK(`);
    expect(text).not.toMatch(/,"?=/);
    const lines = (await (await get('?format=jsonl')).text()).trim().split('\n');
    expect(lines).toHaveLength(count);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      action: 'user.signed_in',
      actorName: expect.any(String),
    });
    const some = (await (await get('?format=jsonl&actions=topic.saved')).text()).trim().split('\n');
    expect(some.length).toBe((await activities({ actions: ['topic.saved'] })).length);
    const [actor] = await sql('select id from users where tenant_id = $1', other.tenantId);
    expect(await (await get(`?format=jsonl&actorIds=${actor.id}`)).text()).toBe('');
    const typed = (await (await get('?format=jsonl&targetTypes=Topic,Label')).text()).trim().split('\n');
    expect(typed.length).toBe((await activities({ targetTypes: ['Topic', 'Label'] })).length);
    expect((await get('?actorIds=nobody')).status).toBe(400);
    expect((await get('?format=xml')).status).toBe(400);
    expect((await get('?createdAfter=yesterday')).status).toBe(400);
  });

  it('is exported whole when it has more rows than a chunk', async () => {
    await sql(
      `insert into activities (id, tenant_id, actor_kind, action, target_type, changes, created_at)
       select gen_random_uuid(), $1, 'OPERATOR', 'a.b', 'Tenant', '[]', now() from generate_series(1, 1200)`,
      other.tenantId,
    );
    const exported = await fetch(`${server.url}/audit/export?format=jsonl&actions=a.b`, {
      headers: { authorization: `Bearer ${other.token}` },
    });
    const found = (await exported.text()).trim().split('\n');
    expect(new Set(found).size).toBe(1200);
  });

  it('keeps its rows for the configured time', async () => {
    const [{ count }] = await sql('select count(*)::int from activities');
    expect(await dropOldActivities(database(), 730)).toBeLessThan(count);
    const later = new Date(Date.now() + 731 * 86_400_000);
    await sql(`delete from activities where action = 'a.b'`);
    const [{ count: kept }] = await sql('select count(*)::int from activities');
    expect(await dropOldActivities(database(), 732, later)).toBe(0);
    expect(kept).toBeGreaterThan(0);
  });
});

describe('the command line', () => {
  const program = async (...args: string[]) => {
    const out: string[] = [];
    const code = await runProgram(args, {
      env: {
        ...{ DATABASE_URL: server.databaseUrl, NODE_ENV: 'test', AUTH_SECRET: 'x'.repeat(48) },
        SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
      ...{ result: (text: string) => out.push(text), progress: (text: string) => out.push(text) },
      ...{ readInput: async () => '', ask: async () => null },
    });
    expect([code, out.join('\n')]).toEqual([0, expect.any(String)]);
    return out.join('\n');
  };

  it('is recorded under the name of its user', async () => {
    const rows = await added(() =>
      program(
        'users',
        'create',
        '--tenant',
        'acme',
        '--email',
        'cli@acme.test',
        '--name',
        'C',
        '--role',
        'MANAGER',
      ),
    );
    expect(rows).toMatchObject([
      {
        ...{
          action: 'user.created',
          actorKind: 'OPERATOR',
          actor: { __typename: 'SystemActor', id: 'operator' },
        },
        ...{ credentialKind: 'COMMAND_LINE', credentialId: expect.stringMatching(/./), ipAddress: null },
      },
    ]);
    expect(JSON.stringify(rows[0]?.changes)).toContain('cli@acme.test');
    expect(JSON.stringify(rows[0]?.changes)).not.toMatch(/password/i);
  });

  it('that deletes messages is recorded, a dry run is not', async () => {
    const clear = ['clear-messages', '--tenant', 'acme', '--channel', 'instance_a', '--before', '0m'];
    expect(await added(() => program(...clear, '--dry-run'))).toEqual([]);
    const rows = await added(() => program(...clear, '--yes', '--include-unsettled'));
    expect(rows).toMatchObject([{ action: 'channel.messages_cleared', targetId: channelId }]);
  });

  it('exports the log', async () => {
    const text = await program(
      'audit',
      'export',
      '--tenant',
      'acme',
      '--format',
      'jsonl',
      '--action',
      'user.created',
    );
    const actions = text.split('\n').map(line => JSON.parse(line).action);
    expect(new Set(actions)).toEqual(new Set(['user.created']));
    expect(actions).toHaveLength((await activities({ actions: ['user.created'] })).length);
    expect(await program('audit', 'export', '--tenant', 'acme')).toMatch(/^id,createdAt/);
    const all = JSON.parse(await program('audit', 'export', '--tenant', 'acme', '--json'));
    expect(all).toHaveLength((await activities()).length);
    expect(await program('audit', 'export', '--tenant', 'demo', '--since', '2999-01-01', '--json')).toBe(
      '[]',
    );
  });
});

describe('reprocessing', () => {
  it('of a quarantined webhook is one row, whatever it stores', async () => {
    const { webhookUrl } = (
      await run(`mutation { rotateWebhookKey(input: { accountId: "${accountId}" }) { webhookUrl } }`)
    ).rotateWebhookKey as unknown as { webhookUrl: string };
    const key = new URL(webhookUrl).searchParams.get('key');
    const metadata = { remoteJid: '77010000031@s.whatsapp.net', instance_id: 'instance_b', messageId: 'Q1' };
    await server.post(`/webhooks/chatflow?key=${key}`, { message: 'Early', metadata });
    let eventId = '';
    await waitFor(async () => {
      const rows = await sql(
        `select id from webhook_events where tenant_id = $1 and status = 'QUARANTINED'`,
        acme.tenantId,
      );
      eventId = rows[0]?.id ?? '';
      return eventId !== '';
    });
    const resolve = `mutation { resolveQuarantined(input: { eventId: "${eventId}", channelId: "${channelId}" }) { report { replayed } } }`;
    const rows = await added(() => run(resolve));
    expect(rows).toMatchObject([{ action: 'webhook_event.assigned', targetId: eventId }]);
    expect(await added(() => run(resolve))).toEqual([]);
  });
});

it('took a position of the event log with every change that stored answers show', async () => {
  expect(await readUnloggedChanges(server.databaseUrl)).toEqual([]);
});
