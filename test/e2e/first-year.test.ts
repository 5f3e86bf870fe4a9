/**
 * docs/first-year.md, executed: each of its blocks in order, against the packed server in production mode behind a proxy
 * with TLS. The vendors are their simulators at the names that production calls. Between the sections this file is what
 * the document cannot be: the customers, the CRM, the console of a vendor, and the auditor.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import type { ProviderCredentials } from '../../src/providers/contract/provider-credentials.js';
import { getProvider } from '../../src/providers/registry.js';
import { createSimulatorHost, type SimulatorHost } from '../../src/providers/simulation/simulator-host.js';
import { type Internet, startInternet, visitorAddress } from '../support/internet/internet.js';
import { isInstalled } from '../support/is-installed.js';
import { readRows } from '../support/message-rows.js';
import { type Answer, createScriptRunner, type ScriptRunner } from '../support/run-script.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';
import { firstArrivals, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { readScript } from '../support/written-script.js';

const script = readScript('docs/first-year.md');
const publicUrl = 'https://desk.acme.example';
const { GREEN_API, TWILIO_MESSAGING } = ProviderKind;
type Vendor = typeof GREEN_API | typeof TWILIO_MESSAGING;

/** The accounts at the vendors, as their consoles show them. */
const atVendor: Record<Vendor, Record<string, string>> = {
  [GREEN_API]: {
    ...{ idInstance: '7107000101', apiTokenInstance: 'token-of-the-instance' },
    webhookUrlToken: 'a-random-text-for-webhooks',
  },
  [TWILIO_MESSAGING]: { accountSid: 'AC00000000000000000000000000000001', authToken: 'first-auth-token' },
};
/** Twilio's auth tokens that work now. */
let twilioTokens = ['first-auth-token', 'second-auth-token'];
const usedTokens: string[] = [];
const numbers: Record<Vendor, string> = { [GREEN_API]: '7107000101', [TWILIO_MESSAGING]: '+14155550167' };
const zhanna = { name: 'Zhanna Akhmetova', phone: '77010000021', wish: 'in the colour of lapis lazuli' };
const marat = { name: 'Marat', phone: '77010000022' };

let folder: string;
let database: TestDatabase;
let vendors: SimulatorHost;
let crm: WebhookReceiver;
let isCrmDown = false;
let internet: Internet;
let runner: ScriptRunner;
let firstPosition: number;

const sql = <Row extends object>(text: string, ...values: unknown[]) =>
  readRows<Row>(database.url, text, values);
/** Lines of the answers so far, for the search for secrets. */
const shown: string[] = [];
const kept = (name: string): string => runner.kept.get(name) ?? '';

/** A customer writes to one of the numbers. */
async function write(kind: Vendor, from: { name: string; phone: string }, text: string, token?: string) {
  const credentials: ProviderCredentials = { ...atVendor[kind], ...(token && { authToken: token }) };
  const { statuses } = await vendors.postInbound({
    ...{
      provider: getProvider(kind),
      target: internet.plainUrl,
      publicUrl,
      credentials,
      webhookKey: kept('twilioKey'),
    },
    message: { channelExternalId: numbers[kind], from: `+${from.phone}`, text, senderName: from.name },
  });
  expect([text, statuses]).toEqual([text, [200]]);
}

const settled = (text: string, status: string) =>
  waitFor(
    async () => {
      const rows = await sql<{ status: string }>('select status from messages where text = $1', text);
      return rows[0]?.status === status;
    },
    { what: `"${text}" to be ${status}` },
  );
const sentBy = (kind: Vendor) => vendors.deliveries('acme').filter(({ from }) => from === numbers[kind]);

function refuseTwilio({ headers }: IncomingMessage): number | null {
  const [, basic = ''] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const token = Buffer.from(basic, 'base64').toString().split(':')[1] ?? '';
  usedTokens.push(token);
  return twilioTokens.includes(token) ? null : 401;
}

