/**
 * What holds for every provider, whoever the vendor is. A new vendor needs a row in `samples` and rows in
 * test/fixtures/manifest.json.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TrunklineError } from '../../src/domain/errors.js';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import { fillVariables, type ListedTemplate } from '../../src/domain/message-template.js';
import { Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderCredentials } from '../../src/providers/contract/provider-credentials.js';
import type { OutboundMessage } from '../../src/providers/contract/send.js';
import type { ParsedWebhook, WebhookRequest } from '../../src/providers/contract/webhook.js';
import { createProviderHttp } from '../../src/providers/http/http.js';
import { findProviderByPath, getProvider, listProviders } from '../../src/providers/registry.js';
import { createSimulatorHost, type SimulatorAddress } from '../../src/providers/simulation/simulator-host.js';
import { toSimulatedToken } from '../../src/providers/tata/simulator.js';

interface Sample {
  readonly fixtures: string;
  /** Every secret in them begins with SECRET. */
  readonly credentials: (baseUrl: string) => Record<string, unknown>;
  readonly channel: string;
  readonly person: string;
  /** What the vendor's inbound messages say otherwise than the rest's: no name, no time, no number. */
  readonly inbound?: Record<string, unknown>;
  /** Whom an echo says it was written to, where only a look-up tells. */
  readonly echoTo?: '';
  /** Vendors that post one thing a request. */
  readonly batches?: false;
  /** A template that the simulator knows, for vendors that list none. */
  readonly template?: Pick<ListedTemplate, 'externalId' | 'name' | 'language' | 'body' | 'variables'>;
}

const WEBHOOK_KEY = 'SECRET-webhook-key';
const samples: Partial<Record<ProviderKind, Sample>> = {
  [ProviderKind.CHATFLOW]: {
    fixtures: 'chatflow/',
    credentials: baseUrl => ({ apiToken: 'SECRET-token', instanceId: 'instance_own', baseUrl }),
    channel: 'instance_xxx',
    person: '77010000021@s.whatsapp.net',
  },
  [ProviderKind.TWILIO_CONVERSATIONS]: {
    fixtures: 'twilio/conversations-',
    credentials: baseUrl => ({
      accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
      authToken: 'SECRET-auth-token',
      serviceSid: 'IS961e38b5146c0b07d078f53dec9b699a',
      baseUrl,
    }),
    channel: 'whatsapp:+14155550123',
    person: 'whatsapp:+919900000101',
    inbound: {
      channelExternalId: null,
      channelLookup: expect.stringMatching(/^IS\w+\/CH\w+\/MB\w+\/$/),
      senderName: null,
    },
    echoTo: '',
    batches: false,
  },
  [ProviderKind.TWILIO_MESSAGING]: {
    fixtures: 'twilio/messaging-',
    credentials: baseUrl => ({
      accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
      authToken: 'SECRET-auth-token',
      secondaryAuthToken: 'SECRET-other-token',
      baseUrl,
    }),
    channel: 'whatsapp:+14155550145',
    person: 'whatsapp:+919900000101',
    inbound: { sentAt: null },
    batches: false,
  },
  [ProviderKind.GREEN_API]: {
    fixtures: 'green-api/',
    credentials: baseUrl => ({
      idInstance: '7107000101',
      apiTokenInstance: 'SECRET-token',
      webhookUrlToken: 'SECRET-webhook-token',
      apiUrl: baseUrl,
    }),
    channel: '7107000101',
    person: '77010000021@c.us',
  },
  [ProviderKind.TATA]: {
    fixtures: 'tata/',
    credentials: baseUrl => ({
      tokens: { '+918800000111': toSimulatedToken('+918800000111', 'SECRET') },
      baseUrl,
    }),
    channel: '+918800000111',
    person: '919900000101',
    template: {
      ...{ externalId: '', name: 'appointment_reminder', language: 'en_US', variables: ['1', '2'] },
      body: 'Hello {{1}}, we are expecting you on {{2}}. Answer here if that does not suit you.\n\nTrunkline demo',
    },
  },
  [ProviderKind.WHATSAPP_CLOUD]: {
    fixtures: 'whatsapp-cloud/',
    credentials: baseUrl => ({
      accessToken: 'SECRET-token',
      appSecret: 'SECRET-app-secret',
      verifyToken: 'SECRET-verify-token',
      businessAccountId: '210000000000001',
      baseUrl,
    }),
    channel: '310000000000111',
    person: '919900000303',
  },
};

