/** Attributes, CSV import and export: over GraphQL, with the real worker, files in the media storage. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'graphql';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { runImport } from '../../src/data/import/import-contacts.js';
import { startJob } from '../../src/data/job-rows.js';
import { createRunJob } from '../../src/data/run-job.js';
import type { RunningJob } from '../../src/data/running-job.js';
import { JobKind, ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { collect } from '../support/app.js';
import { type DataDesk, startDataDesk } from '../support/data-desk.js';
import {
  AttributeDefinitionsDocument,
  CancelJobDocument,
  ContactsByAttributeDocument,
  ContactWithAttributesDocument,
  CreateApiTokenDocument,
  CreateExportDocument,
  CreateUploadDocument,
  ImportContactsDocument,
  InboxDocument,
  JobStreamDocument,
  JobsDocument,
  SetContactAttributesDocument,
  SetLeadAttributesDocument,
  UpsertAttributeDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

interface ReportRow {
  readonly startsAt: string;
  readonly startsAtLocal: string;
  readonly key: { readonly label: string; readonly node: { readonly id: string } | null } | null;
  readonly values: readonly (number | null)[];
}

let desk: DataDesk;
let channelId: string;
let stranger: { token: string; tenantId: string };

beforeAll(async () => {
  desk = await startDataDesk();
  stranger = await desk.server.addTenant('other', Role.OWNER);
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  await connectProvider(desk.server.app.database, cipher, desk.tenantId, {
    ...{ kind: ProviderKind.CHATFLOW, name: 'ChatFlow' },
    credentials: { apiToken: 'a-token', instanceId: 'instance_a' },
  });
  const [channel] = await desk.sql<{ id: string }>(
    `insert into channels (id, tenant_id, account_id, kind, external_id, display_name, phone_number, created_at)
     select gen_random_uuid(), $1, id, 'CHATFLOW', 'instance_b', 'Sales', '+77019999999', now() from provider_accounts where tenant_id = $1
     returning id`,
    desk.tenantId,
  );
  channelId = channel?.id ?? '';
  for (const input of [
    { target: 'CONTACT', key: 'city', name: 'City', type: 'TEXT' },
    { target: 'CONTACT', key: 'age', name: 'Age', type: 'NUMBER' },
    { target: 'CONTACT', key: 'vip', name: 'VIP', type: 'BOOLEAN' },
    { target: 'CONTACT', key: 'born', name: 'Born', type: 'DATE' },
    { target: 'CONTACT', key: 'site', name: 'Site', type: 'URL' },
    { target: 'CONTACT', key: 'size', name: 'Size', type: 'CHOICE', choices: ['S', 'Large'] },
    { target: 'LEAD', key: 'budget', name: 'Budget', type: 'NUMBER' },
  ] as const)
    await desk.server.run(UpsertAttributeDocument, { input: input as never }, desk.owner);
});
afterAll(() => desk?.stop());

const contact = async (phone: string) =>
  (await desk.server.run(ContactWithAttributesDocument, { phone }, desk.owner)).contact;
const valuesOf = (found: { attributes: readonly { definition: { key: string }; value: unknown }[] } | null) =>
  Object.fromEntries(found?.attributes.map(({ definition, value }) => [definition.key, value]) ?? []);
const refusalOf = (answer: { errors?: readonly { message: string; extensions: object }[] }) => ({
  ...answer.errors?.[0]?.extensions,
  message: answer.errors?.[0]?.message,
});
/** Every contact, address and lead, with versions. */
const people = () =>
  desk.sql(
    `select c.id, c.display_name, c.phone, c.attributes, c.version, array(select canonical from contact_identities i where i.contact_id = c.id order by 1) as addresses,
            array(select name || version::text from leads l where l.contact_id = c.id order by id) as leads
       from contacts c where c.tenant_id = $1 order by c.id`,
    desk.tenantId,
  );