/** The commands of the document. */
const isHere = isInstalled('curl', '--version') && isInstalled('openssl', 'version');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-first-year-'));
  if (!isHere) return;
  for (const name of ['bin', 'etc']) await mkdir(join(folder, name));
  await symlink(resolve('bin/trunkline.mjs'), join(folder, 'bin', 'trunkline'));
  database = await createTestDatabase();
  vendors = createSimulatorHost({ log: { info: () => {}, warn: () => {} } });
  const simulators = await vendors.start();
  crm = await startWebhookReceiver();
  const port = await findFreePort();
  const twilio = () => simulators.baseUrl(TWILIO_MESSAGING, 'acme');
  internet = await startInternet(folder, 'desk.acme.example', {
    'desk.acme.example': { target: () => `http://127.0.0.1:${port}` },
    'crm.acme.example': { target: () => (isCrmDown ? null : new URL(crm.url).origin) },
    'api.green-api.com': { target: () => simulators.baseUrl(GREEN_API, 'acme') },
    'api.twilio.com': { target: twilio, refuse: refuseTwilio },
    'content.twilio.com': { target: twilio, refuse: refuseTwilio },
  });
  vendors.reportTo({
    url: () => internet.plainUrl,
    publicUrl: () => publicUrl,
    credentialsOf: kind => atVendor[kind as Vendor],
    get webhookKey() {
      return kept('twilioKey');
    },
  });
  runner = createScriptRunner({
    home: join(folder, 'etc'),
    serverUrl: internet.plainUrl,
    env: {
      ...internet.env,
      PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
      ...{ HOME: folder, PORT: String(port), DATA_DIR: join(folder, 'data'), DATABASE_CONNECTIONS: '14' },
    },
    given: {
      databaseUrl: () => database.url,
      appCode: () => new TOTP({ secret: Secret.fromBase32(kept('totpSecret')) }).generate(),
      holiday: () => new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10),
    },
    onKeep: (name, value) => {
      if (name === 'endpointSecret') crm.secrets.push(value);
    },
  });
});
afterAll(async () => {
  if (!isHere) return rm(folder, { recursive: true, force: true });
  await vendors.stopReporting();
  await runner.stop();
  await internet.close();
  await crm.close();
  await vendors.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await database.drop();
});

/** What happens outside before a section. */
const before: Readonly<Record<string, () => Promise<void>>> = {
  'The first customers': async () => {
    await write(GREEN_API, zhanna, `Do you have laminate ${zhanna.wish}?`);
    await write(TWILIO_MESSAGING, marat, 'When will you come?');
  },
  'The CRM gets every message': async () => {
    const rows = await sql<{ position: number }>('select position::int from event_counters');
    firstPosition = rows[0]?.position ?? 0;
  },
  'The CRM is down': async () => {
    await write(GREEN_API, zhanna, 'Before the CRM went down');
    await waitFor(() =>
      crm.received.some(({ body }) => body.data.message?.text === 'Before the CRM went down'),
    );
    isCrmDown = true;
    await write(GREEN_API, zhanna, 'While it is down, first');
    await write(GREEN_API, zhanna, 'While it is down, second');
    await write(TWILIO_MESSAGING, marat, 'While it is down, by SMS');
  },
  'The CRM is back': async () => {
    isCrmDown = false;
    // Hours have passed, and the next repetition is hours away.
    await sql(
      `update webhook_deliveries set next_attempt_at = now() + interval '5 hours' where next_attempt_at is not null`,
    );
  },
};