interface FixtureRow {
  readonly file: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** The object in the file goes as form fields. */
  readonly send?: 'form';
  /** GET for a handshake, which has no body to parse. */
  readonly method?: string;
  readonly expect: {
    readonly channel?: string;
    readonly kind?: string;
    readonly text?: string;
    readonly phone?: string;
    readonly externalId?: string;
    readonly correlationId?: string;
    readonly status?: string;
    readonly errorText?: string;
    readonly state?: string;
    readonly source?: string;
    readonly replyTo?: string;
    readonly media?: Readonly<Record<string, unknown>>;
    /** Addresses that the body attests to be the same person's. */
    readonly alsoKnownAs?: readonly string[];
    readonly recipients?: readonly string[];
    readonly addresses?: readonly string[];
  };
}

const fixturesUrl = new URL('../fixtures/', import.meta.url);
const { items: rows } = JSON.parse(readFileSync(new URL('manifest.json', fixturesUrl), 'utf8')) as {
  items: FixtureRow[];
};

const toForm = (json: Buffer) => new URLSearchParams(JSON.parse(json.toString())).toString();

function toRequest(
  provider: Provider,
  rawBody: string | Buffer,
  extra: Partial<WebhookRequest> = {},
): WebhookRequest {
  return {
    method: 'POST',
    path: provider.webhookPath,
    pathSecret: null,
    publicUrl: `https://crm.example${provider.webhookPath}`,
    query: { key: WEBHOOK_KEY },
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(rawBody as string),
    receivedAt: new Date('2026-06-15T12:00:00Z'),
    ...extra,
  };
}

/** Parses, or answers null for a body that is rightly refused; anything else that is thrown fails the test. */
function tryParse(provider: Provider, request: WebhookRequest): ParsedWebhook | null {
  try {
    return provider.parse(request);
  } catch (error) {
    if (
      error instanceof TrunklineError &&
      ['BODY_UNDECODABLE', 'UNSUPPORTED_MEDIA_TYPE'].includes(error.code)
    )
      return null;
    throw error;
  }
}

/** The promises about every parsed request. */
function expectSound(provider: Provider, request: WebhookRequest, parsed: ParsedWebhook): void {
  expect(provider.parse(request)).toEqual(parsed);
  // As `parseKept` reads it again: nothing of the request but the kept body.
  const kept = (body: string): WebhookRequest => ({
    ...request,
    ...{ method: 'POST', publicUrl: '', query: {}, headers: { 'content-type': 'application/json' } },
    rawBody: Buffer.from(body),
  });
  const replayed = provider.parse(kept(parsed.keptBody));
  expect(replayed).toEqual(parsed);
  for (const [n, keptBody] of (parsed.keptBodies ?? []).entries()) {
    const alone = provider.parse(kept(keptBody));
    const event = parsed.events[n];
    if (event?.eventType !== 'batch') expect(alone.events).toEqual([event]);
  }
  expect(parsed.keptBody.includes('\0')).toBe(false);
  for (const event of parsed.events) {
    const all = JSON.stringify(event);
    expect(all).not.toContain('\\u0000');
    expect(all).not.toMatch(/(?<!\\)\\ud[89a-f]/i);
    expect(event.channelExternalId?.length ?? 0).toBeLessThanOrEqual(256);
    expect(event.externalEventId?.length ?? 0).toBeLessThanOrEqual(256);
    expect(event.eventType).not.toBe('');
    if (event.type === 'message') {
      expect(event.messageKey.length).toBeGreaterThan(0);
      expect(event.messageKey.length).toBeLessThanOrEqual(256);
      expect(event.from).not.toBe('');
    }
    if (event.type === 'ignored') expect(event.reason).not.toBe('');
  }
}

