/**
 * Each vendor with a reply window: outside it free text is refused and a template is sent, from the same number, in
 * the vendor's wire format; and quotes reach the vendors that support them.
 */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import {
  ChannelsDocument,
  DeleteMessageTemplateDocument,
  MessageTemplatesDocument,
  ReplyWindowDocument,
  RetryMessageDocument,
  SendReplyDocument,
  SyncMessageTemplatesDocument,
  TemplateMessageDocument,
  UpsertMessageTemplateDocument,
} from '../support/gql/operations.js';
import { waitForTemplates } from '../support/listed-templates.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

interface Vendor {
  readonly kind: ProviderKind;
  readonly channel: string;
  readonly person: (digits: string) => string;
  readonly template: string;
  readonly variables: Readonly<Record<string, string | number>>;
  readonly text: string;
  /** The error of the closed window, in the vendor's format. */
  readonly windowCode: string;
}

const reminder = {
  template: 'appointment_reminder',
  variables: { '1': 'Аша', '2': 10 },
};
const orderReady = {
  template: 'order_ready',
  variables: {
    'header.order': '10042',
    name: 'Аша {{order}}',
    address: 'ул. Ленина 10',
    'button.0': '10042',
  },
  text: 'Заказ 10042\n\nЗдравствуйте, Аша {{order}}! Заказ готов, ждём вас по адресу ул. Ленина 10.',
};
const whatsapp = (digits: string) => `whatsapp:+${digits}`;
const vendors: readonly Vendor[] = [
  {
    ...{ kind: ProviderKind.WHATSAPP_CLOUD, channel: '310000000000122', person: digits => digits },
    ...{ ...orderReady, windowCode: '131047' },
  },
  {
    ...{ kind: ProviderKind.TATA, channel: '+918800000122', person: digits => digits },
    ...{ ...orderReady, windowCode: '131047' },
  },
  {
    ...{ kind: ProviderKind.TWILIO_CONVERSATIONS, channel: 'whatsapp:+14155550123', person: whatsapp },
    ...{ ...reminder, text: 'Hello Аша, we are expecting you on 10.', windowCode: '63016' },
  },
  {
    ...{ kind: ProviderKind.TWILIO_MESSAGING, channel: 'whatsapp:+14155550145', person: whatsapp },
    ...{ ...reminder, text: 'Hello Аша, we are expecting you on 10.', windowCode: '63016' },
  },
];

let desk: VendorDesk;
let people = 0;
const channelIds = new Map<string, string>();

/** As the owner. */
const run = <Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables) =>
  desk.server.run(document, variables, desk.owner);
const codeOf = async (input: Record<string, unknown>) => {
  const { errors = [] } = await desk.server.ask(SendReplyDocument, { input } as never, desk.owner);
  return errors[0]?.extensions;
};
const templatesOf = async (channel: string) =>
  (await run(MessageTemplatesDocument, { channelId: channelIds.get(channel) ?? '' })).messageTemplates;
const countMessages = async () =>
  (await desk.server.app.database.pool.query('select count(*)::int as n from messages')).rows[0].n;
/** A contact writes, and some hours pass. */
const writeAgo = async (vendor: Pick<Vendor, 'kind' | 'channel' | 'person'>, hours: number) => {
  people += 1;
  const digits = `7706${String(1_000_000 + people)}`;
  const { conversationId } = await desk.write(
    vendor.kind,
    vendor.channel,
    vendor.person(digits),
    `Вопрос ${digits}`,
  );
  await desk.server.app.database.pool.query(
    `update conversations set last_inbound_at = now() - $2::float8 * interval '1 hour' where id = $1`,
    [conversationId, hours],
  );
  return { conversationId, digits };
};
const send = async (input: Record<string, unknown>) =>
  (await run(SendReplyDocument, { input: input as never })).sendReply.message?.id ?? '';
const messageOf = async (id: string) => (await run(TemplateMessageDocument, { id })).message;
const deliveriesTo = (digits: string) =>
  desk.host.deliveries(simulatedAccount).filter(delivery => delivery.to.includes(digits));