/** What must hold after a section. */
const after: Readonly<Record<string, (answers: readonly (Answer | null)[]) => Promise<void>>> = {
  Install: async answers => {
    expect(answers.at(-1)?.output).toMatch(/^OK +server +https:\/\/desk\.acme\.example is answered/m);
    expect(answers.at(-1)?.output).toContain(`names the client ${visitorAddress}`);
    expect(warningsOf(answers.at(-1))).toEqual([]);
  },
  'Topics, stages and hours': async answers => {
    expect(answers[1]?.body.data.matchTopics.topic).toEqual({ name: 'Flooring' });
    expect(answers[3]?.body.data.updateTenantSettings.settings.businessHours.isOpen).toBe(true);
  },
  'Connect Green API and Twilio': async answers => {
    expect(answers.at(-1)?.body.data).toMatchObject({
      green: { outcome: 'ACCEPTED' },
      twilio: { outcome: 'ACCEPTED' },
    });
    expect(answers[2]?.body.data.connectProvider.account.credentialsWork).toBe(true);
  },
  'The first customers': async answers => {
    expect(answers[0]?.body.data).toMatchObject({
      whatsapp: { nodes: [{ topic: { name: 'Flooring' }, contact: { displayName: zhanna.name } }] },
      sms: { nodes: [{ lastMessage: { text: 'When will you come?' } }] },
    });
    await settled('Yes, oak and walnut.', 'READ');
    await settled('We deliver on Friday.', 'DELIVERED');
    expect(sentBy(GREEN_API)).toMatchObject([{ to: `${zhanna.phone}@c.us`, text: 'Yes, oak and walnut.' }]);
    expect(sentBy(TWILIO_MESSAGING)).toMatchObject([
      { to: `+${marat.phone}`, text: 'We deliver on Friday.' },
    ]);
  },
  'A manager joins': async () => {
    await settled('Samples are on the way.', 'READ');
    expect(sentBy(GREEN_API).at(-1)).toMatchObject({
      to: `${zhanna.phone}@c.us`,
      text: 'Samples are on the way.',
    });
  },
  'A program sends messages': async answers => {
    expect(answers[1]?.output.match(/"repeated":(true|false)/g)).toEqual([
      '"repeated":false',
      '"repeated":true',
    ]);
    await settled('Order 1001 is ready.', 'DELIVERED');
    expect(sentBy(TWILIO_MESSAGING).map(({ text }) => text)).toEqual([
      'We deliver on Friday.',
      'Order 1001 is ready.',
    ]);
    await waitFor(() => runner.streams[0]?.items.length === 2);
    expect(runner.streams[0]?.items).toEqual([
      {
        messageAdded: {
          text: 'Samples are on the way.',
          direction: 'OUTBOUND',
          channel: { externalId: '7107000101' },
        },
      },
      {
        messageAdded: {
          text: 'Order 1001 is ready.',
          direction: 'OUTBOUND',
          channel: { externalId: '+14155550167' },
        },
      },
    ]);
  },
  'The CRM gets every message': async answers => {
    expect(answers[2]?.body.data.testWebhookEndpoint.delivery).toMatchObject({
      ...{ status: 'DELIVERED', attempts: [{ httpStatus: 204 }] },
    });
  },
  'The CRM is down': async answers => {
    expect(answers[0]?.body.data.webhookEndpoints).toMatchObject([{ isEnabled: true }]);
  },
  'A new SECRETS_KEY, and a front end on another origin': async answers => {
    expect(answers[2]?.output).toMatch(/remove that variable/);
    expect(warningsOf(answers[2])).toEqual(['stored secrets']);
    expect(answers.at(-1)?.output).toMatch(/^access-control-allow-origin: https:\/\/app\.acme\.example\r$/im);
    await write(GREEN_API, zhanna, 'After the restart');
  },
  'The CRM is back': async () => {
    const logged = await sql<{ position: number; conversation_id: string }>(
      `select position::int, conversation_id from domain_events where kind = 'MESSAGE_ADDED' and position > $1 order by position`,
      firstPosition,
    );
    const added = crm.received.filter(({ body }) => body.type === 'message.added');
    expect(firstArrivals(added)).toHaveLength(added.length);
    expect(crm.refused).toEqual([]);
    const arrived = added.map(({ body: { data } }) => ({
      position: data.position as number,
      conversation_id: data.message.conversationId as string,
    }));
    expect(logged).toHaveLength(5);
    const groups = (rows: typeof arrived) =>
      Object.fromEntries(Map.groupBy(rows, row => row.conversation_id));
    expect(groups(arrived)).toEqual(groups(logged));
  },
  "A vendor's token is replaced": async () => {
    await settled('Your order leaves today.', 'DELIVERED');
    expect(usedTokens.at(-1)).toBe('second-auth-token');
    // The console promotes it: the former one is refused, and still signs what Twilio had queued.
    twilioTokens = ['second-auth-token'];
    await write(TWILIO_MESSAGING, marat, 'Signed with the former token');
    await write(TWILIO_MESSAGING, marat, 'Signed with the new token', 'second-auth-token');
    atVendor[TWILIO_MESSAGING].authToken = 'second-auth-token';
  },
  "The shop's token is rotated": async answers => {
    expect(answers[1]?.output.match(/^ratelimit: .*r=\d+/gim)).toHaveLength(2);
    expect(answers[1]?.output.match(/"viewer":\{"name":"Shop"/g)).toHaveLength(2);
  },
  'The manager leaves': async answers => {
    expect(answers.at(-1)?.body.data.conversations.nodes).toMatchObject([
      { id: kept('whatsappConversation') },
    ]);
    const written = await sql<{ name: string }>(
      'select u.name from messages m join users u on u.id = m.author_user_id where m.text = $1',
      'Samples are on the way.',
    );
    expect(written).toEqual([{ name: 'Dana' }]);
    await waitFor(() => runner.streams[1]?.closedWith !== null);
    expect(runner.streams[1]?.closedWith).toBe(4403);
  },
  'Import the old address book': async answers => {
    expect(answers[5]?.body.data.node).toMatchObject({
      ...{ created: 2, refused: 2, error: null },
      refusals: [{ line: 4 }, { line: 5 }],
    });
    expect(answers.at(-1)?.body.data.node).toMatchObject({ created: 2, updated: 0, refused: 2, error: null });
    const leads = await sql(
      `select name from leads where phone in ('+77010000031', '+77010000032') order by phone`,
    );
    expect(leads).toEqual([{ name: 'Kitchen floor' }, { name: expect.any(String) }]);
  },
  Export: async answers => {
    const lines = answers.at(-1)?.output.trim().split('\n') ?? [];
    expect(lines).toHaveLength(5);
    expect(lines.filter(line => /Saule.*Almaty|Almaty.*Saule/.test(line))).toHaveLength(1);
    expect(lines.join('\n')).toContain(zhanna.phone);
  },
  'Erase a person': async answers => {
    const [, planned, , done] = answers.map(answer => answer?.body.data.node?.details);
    expect(done).toEqual(planned);
    expect(
      await findInDatabase([zhanna.name, zhanna.phone, zhanna.wish, 'oak and walnut', 'Samples are']),
    ).toEqual([]);
    expect(await findInFiles(join(folder, 'data'), zhanna.phone)).toEqual([]);
    expect(await findInDatabase([marat.phone])).not.toEqual([]);
  },
  'The audit': async answers => {
    const [ineffective, { body }, { output }] = answers as [Answer, Answer, Answer];
    expect(ineffective.output).not.toMatch(/QUARANTINED|FAILED/);
    const actions: string[] = body.data.activities.nodes.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        ...[
          'tenant.created',
          'user.created',
          'user.second_factor_enabled',
          'user.password_set',
          'topic.saved',
        ],
        ...['lead_stage.saved', 'settings.updated', 'provider_account.connected', 'channel.created'],
        ...['api_token.created', 'webhook_endpoint.created', 'provider_account.updated', 'user.updated'],
        ...['attribute.saved', 'import.started', 'export.started', 'contact.erasure_started'],
      ]),
    );
    expect(body.data.activities.nodes.map(({ ipAddress }: { ipAddress: string }) => ipAddress)).toContain(
      visitorAddress,
    );
    for (const action of new Set(actions)) expect(output).toContain(action);
  },
};