/** What the manifest says beside kind, text and channel. */
function expectDetails(event: InboundEvent, expected: FixtureRow['expect']): void {
  const { media } = expected;
  const [file] = 'attachments' in event ? event.attachments : [];
  if (expected.phone !== undefined)
    expect(event).toMatchObject({ from: expect.stringContaining(expected.phone) });
  if (expected.externalId !== undefined) expect(event).toMatchObject({ messageKey: expected.externalId });
  if (expected.correlationId !== undefined)
    expect(event).toMatchObject({ correlationId: expected.correlationId });
  if (expected.status !== undefined) expect(event).toMatchObject({ status: expected.status });
  if (expected.errorText !== undefined)
    expect(event).toMatchObject({ failure: { message: expected.errorText } });
  if (expected.state !== undefined) expect(event).toMatchObject({ state: expected.state });
  if (expected.source !== undefined) expect(event).toMatchObject({ isFromApi: expected.source === 'api' });
  if (expected.replyTo !== undefined) expect(event).toMatchObject({ replyToExternalId: expected.replyTo });
  const { alsoKnownAs, recipients, addresses } = expected;
  // Absent where the manifest names none: nothing else may be taken for the person's.
  if (event.type === 'message') expect(event.alsoKnownAs).toEqual(alsoKnownAs);
  if (event.type === 'status') expect(event.recipients).toEqual(recipients);
  if (event.type === 'same-person') expect(event.addresses).toEqual(addresses);
  if (media?.kind !== undefined && media.kind !== 'note')
    expect(event).toMatchObject({ kind: String(media.kind).toUpperCase() });
  if (media?.mime !== undefined) expect(file?.mimeType).toBe(media.mime);
  if (media?.fileName !== undefined) expect(file?.fileName).toBe(media.fileName);
  if (media?.voice !== undefined) expect(file?.isVoice).toBe(media.voice);
  if (media?.id !== undefined) expect(file?.mediaId).toBe(media.id);
}

/** JSON in which the words that vendors use turn up in wrong places and with wrong types. */
const words = [
  'message',
  'metadata',
  'remoteJid',
  'sender',
  'instance_id',
  'body',
  'data',
  'query',
  'mediaData',
  'text',
  'from',
  'key',
  'id',
  ...['typeWebhook', 'instanceData', 'idInstance', 'senderData', 'chatId', 'messageData', 'typeMessage'],
  ...['idMessage', 'textMessageData', 'textMessage', 'quotedMessage', 'stanzaId', 'status', 'quotaData'],
  ...['entry', 'changes', 'field', 'value', 'messages', 'statuses', 'contacts', 'wa_id', 'type', 'errors'],
  ...['from_user_id', 'user_id', 'recipient_id', 'recipient_user_id', 'to_user_id', 'system', 'origin'],
  ...['user_id_update', 'previous', 'current', 'phones', 'senderPhoneNumber', 'previous_user_id'],
  ...['message_echoes', 'businessPhoneNumber', 'phone_number_id', 'timestamp', 'context', 'interactive'],
  ...['EventType', 'MessageSid', 'SmsSid', 'AccountSid', 'From', 'To', 'Body', 'Author', 'ConversationSid'],
  ...['ParticipantSid', 'MessagingBinding.ProxyAddress', 'MessagingBinding.Address', 'Media', 'Attributes'],
  ...['MessageStatus', 'Status', 'ErrorCode', 'NumMedia', 'MediaUrl0', 'Latitude', 'Longitude', 'StateTo'],
  '__proto__',
  'constructor',
];
const { tree: junk } = fc.letrec<{ tree: unknown; leaf: unknown }>(tie => ({
  leaf: fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e300,
      1780300800,
      '77010000021@s.whatsapp.net',
      'x@g.us',
      '',
      '\u0000',
      '\ud800',
      'text',
      '{"a":[1]}',
      ...[
        'incomingMessageReceived',
        'outgoingMessageStatus',
        'outgoingAPIMessageReceived',
        'stateInstanceChanged',
      ],
      ...[
        'textMessage',
        'imageMessage',
        'reactionMessage',
        'pollUpdateMessage',
        'editedMessage',
        'contactMessage',
      ],
      ...['onMessageAdded', 'onDeliveryUpdated', 'onParticipantUpdated', 'onConversationStateUpdated'],
      ...['whatsapp:+77010000021', '+14155550167', 'delivered', 'undelivered', '[{"Sid":"ME1"}]', '3'],
      ...[
        'messages',
        'smb_message_echoes',
        'sent',
        'failed',
        'image',
        'button',
        'interactive',
        'IN.7100000000001',
        '120650379300963@lid',
        'user_changed_number',
        'contact_request',
      ],
    ),
    fc.string({ unit: 'binary' }),
    fc.double(),
  ),
  tree: fc.oneof(
    { maxDepth: 6 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 6 }),
  ),
}));