beforeAll(async () => {
  desk = await startVendorDesk();
  const { channels } = await run(ChannelsDocument, {});
  for (const node of channels.nodes) channelIds.set(node.externalId, node.id);
  for (const channel of ['310000000000111', 'whatsapp:+14155550123', 'whatsapp:+14155550145'])
    await waitForTemplates(desk.server, desk.owner, channelIds.get(channel) ?? '');
  await run(UpsertMessageTemplateDocument, {
    input: {
      channelId: channelIds.get('+918800000111') ?? '',
      ...{ name: 'order_ready', language: 'ru', category: 'utility' },
      body: 'Заказ {{header.order}}\n\nЗдравствуйте, {{name}}! Заказ готов, ждём вас по адресу {{address}}.',
      otherVariables: ['button.0'],
    },
  });
});
afterAll(async () => {
  await desk.stop();
});

describe('the templates of a number', () => {
  it('are those of its account at Meta, read by itself, every page', async () => {
    const templates = await templatesOf('310000000000122');
    expect(templates).toMatchObject([
      {
        ...{ name: 'appointment_reminder', language: 'en_US', category: 'UTILITY', status: 'APPROVED' },
        variables: ['1', '2'],
        account: { id: expect.any(String) },
      },
      {
        ...{ name: 'order_ready', status: 'APPROVED' },
        body: 'Заказ {{header.order}}\n\nЗдравствуйте, {{name}}! Заказ готов, ждём вас по адресу {{address}}.',
        variables: ['header.order', 'name', 'address', 'button.0'],
      },
      { name: 'spring_offer', status: 'PENDING' },
    ]);
  });

  it('are those of the content API at Twilio, for both products', async () => {
    for (const channel of ['whatsapp:+14155550123', '+14155550167']) {
      expect(await templatesOf(channel)).toMatchObject([
        { name: 'appointment_reminder', status: 'APPROVED', variables: ['1', '2'] },
        { name: 'delivery_today', status: 'UNSUBMITTED', variables: ['1'] },
      ]);
    }
  });

  it('are read anew when somebody asks, and keep their ids', async () => {
    const channelId = channelIds.get('310000000000111') ?? '';
    const before = await templatesOf('310000000000111');
    await desk.server.app.database.pool.query(
      `update message_templates set status = 'DISABLED' where name = 'appointment_reminder'`,
    );
    await desk.server.app.database.pool.query(
      `insert into message_templates (id, tenant_id, account_id, external_id, name, language, status, body, variables, created_at, updated_at)
       select gen_random_uuid(), tenant_id, account_id, 'gone', 'gone', 'ru', 'APPROVED', 'x', '{}', now(), now()
         from channels where id = $1`,
      [channelId],
    );
    const { syncMessageTemplates } = await run(SyncMessageTemplatesDocument, { channelId });
    expect(syncMessageTemplates.templates).toEqual(
      before.map(({ id, name, status }) => ({ id, name, status })),
    );
    await run(SyncMessageTemplatesDocument, { channelId: channelIds.get('whatsapp:+14155550145') ?? '' });
    await run(SyncMessageTemplatesDocument, { channelId: channelIds.get('whatsapp:+14155550123') ?? '' });
  });

  it('follow what Meta tells of them, and the list is read again', async () => {
    const statusOf = async () => {
      const [reminder] = await templatesOf('310000000000111');
      return reminder?.status;
    };
    const { pool } = desk.server.app.database;
    const tell = async (event: string, templateId = '594425479261596') => {
      await pool.query(`update provider_accounts set templates_due_at = now() + interval '1 day'`);
      const value = {
        ...{ event, message_template_id: Number(templateId), message_template_name: 'appointment_reminder' },
        ...{ message_template_language: 'en-US', reason: 'NONE' },
      };
      const changes = [{ field: 'message_template_status_update', value }];
      const body = JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ id: '210000000000001', changes }],
      });
      const response = await fetch(`${desk.server.url}/webhooks/whatsapp-cloud?key=demo`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': signCloud(body, 'test-app-secret'),
        },
        body,
      });
      expect(response.status).toBe(200);
      const [row] = (await desk.ledger(`"message_template_id":${templateId}`)).slice(-1);
      const { rows } = await pool.query(
        `select 1 from provider_accounts where kind = 'WHATSAPP_CLOUD' and templates_due_at <= now()`,
      );
      return { status: row?.status, channel: row?.channel, isDue: rows.length > 0 };
    };
    expect(await tell('PAUSED')).toEqual({ status: 'PROCESSED', channel: null, isDue: true });
    expect(await statusOf()).toBe('PAUSED');
    expect(await tell('FLAGGED')).toEqual({ status: 'IGNORED', channel: null, isDue: false });
    expect(await statusOf()).toBe('PAUSED');
    expect(await tell('REINSTATED')).toMatchObject({ status: 'PROCESSED' });
    expect(await statusOf()).toBe('APPROVED');
    expect(await tell('APPROVED', '1234567')).toEqual({ status: 'PROCESSED', channel: null, isDue: true });
  });

  it('are registered by hand where the vendor lists none, and nowhere else', async () => {
    const channelId = channelIds.get('+918800000111') ?? '';
    const ask = async (channel: string, given: Record<string, unknown> = {}) => {
      const input = {
        ...{ channelId: channelIds.get(channel), name: 'n', language: 'ru', body: 'x' },
        ...given,
      };
      const answer = await desk.server.ask(UpsertMessageTemplateDocument, { input } as never, desk.owner);
      return answer.errors?.[0]?.extensions.code;
    };
    expect(await ask('310000000000111')).toBe('BAD_USER_INPUT');
    expect(await ask('7107000101')).toBe('CHANNEL_CANNOT');
    expect(await ask('+918800000111', { body: '{{media.gif}}' })).toBe('BAD_USER_INPUT');
    expect(await ask('+918800000111', { body: ' ' })).toBe('BAD_USER_INPUT');
    const sync = await desk.server.ask(SyncMessageTemplatesDocument, { channelId }, desk.owner);
    expect(sync.errors?.[0]?.extensions).toMatchObject({
      code: 'CHANNEL_CANNOT',
      capability: 'listsTemplates',
    });
    const input = { channelId, name: 'gone_soon', language: 'ru', body: 'Здравствуйте, {{1}}' };
    const first = await run(UpsertMessageTemplateDocument, { input });
    const again = await run(UpsertMessageTemplateDocument, { input: { ...input, body: 'Привет, {{1}}' } });
    const { template } = again.upsertMessageTemplate;
    expect(template).toMatchObject({ id: first.upsertMessageTemplate.template?.id, body: 'Привет, {{1}}' });
    await run(DeleteMessageTemplateDocument, { id: template?.id ?? '' });
    expect((await templatesOf('+918800000111')).map(({ name }) => name)).toEqual(['order_ready']);
    const listed = (await templatesOf('310000000000111'))[0]?.id ?? '';
    for (const id of [listed, template?.id ?? '', 'x']) {
      const answer = await desk.server.ask(DeleteMessageTemplateDocument, { id }, desk.owner);
      expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe.each(vendors.map(vendor => [vendor.kind, vendor] as const))('%s', (_kind, vendor) => {
  it('takes free words for 24 hours, and then a template, from the same number', async () => {
    const { conversationId, digits } = await writeAgo(vendor, 23.9);
    const opened = (await run(ReplyWindowDocument, { id: conversationId })).conversation?.replyWindow;
    expect(opened).toMatchObject({ open: true, freeFormAllowed: true, reason: null });
    const text = `Ответ ${digits}`;
    await send({ conversationId, text });
    await waitFor(() => deliveriesTo(digits).length === 1);

    await desk.server.app.database.pool.query(
      `update conversations set last_inbound_at = now() - interval '24 hours 1 second' where id = $1`,
      [conversationId],
    );
    const closed = (await run(ReplyWindowDocument, { id: conversationId })).conversation?.replyWindow;
    expect(closed).toMatchObject({
      ...{ open: false, freeFormAllowed: false },
      reason: expect.stringContaining('24 hours'),
    });
    expect(Date.parse(closed?.expiresAt ?? '')).toBeLessThan(Date.now());
    const before = await countMessages();
    expect(await codeOf({ conversationId, text })).toMatchObject({
      code: 'REPLY_WINDOW_CLOSED',
      expiresAt: closed?.expiresAt,
    });
    expect(await countMessages()).toBe(before);

    const template = (await templatesOf(vendor.channel)).find(({ name }) => name === vendor.template);
    const input = {
      conversationId,
      templateId: template?.id,
      templateVariables: vendor.variables,
      idempotencyKey: `template ${digits}`,
    };
    const id = await send(input);
    expect(await send(input)).toBe(id);
    await waitFor(async () => (await messageOf(id))?.status === 'READ');
    expect(await messageOf(id)).toMatchObject({
      ...{ kind: 'TEMPLATE', text: expect.stringContaining(vendor.text) },
      template: { name: vendor.template, account: { id: expect.any(String) } },
    });
    expect(deliveriesTo(digits)).toMatchObject([
      { from: vendor.channel, text },
      { from: vendor.channel, text: expect.stringContaining(vendor.text), template: vendor.template },
    ]);
  });

  it('refuses a template that does not fit, before anything is written', async () => {
    const { conversationId } = await writeAgo(vendor, 1);
    const templates = await templatesOf(vendor.channel);
    const templateId = templates.find(({ name }) => name === vendor.template)?.id;
    const foreign = (
      await templatesOf(vendor.channel === '310000000000122' ? '+918800000111' : '310000000000122')
    )[0]?.id;
    const templateVariables = vendor.variables;
    const before = await countMessages();
    const [name = ''] = Object.keys(vendor.variables);
    const { [name]: _left, ...others } = vendor.variables;
    const refusals: [Record<string, unknown>, Record<string, unknown>][] = [
      [{}, { code: 'BAD_USER_INPUT', field: 'text' }],
      [{ templateVariables }, { code: 'BAD_USER_INPUT', field: 'templateVariables' }],
      [
        { templateId, templateVariables, text: 'и слова' },
        { code: 'BAD_USER_INPUT', field: 'text' },
      ],
      [{ templateId: 'x', templateVariables }, { code: 'NOT_FOUND' }],
      [{ templateId: foreign, templateVariables }, { code: 'TEMPLATE_NOT_SENDABLE' }],
      [
        { templateId, templateVariables: { ...others, extra: 'x' } },
        { code: 'BAD_USER_INPUT', missing: [name], unknown: ['extra'] },
      ],
      [
        { templateId, templateVariables: { ...vendor.variables, [name]: 'две\nстроки' } },
        { code: 'BAD_USER_INPUT', unusable: [name] },
      ],
      [{ templateId, templateVariables: [] }, { code: 'BAD_USER_INPUT' }],
    ];
    const unapproved = templates.find(({ status }) => status !== 'APPROVED');
    if (unapproved) {
      refusals.push([
        { templateId: unapproved.id, templateVariables: {} },
        { code: 'TEMPLATE_NOT_SENDABLE', status: unapproved.status },
      ]);
    }
    for (const [input, expected] of refusals)
      expect(await codeOf({ conversationId, ...input })).toMatchObject(expected);
    expect(await countMessages()).toBe(before);
  });

  it('fails with words that say what to do when the vendor closes the window first', async () => {
    const { conversationId } = await writeAgo(vendor, 1);
    desk.setFaults(vendor.channel, [Fault.WINDOW_CLOSED]);
    try {
      const id = await send({ conversationId, text: 'Слишком поздно' });
      await waitFor(async () => (await messageOf(id))?.status === 'FAILED');
      expect((await messageOf(id))?.failure).toMatchObject({
        providerCode: vendor.windowCode,
        message: expect.stringMatching(/template/i),
      });
      await desk.server.app.database.pool.query(
        `update conversations set last_inbound_at = now() - interval '2 days' where id = $1`,
        [conversationId],
      );
      const again = { id, acceptPossibleDuplicate: false };
      const { errors = [] } = await desk.server.ask(RetryMessageDocument, again, desk.owner);
      expect(errors[0]?.extensions.code).toBe('REPLY_WINDOW_CLOSED');
      expect((await messageOf(id))?.status).toBe('FAILED');
    } finally {
      desk.setFaults(vendor.channel, []);
    }
  });
});

describe('a number without a window', () => {
  it.each([
    [ProviderKind.CHATFLOW, 'instance_xxx', (digits: string) => `${digits}@s.whatsapp.net`],
    [ProviderKind.GREEN_API, '7107000101', (digits: string) => `${digits}@c.us`],
    [ProviderKind.TWILIO_MESSAGING, '+14155550167', (digits: string) => `+${digits}`],
  ])('%s takes free words at any time', async (kind, channel, person) => {
    const { conversationId, digits } = await writeAgo({ kind, channel, person }, 500);
    expect((await run(ReplyWindowDocument, { id: conversationId })).conversation?.replyWindow).toEqual({
      ...{ open: true, expiresAt: null, freeFormAllowed: true, reason: null },
    });
    await send({ conversationId, text: `Здравствуйте ${digits}` });
    await waitFor(() => deliveriesTo(digits).length === 1);
  });

  it('sends a content template by SMS that nobody has to approve', async () => {
    const vendor = { kind: ProviderKind.TWILIO_MESSAGING, channel: '+14155550167' };
    const { conversationId, digits } = await writeAgo({ ...vendor, person: text => `+${text}` }, 500);
    const template = (await templatesOf(vendor.channel)).find(({ name }) => name === 'delivery_today');
    await send({ conversationId, templateId: template?.id, templateVariables: { '1': '7' } });
    await waitFor(() => deliveriesTo(digits).length === 1);
    expect(deliveriesTo(digits)).toMatchObject([
      { from: vendor.channel, text: 'Заказ 7 приедет сегодня. Вам удобно?', template: 'delivery_today' },
    ]);
  });

  it.each([
    [ProviderKind.CHATFLOW, 'instance_xxx', (digits: string) => `${digits}@s.whatsapp.net`],
    [ProviderKind.GREEN_API, '7107000101', (digits: string) => `${digits}@c.us`],
  ])('%s has no templates', async (kind, channel, person) => {
    const { conversationId } = await writeAgo({ kind, channel, person }, 1);
    const [template] = await templatesOf('310000000000111');
    const before = await countMessages();
    expect(await codeOf({ conversationId, templateId: template?.id })).toMatchObject({
      code: 'CHANNEL_CANNOT',
      capability: 'templates',
    });
    expect(await countMessages()).toBe(before);
    expect(await templatesOf(channel)).toEqual([]);
  });
});

describe('a quote', () => {
  const quoting = [
    [ProviderKind.WHATSAPP_CLOUD, '310000000000111', (digits: string) => digits],
    [ProviderKind.TATA, '+918800000111', (digits: string) => digits],
    [ProviderKind.GREEN_API, '7107000101', (digits: string) => `${digits}@c.us`],
  ] as const;
  it.each(quoting)('reaches %s with the id that it gave the message', async (kind, channel, person) => {
    const { conversationId, digits } = await writeAgo({ kind, channel, person }, 1);
    const [asked] = await desk.messagesWithText(`Вопрос ${digits}`);
    await send({ conversationId, text: `Ответ ${digits}`, replyToMessageId: asked?.id });
    await waitFor(() => deliveriesTo(digits).length === 1);
    expect(deliveriesTo(digits)).toMatchObject([{ from: channel, quotedId: asked?.external_id }]);
  });

  it.each([
    [ProviderKind.CHATFLOW, 'instance_xxx', (digits: string) => `${digits}@s.whatsapp.net`],
    [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+14155550145', whatsapp],
    [ProviderKind.TWILIO_CONVERSATIONS, 'whatsapp:+14155550123', whatsapp],
  ])('is refused at %s, which has none', async (kind, channel, person) => {
    const { conversationId, digits } = await writeAgo({ kind, channel, person }, 1);
    const [asked] = await desk.messagesWithText(`Вопрос ${digits}`);
    const input = { conversationId, text: 'Ответ', replyToMessageId: asked?.id };
    expect(await codeOf(input)).toMatchObject({ code: 'CHANNEL_CANNOT', capability: 'quotes' });
  });
});