const warningsOf = (answer?: Answer | null): string[] =>
  [...(answer?.output ?? '').matchAll(/^(?:WARN|FAIL) +(.*?) {2}/gm)].map(([, name]) => name ?? '');

/** Tables of the database with a row that contains one of the texts. */
async function findInDatabase(texts: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const text = `select from ${name} t where exists (select from unnest($1::text[]) x where strpos(t::text, x) > 0)`;
      return (await sql(text, texts)).length > 0 ? [name] : [];
    }),
  );
  return found.flat();
}

async function findInFiles(path: string, text: string): Promise<string[]> {
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter(entry =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all(
    paths.map(async file => [file, await readFile(file, 'latin1')] as const),
  );
  return contents.filter(([, content]) => content.includes(text)).map(([file]) => file);
}

describe('a document', () => {
  it.each([
    ['another language', '```bash\nls\n```'],
    ['an indented block', '- a list\n\n  ```sh\n  ls\n  ```'],
    ['a block without an end', '```sh\nls'],
    ['variables without an operation', '```json\n{}\n```'],
    ['tildes', '~~~sh\nls\n~~~'],
    ['an unknown comment', '<!-- keeps this -->\n```sh\nls\n```'],
    ['a comment without a block', '```sh\nls\n```\n<!-- as owner -->'],
  ])('is refused with %s', async (_, text) => {
    const file = join(folder, 'document.md');
    await writeFile(file, `# Title\n\n${text}\n`);
    expect(() => readScript(file)).toThrow(file);
  });
});

const title = "A company's first day and first year";
(isHere ? describe : describe.skip)(
  isHere ? title : `${title} (curl or openssl is not installed here)`,
  () => {
    let hasFailed = false;
    it.each(script.sections)('$heading', async section => {
      if (hasFailed) throw new Error('An earlier section failed.');
      hasFailed = true;
      await before[section.heading]?.();
      const answers = await runner.run(section);
      shown.push(...answers.map(answer => answer?.output ?? ''));
      await after[section.heading]?.(answers);
      hasFailed = false;
    });

    it('was executed as a whole, with every check of this file', () => {
      expect(runner.executed()).toBe(script.blockCount);
      const headings = script.sections.map(({ heading }) => heading);
      for (const name of [...Object.keys(before), ...Object.keys(after)]) expect(headings).toContain(name);
    });

    it('shows no secret again, in no answer and no log line', () => {
      const once = [
        'ownerPassword',
        'totpSecret',
        'linkToken',
        'twilioKey',
        'shopToken',
        'newShopToken',
        'endpointSecret',
      ].map(kept);
      for (const secret of once) {
        expect(secret.length).toBeGreaterThan(8);
        expect(shown.filter(text => text.includes(secret))).toHaveLength(1);
      }
      const given = Object.values(atVendor).flatMap(({ apiTokenInstance, webhookUrlToken, authToken }) =>
        [apiTokenInstance, webhookUrlToken, authToken].filter(value => value !== undefined),
      );
      for (const secret of given) expect(shown.filter(text => text.includes(secret))).toEqual([]);
      for (const secret of [...once, ...given, kept('recoveryCode')])
        expect(runner.serverOutput().includes(secret)).toBe(false);
    });
  },
);