describe('attributes', () => {
  it('are listed in order, by target', async () => {
    const { attributeDefinitions } = await desk.server.run(
      AttributeDefinitionsDocument,
      { target: 'CONTACT' },
      desk.owner,
    );
    expect(attributeDefinitions.map(({ key, position }) => [key, position])).toEqual([
      ['city', 0],
      ['age', 1],
      ['vip', 2],
      ['born', 3],
      ['site', 4],
      ['size', 5],
    ]);
  });

  it.each([
    [{ target: 'CONTACT', key: 'city', name: 'Another', type: 'TEXT' }, 'CONFLICT'],
    [{ target: 'CONTACT', key: 'town', name: 'city', type: 'TEXT' }, 'CONFLICT'],
    [{ target: 'CONTACT', key: 'Town', name: 'Town', type: 'TEXT' }, 'BAD_USER_INPUT'],
    [{ target: 'CONTACT', key: 'town', name: 'Town', type: 'CHOICE' }, 'BAD_USER_INPUT'],
    [{ target: 'CONTACT', key: 'town', name: 'Town', type: 'TEXT', choices: ['a'] }, 'BAD_USER_INPUT'],
    [{ target: 'CONTACT', key: 'town', name: 'Town', type: 'CHOICE', choices: ['a', 'A'] }, 'BAD_USER_INPUT'],
    [{ key: 'town', name: 'Town', type: 'TEXT' }, 'BAD_USER_INPUT'],
    [{ target: 'CONTACT', name: 'Town', type: 'TEXT' }, 'BAD_USER_INPUT'],
    [{ id: '01990000-0000-7000-8000-000000000001', name: 'Town' }, 'NOT_FOUND'],
  ] as const)('%p is refused with %s', async (input, code) => {
    const answer = await desk.server.ask(UpsertAttributeDocument, { input } as never, desk.owner);
    expect(refusalOf(answer)).toMatchObject({ code });
  });

  it('are set and cleared on contacts and leads, checked by their type, and found by filters', async () => {
    await desk.importFile('phone,displayName\n87010000001,Aru\n87010000002,Bek\n', {
      leadChannelId: channelId,
    });
    const aru = await contact('87010000001');
    const set = async (attributes: object) =>
      desk.server.ask(SetContactAttributesDocument, { input: { id: aru?.id ?? '', attributes } }, desk.owner);
    const all = {
      city: 'Алматы',
      age: 31,
      vip: true,
      born: '1995-02-28',
      site: 'https://a.kz/',
      size: 'Large',
    };
    expect(valuesOf((await set(all)).data.updateContact.contact)).toEqual(all);
    const version = (await contact('87010000001'))?.version;
    expect((await set({ age: 31 })).data.updateContact.contact?.version).toBe(version);
    expect(valuesOf((await set({ age: null })).data.updateContact.contact)).not.toHaveProperty('age');
    for (const wrong of [
      { age: '31' },
      { vip: 'yes' },
      { born: '1995-02-30' },
      { site: 'javascript:alert(1)' },
      { size: 'XL' },
      { city: '' },
      { unknown: 1 },
      { budget: 1 },
      [1],
    ])
      expect(refusalOf(await set(wrong))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const lead = { id: aru?.leads.nodes[0]?.id ?? '', attributes: { budget: 12.5 } };
    const changed = await desk.server.run(SetLeadAttributesDocument, { input: lead }, desk.owner);
    expect(valuesOf(changed.updateLead.lead)).toEqual({ budget: 12.5 });
    const found = async (attributes: object[]) =>
      (
        await desk.server.run(ContactsByAttributeDocument, { attributes } as never, desk.owner)
      ).contacts.nodes.map(({ displayName }) => displayName);
    expect(
      await found([
        { key: 'city', equals: 'Алматы' },
        { key: 'vip', equals: true },
      ]),
    ).toEqual(['Aru']);
    expect(await found([{ key: 'city', contains: 'алма' }])).toEqual(['Aru']);
    expect(await found([{ key: 'age', isSet: false }])).toEqual(['Bek', 'Aru']);
    expect(await found([{ key: 'size', isSet: true }])).toEqual(['Aru']);
    for (const wrong of [
      [{ key: 'city' }],
      [{ key: 'city', equals: 1, isSet: true }],
      [{ key: "c'", isSet: true }],
    ])
      expect(
        refusalOf(
          await desk.server.ask(ContactsByAttributeDocument, { attributes: wrong } as never, desk.owner),
        ),
      ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('an import', () => {
  it('finds contacts by every spelling, completes national phones, opens leads, and repeated changes nothing', async () => {
    const after = (await desk.server.run(InboxDocument, { first: 1 }, desk.owner)).conversations.syncCursor;
    const stream = collect(desk.server.connect(desk.owner), JobStreamDocument, { after });
    const file =
      '\ufeffphone;displayName;lead.name;attribute.age;attribute.vip;attribute.size;ignored\r\n' +
      '8 (701) 000-00-01;Aru Two;;40;1;large;x\r\n' +
      '+7 701 000 00 11;"Dana ""D""\nLine";Kitchen;1 234,5;false;S;y\r\n' +
      "'+77010000012;=1+1;;;;;z\r\n";
    const options = { leadChannelId: channelId };
    const dry = await desk.importFile(file, { ...options, dryRun: true });
    expect(dry).toMatchObject({
      status: 'DONE',
      dryRun: true,
      created: 2,
      updated: 1,
      refused: 0,
      done: 3,
      total: 3,
      progress: 1,
    });
    expect(await contact('+77010000011')).toBeNull();
    const job = await desk.importFile(file, options);
    expect(job).toMatchObject({ status: 'DONE', created: 2, updated: 1, refused: 0, error: null });
    expect(job.createdBy.email).toBe('owner@acme.test');
    const aru = await contact('87010000001');
    expect(aru).toMatchObject({ displayName: 'Aru Two' });
    expect(valuesOf(aru)).toMatchObject({ city: 'Алматы', age: 40, vip: true, size: 'Large' });
    const dana = await contact('+77010000011');
    expect(dana).toMatchObject({
      displayName: 'Dana "D" Line',
      leads: { nodes: [{ name: 'Kitchen', phone: '+77010000011' }] },
    });
    expect(valuesOf(dana)).toEqual({ age: 1234.5, vip: false, size: 'S' });
    expect(await contact('+77010000012')).toMatchObject({
      displayName: '=1+1',
      leads: { nodes: [{ name: '=1+1' }] },
    });
    const before = await people();
    const again = await desk.importFile(file, options);
    expect(again).toMatchObject({ status: 'DONE', created: 0, updated: 0, done: 3 });
    expect(await people()).toEqual(before);
    await waitFor(() =>
      stream.items.some(
        ({ events }) =>
          events.__typename === 'DomainEvent' &&
          events.node?.__typename === 'Job' &&
          events.node.id === again.id &&
          events.node.status === 'DONE',
      ),
    );
    const kinds = stream.items.flatMap(({ events }) =>
      events.__typename === 'DomainEvent' && events.type !== 'JOB_UPDATED'
        ? [`${events.type} ${events.changed}`]
        : [],
    );
    expect(kinds.sort()).toEqual([
      'CONTACT_ADDED ',
      'CONTACT_ADDED ',
      'CONTACT_UPDATED displayName,attributes',
      'LEAD_ADDED ',
      'LEAD_ADDED ',
    ]);
    stream.stop();
  });

  it('maps columns, and leaves known contacts alone when it is told to', async () => {
    const job = await desk.importFile('Имя\tТелефон\nOther\t87010000001\nNew\t87010000021\n', {
      mapping: { Имя: 'displayName', Телефон: 'phone' },
      onExisting: 'SKIP',
    });
    expect(job).toMatchObject({ status: 'DONE', created: 1, updated: 0 });
    expect(await contact('87010000001')).toMatchObject({ displayName: 'Aru Two' });
    expect(await contact('87010000021')).toMatchObject({ displayName: 'New', leads: { nodes: [] } });
  });

  it('refuses rows with line, column and reason, and gives them back as a file that can be imported again', async () => {
    const file =
      'phone,displayName,attribute.age\n87010000031,Good,1\n12,Bad phone,1\n,No phone,1\n+77019999999,Own,1\n' +
      '87010000032,Bad age,old\n87010000033,Too,many,cells\n87010000031,Twice,1\n=cmd|calc,Formula,1\n' +
      `87010000034,${'x'.repeat(201)},1\n`;
    const job = await desk.importFile(file);
    expect(job).toMatchObject({ status: 'DONE', created: 1, refused: 8, done: 9 });
    expect(job.refusals).toEqual([
      { line: 3, column: 'phone', reason: 'is no phone number that exists' },
      { line: 4, column: 'phone', reason: 'the phone is missing' },
      { line: 5, column: 'phone', reason: "is one of the company's own numbers" },
      { line: 6, column: 'attribute.age', reason: 'must be a number' },
      { line: 7, column: null, reason: 'the row has 4 cells, the header 3' },
      { line: 8, column: null, reason: 'line 2 has the same phone' },
      { line: 9, column: 'phone', reason: 'is no phone number that exists' },
      { line: 10, column: 'displayName', reason: 'has more than 200 characters' },
    ]);
    const text = await (await fetch(String(job.refusalsUrl))).text();
    const rows = parseCsv(text, { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map(({ line }) => line)).toEqual(['3', '4', '5', '6', '7', '8', '9', '10']);
    expect(rows[3]).toMatchObject({ phone: '87010000032', reason: 'attribute.age: must be a number' });
    expect(rows[6]?.phone).toBe("'=cmd|calc");
    const mended = text.replace('old', '33');
    const second = await desk.importFile(mended);
    expect(second).toMatchObject({ created: 1, refused: 6, done: 8 });
    const third = await desk.importFile(await (await fetch(String(second.refusalsUrl))).text());
    expect(third).toMatchObject({ status: 'DONE', created: 0, refused: 6 });
  });

  /** Files whose beginning is enough to refuse them. */
  const refusedAtOnce: ReadonlySet<string> = new Set([
    ...['windows-1251', 'UTF-16', 'a zero byte', 'another delimiter', 'no header', 'a million columns'],
    ...['many columns', 'a header twice', 'nothing but a mark'],
  ]);

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'windows-1251',
      Buffer.concat([Buffer.from('phone,displayName\n87010000041,'), Buffer.from([0xc0, 0xe9])]),
      /not UTF-8: line 2/,
    ],
    ['UTF-16', Buffer.from('\ufeffphone\n87010000041\n', 'utf16le'), /UTF-16/],
    ['a zero byte', 'phone\n87010000041\0\n', /zero byte/],
    ['another delimiter', 'phone|displayName\n87010000041|A\n', /no column "phone".*comma, semicolon or tab/],
    ['no header', '87010000041\n', /no column "phone"/],
    ['a million columns', `${'a,'.repeat(1_000_000)}phone\n`, /more than 65536 characters/],
    [
      'many columns',
      `phone${Array.from({ length: 200 }, (_, n) => `,c${n}`).join('')}\n`,
      /201 columns; at most 200/,
    ],
    ['a header twice', 'phone,displayName,displayName\n', /"displayName" twice/],
    ['an open quote at the end', 'phone,displayName\n87010000041,"A\n87010000042,B\n', /quote.*not closed/],
    [
      'an open quote in a long file',
      `phone,displayName\n87010000041,"A\n${'87010000042,B\n'.repeat(10_000)}`,
      /65536 characters.*quote/,
    ],
    ['a quote in the middle', 'phone,displayName\n87010000041,"A"B\n', /quote.*wrong place/],
    ['a row without end', `phone,displayName\n87010000041,${'A'.repeat(100_000)}\n`, /65536 characters/],
    ['nothing but a mark', '\ufeff', /empty/],
  ])('of a file with %s fails with a reason, and writes nothing', async (name, content, reason) => {
    const before = await people();
    const input = { attachmentId: await desk.upload(content), dryRun: false };
    const answer = await desk.server.ask(ImportContactsDocument, { input }, desk.owner);
    const { code, message = '' } = refusalOf(answer) as { code?: string; message?: string };
    if (refusedAtOnce.has(name)) expect(code).toBe('BAD_USER_INPUT');
    if (code !== undefined) {
      expect(message).toMatch(reason);
      expect(message).toMatch(/^"attachmentId" names a file that cannot be imported: .*[^.]\.$/);
    } else {
      const job = await desk.ended(answer.data.importContacts.job.id);
      expect(job).toMatchObject({ status: 'FAILED', created: 0, error: expect.stringMatching(reason) });
      expect(job.error?.length).toBeLessThan(400);
    }
    expect(await people()).toEqual(before);
  });

  it('of a fault after many rows fails in the job, and writes nothing', async () => {
    const rows = Array.from({ length: 6_000 }, (_, n) => `8703${String(n).padStart(7, '0')},Person`);
    const job = await desk.importFile(`phone,displayName\n${rows.join('\n')}\n87010000041,"A\n`);
    expect(job).toMatchObject({
      status: 'FAILED',
      created: 0,
      error: expect.stringMatching(/quote.*not closed/),
    });
    expect(await contact('87030000001')).toBeNull();
  });

  it('fills attributes of leads, of new and of open ones, and repeated changes nothing', async () => {
    const leads = async () =>
      desk.sql<{ name: string; attributes: object; value: object | null; version: number }>(
        "select name, attributes, value, version from leads where phone in ('+77040000001', '+77040000002') order by phone",
      );
    const file =
      'phone,lead.name,lead.attribute.budget,lead.attribute.unknown\n87040000001,Garden,"1 200",x\n87040000002,Hall,,x\n';
    const options = { leadChannelId: channelId };
    expect(await desk.importFile(file, options)).toMatchObject({ status: 'DONE', created: 2, refused: 0 });
    expect(await leads()).toMatchObject([
      { name: 'Garden', attributes: { budget: 1200 } },
      { name: 'Hall', attributes: {} },
    ]);
    const before = await leads();
    expect(await desk.importFile(file, options)).toMatchObject({ created: 0, updated: 0 });
    expect(await leads()).toEqual(before);
    const after = (await desk.server.run(InboxDocument, { first: 1 }, desk.owner)).conversations.syncCursor;
    const stream = collect(desk.server.connect(desk.owner), JobStreamDocument, { after });
    const more = 'phone,lead.name,lead.attribute.budget\n87040000001,Other,1200\n87040000002,Other,7\n';
    expect(await desk.importFile(more, options)).toMatchObject({ created: 0, updated: 1 });
    expect(await leads()).toMatchObject([before[0], { name: 'Hall', attributes: { budget: 7 } }]);
    await waitFor(() =>
      stream.items.some(
        ({ events }) =>
          events.__typename === 'DomainEvent' &&
          `${events.type} ${events.changed}` === 'LEAD_UPDATED attributes',
      ),
    );
    stream.stop();
    const priced =
      'phone;lead.value;lead.currency;lead.attribute.budget\n87040000001;"12 500,50";rub;\n87040000002;7;;9\n' +
      '87040000004;"12,500";KZT;\n87040000005;-1;KZT;\n87040000006;1;XXZ;\n87040000007;;KZT;\n';
    const withoutCurrency = await desk.importFile(priced, options);
    expect(withoutCurrency).toMatchObject({ created: 1, updated: 1, refused: 4 });
    expect(withoutCurrency.refusals.map(({ line, column }) => [line, column])).toEqual([
      ...[
        [3, 'lead.value'],
        [4, 'lead.value'],
        [5, 'lead.value'],
      ],
      [6, 'lead.currency'],
    ]);
    expect(withoutCurrency.refusals[0]?.reason).toMatch(/no currency/);
    await desk.sql("update tenants set currency = 'KZT' where id = $1", desk.tenantId);
    expect(await desk.importFile(priced, options)).toMatchObject({ created: 0, updated: 1, refused: 3 });
    const valued = [
      { attributes: { budget: 1200 }, value: { amount: '12500.5', currency: 'RUB' } },
      { attributes: { budget: 9 }, value: { amount: '7', currency: 'KZT' } },
    ];
    expect(await leads()).toMatchObject(valued);
    const unchanged = await leads();
    expect(await desk.importFile(priced, options)).toMatchObject({ created: 0, updated: 0 });
    expect(await leads()).toEqual(unchanged);
    const exported = await desk.exportFile({
      ...{ kind: 'LEADS', format: 'JSON_LINES', leads: { search: 'Garden' } },
    });
    expect(JSON.parse(exported)).toMatchObject({ value: '12500.5', currency: 'RUB' });
    const skipped = 'phone,lead.attribute.budget\n87040000002,8\n87040000003,old\n';
    const job = await desk.importFile(skipped, { ...options, onExisting: 'SKIP' });
    expect(job).toMatchObject({ created: 0, updated: 0 });
    expect(job.refusals).toEqual([{ line: 3, column: 'lead.attribute.budget', reason: 'must be a number' }]);
    expect(await leads()).toMatchObject([{}, { attributes: { budget: 9 } }]);
  });

  it('of one file twice at once makes nobody twice', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => `8705${String(n).padStart(7, '0')},Lead ${n}`);
    const content = `phone,lead.name\n${rows.join('\n')}\n`;
    const options = { leadChannelId: channelId };
    const jobs = await Promise.all([desk.importFile(content, options), desk.importFile(content, options)]);
    expect(jobs.map(({ status, done }) => [status, done])).toEqual(Array(2).fill(['DONE', 1_200]));
    expect(jobs.reduce((sum, { created }) => sum + created, 0)).toBe(1_200);
    expect(jobs.reduce((sum, { updated }) => sum + updated, 0)).toBe(0);
    for (const table of ['contacts', 'leads'])
      expect(await desk.sql(`select count(*)::int n from ${table} where phone like '+7705%'`)).toEqual([
        { n: 1_200 },
      ]);
  });

  it('is refused at once for what cannot be right', async () => {
    const attachmentId = await desk.upload('phone\n');
    const foreign = await desk.upload('phone\n', stranger.token);
    const ask = async (input: object, token = desk.owner) =>
      refusalOf(
        await desk.server.ask(
          ImportContactsDocument,
          { input: { attachmentId, dryRun: true, ...input } } as never,
          token,
        ),
      );
    for (const mapping of [
      { a: 'unknown' },
      { a: 'attribute.unknown', p: 'phone' },
      { a: 'phone', b: 'phone' },
      { a: 'displayName' },
      { p: 'phone', l: 'lead.name' },
      { p: 'phone', l: 'lead.attribute.budget' },
      { p: 'phone', l: 'lead.attribute.city' },
      ['phone'],
      'phone',
      { p: 1 },
    ])
      expect(await ask({ mapping })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await ask({ attachmentId: foreign })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask({ attachmentId: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask({ leadChannelId: stranger.tenantId })).toMatchObject({ code: 'NOT_FOUND' });
    const plain = await desk.server.run(
      CreateUploadDocument,
      { fileName: 'a.csv', mimeType: 'text/csv', sizeBytes: 3 },
      desk.owner,
    );
    expect(await ask({ attachmentId: plain.createUpload.attachment?.id })).toMatchObject({
      code: 'MEDIA_TYPE_REFUSED',
    });
    const manager = await desk.server.addUser(desk.tenantId, 'manager@acme.test', Role.MANAGER);
    expect(await ask({}, manager)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({ mapping: { Phone: 'phone' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: '"attachmentId" names a file that cannot be imported: The header has no column "Phone".',
    });
  });

  it('of some thousand rows goes on after a crash without a second contact, and after a cancellation keeps what it did', async () => {
    const phoneOf = (n: number) => `8702${String(n).padStart(7, '0')}`;
    const rows = Array.from({ length: 2_600 }, (_, n) => `${phoneOf(n)},Person ${n}`);
    const attachmentId = await desk.upload(`phone,displayName\n${rows.join('\n')}\nbad,Row\n`);
    const { database } = desk.server.app;
    const parts = { database, storage: desk.server.app.mediaParts.storage };
    const [user] = await desk.sql<{ id: string }>(
      'select id from users where tenant_id = $1 order by id limit 1',
      desk.tenantId,
    );
    // A job of its own, which the worker does not see: the run ends in the middle, as in a crash.
    const [made] = await desk.sql<{ id: string }>(
      `insert into jobs (id, tenant_id, kind, status, dry_run, input, created_by_id, created_at)
       values (gen_random_uuid(), $1, 'IMPORT_CONTACTS', 'QUEUED', false, $2, $3, now()) returning id`,
      desk.tenantId,
      JSON.stringify({ attachmentId, mapping: null, onExisting: 'UPDATE', leadChannelId: channelId }),
      user?.id,
    );
    const jobId = made?.id ?? '';
    const runWith = (change: (done: number) => Promise<void>) =>
      createRunJob({
        database,
        log: () => {},
        work: {
          [JobKind.IMPORT_CONTACTS]: (job: RunningJob) =>
            runImport(parts, {
              ...job,
              advance: async (transaction, progress) => {
                await change(progress.done ?? 0);
                await job.advance(transaction, progress);
              },
            }),
        } as never,
      })({ tenantId: desk.tenantId, jobId }, { signal: null, run: 1 });
    await expect(
      runWith(async done => {
        if (done > 1_000) throw new Error('crash');
      }),
    ).rejects.toThrow('crash');
    const count = async () =>
      (await desk.sql<{ n: number }>("select count(*)::int n from contacts where phone like '+7702%'"))[0]?.n;
    expect(await count()).toBe(1_000);
    await runWith(async () => {});
    expect(await desk.ended(jobId)).toMatchObject({
      ...{ status: 'DONE', created: 2_600, updated: 0, refused: 1, done: 2_601, total: 2_601 },
    });
    expect(await count()).toBe(2_600);
    const [leads] = await desk.sql<{ n: number }>(
      "select count(*)::int n from leads where phone like '+7702%'",
    );
    expect(leads?.n).toBe(2_600);
    expect(await database.query(startJob, [desk.tenantId, jobId])).toEqual([]);

    const [other] = await desk.sql<{ id: string }>(
      `insert into jobs (id, tenant_id, kind, status, dry_run, input, created_by_id, created_at)
       select gen_random_uuid(), tenant_id, kind, 'QUEUED', false, $2, created_by_id, now() from jobs where id = $1 returning id`,
      jobId,
      JSON.stringify({ attachmentId, mapping: null, onExisting: 'UPDATE', leadChannelId: null }),
    );
    await desk.sql("update contacts set display_name = 'Renamed' where phone like '+7702%'");
    let portions = 0;
    const run = createRunJob({
      database,
      log: () => {},
      work: {
        [JobKind.IMPORT_CONTACTS]: (job: RunningJob) =>
          runImport(parts, {
            ...job,
            advance: async (transaction, progress) => {
              portions += 1;
              if (portions === 2)
                await desk.server.run(CancelJobDocument, { input: { jobId: other?.id ?? '' } }, desk.owner);
              await job.advance(transaction, progress);
            },
          }),
      } as never,
    });
    await run({ tenantId: desk.tenantId, jobId: other?.id ?? '' }, { signal: null, run: 1 });
    expect(await desk.ended(other?.id ?? '')).toMatchObject({ status: 'CANCELLED', updated: 500, done: 500 });
    const [renamed] = await desk.sql<{ n: number }>(
      "select count(*)::int n from contacts where display_name = 'Renamed'",
    );
    expect(renamed?.n).toBe(2_100);
    const again = await desk.server.ask(CancelJobDocument, { input: { jobId: other?.id ?? '' } }, desk.owner);
    expect(refusalOf(again)).toMatchObject({ code: 'CONFLICT', reason: 'WRONG_STATE' });
    const unknown = await desk.server.ask(CancelJobDocument, { input: { jobId } }, stranger.token);
    expect(refusalOf(unknown)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an export', () => {
  it('has all contacts over many pages, and its file can be imported unchanged', async () => {
    const csv = await desk.exportFile({ kind: 'CONTACTS', format: 'CSV' });
    const rows = parseCsv(csv, { columns: true, bom: true }) as Record<string, string>[];
    const [all] = await desk.sql<{ n: number }>(
      'select count(*)::int n from contacts where tenant_id = $1',
      desk.tenantId,
    );
    expect(rows.length).toBe(all?.n);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const formula = rows.find(({ phone }) => phone === "'+77010000012");
    expect(formula).toMatchObject({ displayName: "'=1+1" });
    expect(rows.find(({ phone }) => phone === "'+77010000001")).toMatchObject({
      ...{ 'attribute.city': 'Алматы', 'attribute.age': '40', 'attribute.vip': 'true' },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const before = await people();
    expect(await desk.importFile(csv)).toMatchObject({ status: 'DONE', created: 0, updated: 0, refused: 0 });
    expect(await people()).toEqual(before);
  });

  it('takes the filters of the lists, as CSV and as JSON lines', async () => {
    const lines = (text: string) =>
      text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
    const contacts = await desk.exportFile({
      ...{ kind: 'CONTACTS', format: 'JSON_LINES' },
      contacts: { attributes: [{ key: 'size', equals: 'S' }] },
    });
    expect(lines(contacts)).toMatchObject([
      { phone: '+77010000011', 'attribute.age': 1234.5, 'attribute.vip': false },
    ]);
    const leads = await desk.exportFile({
      ...{ kind: 'LEADS', format: 'JSON_LINES' },
      leads: { search: 'Kitchen', channelIds: [channelId] },
    });
    expect(lines(leads)).toMatchObject([
      { name: 'Kitchen', stage: 'Новый', channel: 'Sales', 'attribute.budget': null },
    ]);
    for (const kind of ['CONVERSATIONS', 'MESSAGES'] as const)
      expect(parseCsv(await desk.exportFile({ kind, format: 'CSV' }), { bom: true })).toHaveLength(1);
    const some = await desk.exportFile({
      ...{ kind: 'MESSAGES', format: 'CSV' },
      messages: { sentAfter: '2026-01-01T00:00:00.000Z' },
    });
    expect(some.split('\n')).toHaveLength(2);
  });

  it('of a report has the rows of the query, as CSV and as JSON lines', async () => {
    await desk.sql("update channels set display_name = '=Sales, two' where id = $1", channelId);
    const report = {
      ...{
        metrics: ['LEADS_WON', 'LEADS_NEW'] as const,
        groupBy: 'CHANNEL' as const,
        timezone: 'Asia/Almaty',
      },
      ...{ interval: 'DAY' as const, from: new Date(Date.now() - 86_400_000).toISOString() },
      to: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const asked = await desk.server.run(
      parse(
        'query ($input: ReportInput!) { report(input: $input) { rows { startsAt startsAtLocal key { label node { id } } values } } }',
      ) as never,
      { input: report } as never,
      desk.owner,
    );
    const { rows } = (asked as { report: { rows: ReportRow[] } }).report;
    const [leads] = await desk.sql<{ n: number }>(
      'select count(*)::int n from leads where channel_id = $1',
      channelId,
    );
    expect(rows.map(({ values }) => values[1] ?? 0).reduce((sum, n) => sum + n, 0)).toBe(leads?.n);
    const csv = await desk.exportFile({ kind: 'REPORT', format: 'CSV', report: report as never });
    expect(csv.split('\n')[0]).toBe('\ufeffstartsAt,startsAtLocal,keyId,key,LEADS_WON,LEADS_NEW');
    expect(parseCsv(csv, { bom: true, fromLine: 2 })).toEqual(
      rows.map(({ startsAt, startsAtLocal, key, values }) => [
        ...[startsAt, startsAtLocal, key?.node?.id, `'${key?.label}`],
        ...values.map(String),
      ]),
    );
    const lines = await desk.exportFile({
      ...{ kind: 'REPORT', format: 'JSON_LINES' },
      report: { metrics: ['RESPONSE_MEDIAN', 'MESSAGES_IN'], from: report.from, to: report.to } as never,
    });
    expect(lines).toBe('{"RESPONSE_MEDIAN":null,"MESSAGES_IN":0}\n');
    const hours = await desk.exportFile({
      ...{ kind: 'REPORT', format: 'CSV' },
      report: { ...report, interval: null, groupBy: 'HOUR_OF_DAY', metrics: ['LEADS_NEW'] } as never,
    });
    expect(hours.split('\n')[0]).toBe('\ufeffkey,LEADS_NEW');
    const { jobs } = await desk.server.run(JobsDocument, { kinds: ['EXPORT'], first: 1 }, desk.owner);
    expect(jobs.nodes[0]).toMatchObject({ done: hours.trim().split('\n').length - 1, progress: 1 });
    const [audited] = await desk.sql<{ changes: unknown }>(
      "select changes from activities where target_id = $1 and action = 'export.started'",
      jobs.nodes[0]?.id,
    );
    expect(audited?.changes).toEqual(
      expect.arrayContaining([expect.objectContaining({ field: 'kind', after: 'REPORT' })]),
    );
  });

  it('of a report is refused as the query is, and without READ_REPORTS but about oneself', async () => {
    const report = { metrics: ['MESSAGES_OUT'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    const ask = async (input: object, token = desk.owner) =>
      refusalOf(
        await desk.server.ask(
          CreateExportDocument,
          { input: { kind: 'REPORT', format: 'CSV', ...input } } as never,
          token,
        ),
      );
    for (const [input, message] of [
      [{}, /"report" is required for an export of REPORT/],
      [{ report, leads: {} }, /"leads" is no filter of an export of REPORT/],
      [{ kind: 'LEADS', report }, /"report" is no filter of an export of LEADS/],
      [{ report: { ...report, metrics: [] } }, /metrics/],
      [{ report: { ...report, to: report.from } }, /"to" must be after/],
      [{ report: { ...report, to: '2027-06-01T00:00:00Z' } }, /at most 400 days/],
      [{ report: { ...report, timezone: 'Mars/Olympus' } }, /timezone/],
      [{ report: { ...report, channelIds: ['x'] } }, /channelIds/],
      [{ report: { ...report, groupBy: 'LEAD_STAGE' } }, /LEAD_STAGE does not divide/],
      [{ report: { ...report, interval: 'HOUR', to: '2026-04-30T00:00:00Z' } }, /more than 2000 buckets/],
    ] as const)
      expect(await ask(input)).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(message),
      });
    const manager = await desk.server.addUser(desk.tenantId, 'exports@acme.test', Role.MANAGER);
    expect(await ask({ report }, manager)).toMatchObject({ code: 'FORBIDDEN', permission: 'IMPORT_EXPORT' });
    // A token that exports, and does not read reports, acts as a user of its own.
    const { createApiToken } = await desk.server.run(
      CreateApiTokenDocument,
      { input: { name: 'Exports', scopes: ['READ', 'IMPORT_EXPORT'] } } as never,
      desk.owner,
    );
    const { secret, apiToken } = createApiToken;
    expect(await ask({ report }, secret)).toMatchObject({ code: 'FORBIDDEN', permission: 'READ_REPORTS' });
    const own = { report: { ...report, userIds: [apiToken.user.id] } };
    expect(await ask(own, secret)).not.toHaveProperty('code');
    // Another company's number selects nothing.
    const foreign = { report: { ...report, metrics: ['LEADS_NEW'] as const, channelIds: [channelId] } };
    const answer = await desk.server.run(
      CreateExportDocument,
      { input: { kind: 'REPORT', format: 'JSON_LINES', ...foreign } } as never,
      stranger.token,
    );
    const jobId = answer.createExport.job.id;
    const job = await waitFor(async () => {
      const { jobs } = await desk.server.run(JobsDocument, { first: 5 }, stranger.token);
      return jobs.nodes.find(({ id, finishedAt }) => id === jobId && finishedAt !== null);
    });
    expect(await (await fetch(String(job.resultUrl))).text()).toBe('{"LEADS_NEW":0}\n');
  });

  it.each([
    [{ kind: 'CONTACTS', format: 'CSV', leads: {} }, /no filter/],
    [{ kind: 'LEADS', format: 'CSV', leads: { stageIds: ['x'] } }, /stageIds/],
  ] as const)('%p is refused at once', async (input, message) => {
    const answer = await desk.server.ask(CreateExportDocument, { input } as never, desk.owner);
    expect(refusalOf(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(message),
    });
  });

  it('is reached by its link only, and its job is hidden from other roles and companies', async () => {
    const { jobs } = await desk.server.run(JobsDocument, { kinds: ['EXPORT'], first: 1 }, desk.owner);
    const url = String(jobs.nodes[0]?.resultUrl);
    const answer = await fetch(url);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename=report-\d{4}-\d\d-\d\d\.csv$/,
    );
    expect((await fetch(url.replace(/\/[0-9a-z]+-/, '/zzzzzz-'))).status).toBe(404);
    // Only the one that it made itself.
    const others = (await desk.server.run(JobsDocument, {}, stranger.token)).jobs.nodes;
    expect(others.map(({ createdBy }) => createdBy.email)).toEqual(['owner@other.test']);
    const reader = await desk.server.addUser(desk.tenantId, 'reader@acme.test', Role.READ_ONLY);
    expect(refusalOf(await desk.server.ask(JobsDocument, {}, reader))).toMatchObject({ code: 'FORBIDDEN' });
    const after = (await desk.server.run(InboxDocument, { first: 1 }, reader)).conversations.syncCursor;
    const stream = collect(desk.server.connect(reader), JobStreamDocument, { after });
    await desk.exportFile({ kind: 'LEADS', format: 'CSV' });
    await waitFor(() => stream.items.some(({ events }) => events.__typename === 'DomainEvent'));
    for (const { events } of stream.items)
      if (events.__typename === 'DomainEvent')
        expect(events).toMatchObject({ type: 'JOB_UPDATED', node: null });
    stream.stop();
  });

  it('cannot be attached to a message, and is deleted after a week', async () => {
    const { sweepUnused } = await import('../../src/media/sweep-media.js');
    const { database } = desk.server.app;
    const { storage } = desk.server.app.mediaParts;
    const { jobs } = await desk.server.run(JobsDocument, { kinds: ['EXPORT'], first: 1 }, desk.owner);
    await desk.sql(
      "update attachments set created_at = created_at - interval '6 days' where purpose = 'EXPORT'",
    );
    await sweepUnused({ database, storage });
    expect((await fetch(String(jobs.nodes[0]?.resultUrl))).status).toBe(200);
    await desk.sql(
      "update attachments set created_at = created_at - interval '2 days' where purpose = 'EXPORT'",
    );
    await sweepUnused({ database, storage });
    expect((await fetch(String(jobs.nodes[0]?.resultUrl))).status).toBe(404);
    const after = await desk.server.run(JobsDocument, { kinds: ['EXPORT'], first: 1 }, desk.owner);
    expect(after.jobs.nodes[0]?.resultUrl).toBeNull();
  });
});