/** What stands in the fields of forms. */
const formValues = [
  ...[
    'onMessageAdded',
    'onDeliveryUpdated',
    'onParticipantRemoved',
    'onMessageAdd',
    'sent',
    'failed',
    '',
    ' ',
  ],
  ...['whatsapp:+77010000021', 'whatsapp: 77010000021', '+1', 'agent-42', 'SM1', 'MB1', 'CH1', '99', '1e9'],
  ...['[{"Sid":"ME1","ContentType":"image/png"}]', '{"trunklineMessageId":"x"}', '{', 'null', '\u0000'],
];

describe.each(listProviders().map(provider => [provider.kind, provider] as const))('%s', (kind, provider) => {
  const sample = samples[kind];
  if (sample === undefined) throw new Error(`There is no sample for ${kind} in this file.`);
  const fixtures = rows.filter(row => row.file.startsWith(sample.fixtures) && row.method !== 'GET');

  it('is found by its kind and its path', () => {
    expect(getProvider(kind)).toBe(provider);
    expect(findProviderByPath(provider.webhookPath)).toBe(provider);
    expect(findProviderByPath(`${provider.webhookPath}/some-secret`)).toBe(provider);
    expect(findProviderByPath(`${provider.webhookPath}x`)).toBeNull();
  });

  it.each(fixtures)('$file comes to what the manifest says', row => {
    const bytes = readFileSync(new URL(row.file, fixturesUrl));
    const request = toRequest(provider, row.send === 'form' ? toForm(bytes) : bytes, {
      query: row.query ?? {},
      ...(row.send === 'form' && { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      ...(row.headers && { headers: row.headers }),
    });
    const parsed = provider.parse(request);
    expectSound(provider, request, parsed);
    expect(parsed.events).toHaveLength(1);
    const [event] = parsed.events;
    if (row.expect.kind !== undefined) expect(event?.type).toBe(row.expect.kind);
    if (row.expect.text !== undefined) expect(event).toMatchObject({ text: row.expect.text });
    if (row.expect.channel !== undefined)
      expect(event?.channelExternalId ?? 'default').toBe(row.expect.channel);
    if (event !== undefined) expectDetails(event, row.expect);
    for (const secret of Object.values({ key: row.query?.key ?? WEBHOOK_KEY }))
      expect(parsed.keptBody).not.toContain(secret);
  });

  it('parses whatever JSON comes, soundly', () => {
    fc.assert(
      fc.property(
        junk,
        fc.dictionary(fc.constantFrom(...words), fc.string({ unit: 'binary' }), { maxKeys: 3 }),
        (body, query) => {
          const request = toRequest(provider, JSON.stringify(body) ?? '', { query });
          const parsed = tryParse(provider, request);
          if (parsed !== null) expectSound(provider, request, parsed);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('parses whatever form comes, soundly', () => {
    const value = fc.oneof(fc.constantFrom(...formValues), fc.string({ unit: 'binary', maxLength: 20 }));
    const pairs = fc.array(fc.tuple(fc.constantFrom(...words), value), { maxLength: 12 });
    fc.assert(
      fc.property(pairs, fc.constantFrom('POST', 'GET'), (fields, method) => {
        const body = new URLSearchParams(
          fields.map(([name, text]): [string, string] => [name, text.toWellFormed()]),
        ).toString();
        const request = toRequest(provider, method === 'GET' ? '' : body, {
          ...{ method, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
          publicUrl: `https://crm.example${provider.webhookPath}?${body}`,
        });
        const parsed = tryParse(provider, request);
        // A handshake has no events, and nothing of it is kept to be read again.
        if (parsed !== null && parsed.events.length > 0) expectSound(provider, request, parsed);
      }),
      { numRuns: 500 },
    );
  });

  it('answers whose a request says it is, and whether it is, whatever comes', () => {
    const parsed = provider.parseCredentials(sample.credentials('https://vendor.example'));
    if (!parsed.ok) throw new Error(parsed.faults.join(' '));
    const header = fc.oneof(fc.constant(undefined), fc.string({ unit: 'binary', maxLength: 60 }));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
          junk.map(body => Buffer.from(JSON.stringify(body) ?? '')),
        ),
        fc.constantFrom('POST', 'GET'),
        fc.tuple(header, header, header),
        fc.boolean(),
        (rawBody, method, [authorization, twilio, meta], isKeyRight) => {
          const given = Object.entries({
            authorization,
            'x-twilio-signature': twilio,
            'x-hub-signature-256': meta,
          }).filter((entry): entry is [string, string] => entry[1] !== undefined);
          const request = toRequest(provider, rawBody, { method, headers: Object.fromEntries(given) });
          expect(provider.identify(request)).toMatchObject({ key: WEBHOOK_KEY });
          const verification = provider.verify(request, parsed.credentials, isKeyRight);
          // Chance does not make a signature: without a right key nothing random is accepted.
          expect(isKeyRight ? ['accepted', 'refused'] : ['bare', 'refused']).toContain(verification);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('parses damaged fixtures, soundly', () => {
    const bodies = fixtures.map(row => readFileSync(new URL(row.file, fixturesUrl)));
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(),
        fc.uint8Array({ maxLength: 6 }),
        fc.nat(20),
        (body, at, bytes, cut) => {
          const position = at % body.length;
          const request = toRequest(
            provider,
            Buffer.concat([body.subarray(0, position), bytes, body.subarray(position + cut)]),
          );
          const parsed = tryParse(provider, request);
          if (parsed !== null) expectSound(provider, request, parsed);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('parses whatever bytes come under whatever content type', () => {
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      '',
      ';',
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (bytes, type) => {
        const request = toRequest(provider, Buffer.from(bytes), {
          headers: type === '' ? {} : { 'content-type': type },
        });
        const parsed = tryParse(provider, request);
        if (parsed !== null) expectSound(provider, request, parsed);
      }),
    );
  });

  it('keeps an unknown kind, with a reason', () => {
    const parsed = provider.parse(
      toRequest(provider, JSON.stringify({ event: 'something-new', nested: { value: 42 } })),
    );
    expect(parsed.events).toMatchObject([{ type: 'ignored' }]);
    expect(JSON.parse(parsed.keptBody)).toMatchObject({ nested: { value: 42 } });
  });

  it('names the faults of credentials, never their values', () => {
    const broken = {
      SECRET_x: 'SECRET-value',
      ...Object.fromEntries(Object.keys(sample.credentials('')).map(name => [name, { SECRET: 1 }])),
    };
    const parsed = provider.parseCredentials(broken);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain('SECRET-value');
  });

  describe('with its simulator', () => {
    const host = createSimulatorHost({ log: { info: () => undefined, warn: () => undefined } });
    const http = createProviderHttp({ timeoutMs: 1_000, allowPrivate: true });
    let address: SimulatorAddress;
    let credentials: ProviderCredentials;

    beforeAll(async () => {
      address = await host.start();
      const parsed = provider.parseCredentials(sample.credentials(address.baseUrl(kind, 'account-1')));
      if (!parsed.ok) throw new Error(parsed.faults.join(' '));
      credentials = parsed.credentials;
    });
    afterAll(async () => {
      await host.stop();
      await http.close();
    });

    const inbound = (faults: readonly Fault[] = []) => {
      const at = new Date('2026-06-01T08:00:00Z');
      const webhook = provider.simulator.inbound(
        {
          channelExternalId: sample.channel,
          from: sample.person,
          senderName: 'Айгерим',
          text: 'Привет 👋',
          messageId: '3F6E00000000AA0B0C0D',
          at,
          faults,
        },
        credentials,
        WEBHOOK_KEY,
        'https://crm.example',
      );
      const search = new URLSearchParams(webhook.query);
      const request = toRequest(provider, webhook.body, {
        path: webhook.path,
        publicUrl: `https://crm.example${webhook.path}${search.size === 0 ? '' : `?${search}`}`,
        query: webhook.query,
        headers: webhook.headers,
      });
      return { request, parsed: provider.parse(request), at };
    };

    it('posts what is read as the message asked for', () => {
      const { request, parsed, at } = inbound();
      expect(provider.verify(request, credentials, true)).toBe('accepted');
      expect(provider.identify(request).key ?? WEBHOOK_KEY).toBe(WEBHOOK_KEY);
      expectSound(provider, request, parsed);
      expect(parsed.events).toMatchObject([
        {
          type: 'message',
          channelExternalId: sample.channel,
          from: sample.person,
          senderName: 'Айгерим',
          text: 'Привет 👋',
          kind: 'TEXT',
          sentAt: at,
          ...sample.inbound,
        },
      ]);
      expect(parsed.keptBody).not.toContain(WEBHOOK_KEY);
    });

    it('is refused, beside a right key too, when what it is signed with is wrong', () => {
      const at = new Date('2026-06-01T08:00:00Z');
      const order = {
        channelExternalId: sample.channel,
        from: sample.person,
        senderName: null,
        text: 'x',
        messageId: 'M',
        at,
      };
      const faults = [Fault.BAD_SIGNATURE];
      const { path, query, headers, body } = provider.simulator.inbound(
        { ...order, faults },
        credentials,
        'wrong',
        'https://crm.example',
      );
      const isInUrl = query.key !== undefined || path !== provider.webhookPath;
      const request = toRequest(provider, body, { path, query, headers });
      // A wrong key is refused before `verify`: no account has it.
      if (!isInUrl)
        for (const isKeyRight of [false, true])
          expect(provider.verify(request, credentials, isKeyRight)).toBe('refused');
      const bare = toRequest(provider, body, { path: provider.webhookPath, query: {}, headers: {} });
      expect(provider.verify(bare, credentials, false)).toBe('bare');
      expect(provider.verify({ ...bare, query: { key: WEBHOOK_KEY } }, credentials, true)).toBe('accepted');
    });

    it('reports on a message that it took: sent, delivered, read, never as something a person wrote', () => {
      const delivery = { from: sample.channel, to: sample.person, text: 'Да', mediaUrl: null };
      const taken = {
        delivery,
        externalId: 'EXT-1',
        correlationId: 'own-id',
        at: new Date('2026-06-01T08:00:00Z'),
        faults: [],
      };
      const webhooks =
        provider.simulator.reports?.(taken, credentials, WEBHOOK_KEY, 'https://crm.example') ?? [];
      const events = webhooks.flatMap(webhook => {
        const search = new URLSearchParams(webhook.query);
        const publicUrl = `https://crm.example${webhook.path}${search.size === 0 ? '' : `?${search}`}`;
        const rawBody = Buffer.from(webhook.body);
        const request = toRequest(provider, webhook.body, { ...webhook, publicUrl, rawBody });
        expect(
          provider.verify(
            request,
            credentials,
            webhook.query.key !== undefined || webhook.path !== provider.webhookPath,
          ),
        ).toBe('accepted');
        const parsed = provider.parse(request);
        expectSound(provider, request, parsed);
        return parsed.events;
      });
      expect(events.filter(event => event.type === 'message')).toEqual([]);
      const told = events.flatMap(event =>
        event.type === 'status' ? [[event.messageKey, event.status]] : [],
      );
      const { deliveryReceipts } = provider.capabilities;
      const expected = ['SENT', 'DELIVERED', 'READ'].map(status => ['EXT-1', status]);
      expect(told).toEqual(deliveryReceipts ? expected : []);
      for (const event of events)
        if (event.type === 'echo')
          expect(event).toMatchObject({ to: sample.echoTo ?? sample.person, text: 'Да' });
    });

    it('posts batches of different messages, and shapes that nobody knows', () => {
      const keys = inbound([Fault.BATCHED]).parsed.events.map(event =>
        event.type === 'message' ? event.messageKey : '',
      );
      expect(new Set(keys).size).toBe(sample.batches === false ? 1 : 2);
      expect(keys).toHaveLength(sample.batches === false ? 1 : 2);
      expect(inbound([Fault.UNKNOWN_SHAPE]).parsed.events).toMatchObject([{ type: 'ignored' }]);
    });

    const message: OutboundMessage = {
      messageId: '01990000-0000-7000-8000-000000000001',
      from: sample.channel,
      isDefaultChannel: false,
      to: sample.person,
      text: 'Добрый день! & + 100% 👍\nвторая строка',
      attachments: [],
      quotedExternalId: null,
      template: null,
      publicUrl: null,
    };
    const sender = { kind: provider.kind, accountId: 'account-1', externalId: sample.channel };
    const send = async (extra: Partial<OutboundMessage> = {}) => {
      const outcome = await provider.send({ ...message, ...extra }, credentials, http);
      expect(JSON.stringify(outcome)).not.toContain('SECRET');
      return outcome;
    };

    it('takes a send with its number, its address and its text', async () => {
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
      expect(host.deliveries('account-1').at(-1)).toEqual({
        from: sample.channel,
        to: sample.person,
        text: message.text,
        mediaUrl: null,
      });
      const long = 'длинный текст '.repeat(200).slice(0, provider.capabilities.maxTextLength ?? undefined);
      expect(await send({ text: long })).toMatchObject({ outcome: 'ACCEPTED' });
      expect(host.deliveries('account-1').at(-1)).toMatchObject({ text: long });
      expect(host.deliveries('account-2')).toEqual([]);
      expect(JSON.stringify(host.requests('account-1'))).not.toContain('SECRET');
    });

    it('quotes a message exactly where it says that it can', async () => {
      const quotedExternalId = 'QUOTED.1=';
      expect(await send({ quotedExternalId })).toMatchObject({ outcome: 'ACCEPTED' });
      const expected = provider.capabilities.quotes ? quotedExternalId : undefined;
      expect(host.deliveries('account-1').at(-1)?.quotedId).toBe(expected);
    });

    it('says the same of its templates in its capabilities and in its parts', () => {
      const { templates, listsTemplates, replyWindowHours } = provider.capabilities;
      expect(provider.templates !== undefined).toBe(templates);
      expect(provider.templates?.list !== undefined).toBe(listsTemplates);
      // Whoever closes a window has a way to write outside it.
      if (replyWindowHours !== null) expect(templates).toBe(true);
      expect(provider.templates?.isVariable('1') ?? true).toBe(true);
      for (const odd of ['', ' ', 'a b', '{{1}}', 'x'.repeat(300), 'media.gif', '__proto__.x'])
        expect({ odd, taken: provider.templates?.isVariable(odd) ?? false }).toMatchObject({ taken: false });
    });

    const listTemplates = async (given: ProviderCredentials = credentials) => {
      const listing = await provider.templates?.list?.(given, http);
      expect(JSON.stringify(listing ?? null)).not.toContain('SECRET');
      return listing;
    };
    const { templates } = provider;

    it('lists its templates whole, and says why when it cannot', async () => {
      if (!templates?.list) return expect(provider.capabilities.listsTemplates).toBe(false);
      const listing = await listTemplates();
      if (!listing?.ok) throw new Error(listing?.detail);
      expect(listing.templates.length).toBeGreaterThan(1);
      expect(new Set(listing.templates.map(({ externalId }) => externalId)).size).toBe(
        listing.templates.length,
      );
      for (const template of listing.templates) {
        expect(template.status).toMatch(/^[A-Z_]+$/);
        expect(template.variables.filter(name => !templates.isVariable(name))).toEqual([]);
      }
      const nowhere = { ...credentials, baseUrl: 'http://127.0.0.1:9' };
      const lost = { ...credentials, baseUrl: `${credentials.baseUrl}/nowhere` };
      for (const given of [{}, nowhere, lost])
        expect(await listTemplates(given)).toEqual({ ok: false, detail: expect.stringMatching(/.{10}/) });
    });

    it('sends a template so that every value stands where the wording has it', async () => {
      const listing = await listTemplates();
      const listed = listing?.ok ? listing.templates.filter(({ status }) => status === 'APPROVED') : [];
      const known = sample.template ? [sample.template] : listed;
      expect(known.length > 0).toBe(provider.capabilities.templates);
      for (const { externalId, name, language, body, variables } of known) {
        // Fewer than in the order of their names, so that an order by text would show.
        const values = Object.fromEntries(variables.toReversed().map(key => [key, `value of ${key}`]));
        const template = { externalId, name, language, variables: values };
        expect(await send({ text: 'not this', template })).toMatchObject({ outcome: 'ACCEPTED' });
        expect(host.deliveries('account-1').at(-1)).toMatchObject({
          ...{ from: sample.channel, to: sample.person, template: name },
          text: expect.stringContaining(fillVariables(body, values)),
        });
        const before = host.deliveries('account-1').length;
        const refused = [
          { ...template, name: 'unknown', externalId: `HX${'0'.repeat(32)}` },
          { ...template, variables: { ...values, '1': '' } },
        ];
        for (const odd of refused)
          expect(await send({ template: odd })).toMatchObject({ outcome: 'REJECTED' });
        expect(host.deliveries('account-1').length).toBe(before);
      }
    });

    it('with the fault WINDOW_CLOSED takes no free words, now or by a later status, but a template', async () => {
      if (provider.capabilities.replyWindowHours === null) return expect(templates).toBeUndefined();
      host.setFaults(sender, [Fault.WINDOW_CLOSED]);
      const listing = await listTemplates();
      const template = sample.template ?? (listing?.ok ? listing.templates[0] : undefined);
      if (!template) throw new Error('The simulator has no template.');
      const variables = Object.fromEntries(template.variables.map(name => [name, 'x']));
      expect(await send({ template: { ...template, variables } })).toMatchObject({ outcome: 'ACCEPTED' });
      const outcome = await send();
      const isTaken = outcome.outcome === 'ACCEPTED';
      if (!isTaken) expect(outcome).toMatchObject({ outcome: 'REJECTED', providerCode: '131047' });
      host.setFaults(sender, []);
    });

    it('round-trips any text', async () => {
      const texts = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter(text => text.trim() !== '');
      await fc.assert(
        fc.asyncProperty(texts, async text => {
          expect(await send({ text })).toMatchObject({ outcome: 'ACCEPTED' });
          expect(host.deliveries('account-1').at(-1)?.text).toBe(text.toWellFormed());
        }),
        { numRuns: 50 },
      );
    });

    it.each([
      [Fault.RATE_LIMIT, 'RETRY', false],
      [Fault.HTML_ANSWER, 'REJECTED', false],
      [Fault.REFUSED, 'REJECTED', false],
      [Fault.TIMEOUT_AFTER_ACCEPT, 'UNKNOWN', true],
    ])('with the fault %s a send is %s', async (fault, outcome, isTaken) => {
      const before = host.deliveries('account-1').length;
      host.setFaults(sender, [fault]);
      expect(await send()).toMatchObject({ outcome });
      host.setFaults(sender, []);
      expect(host.deliveries('account-1').length - before).toBe(isTaken ? 1 : 0);
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
    });

    it('keeps the faults of one number of one account to it', async () => {
      const others = [
        { ...sender, externalId: 'default' },
        { ...sender, accountId: 'account-2' },
        { ...sender, kind: provider.kind === ProviderKind.TATA ? ProviderKind.GREEN_API : ProviderKind.TATA },
      ];
      for (const other of others) host.setFaults(other, [Fault.REFUSED]);
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
      for (const other of others) host.setFaults(other, []);
    });

    it('does not throw for accounts and paths that it does not know', async () => {
      for (const path of [
        '/',
        '/simulator/NOBODY/a/b',
        `/simulator/${kind}/a%zz/b`,
        `/simulator/${kind}/a/no/such/call`,
      ]) {
        const result = await http({ method: 'GET', url: `http://127.0.0.1:${address.port}${path}` });
        expect(result).toMatchObject({ ok: true, status: expect.any(Number) });
      }
    });
  });
});

describe('getProvider', () => {
  it('says clearly that a kind is not built yet', () => {
    const missing = Object.values(ProviderKind).find(
      kind => !listProviders().some(provider => provider.kind === kind),
    );
    if (missing !== undefined)
      expect(() => getProvider(missing)).toThrow(`The provider ${missing} is not built into this version`);
  });
});
