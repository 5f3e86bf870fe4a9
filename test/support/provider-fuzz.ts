/**
 * Random requests for a provider's `parse` and `verify`, built from the words of its fixtures and its declared headers.
 * Each check throws when a provider violates the contract.
 */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { TrunklineError } from '../../src/domain/errors.js';
import { proofHeadersOf } from '../../src/providers/contract/documentation.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderCredentials } from '../../src/providers/contract/provider-credentials.js';
import type { ParsedWebhook, WebhookRequest } from '../../src/providers/contract/webhook.js';

/** The key in the URL of every request here. */
export const webhookKey = 'SECRET-webhook-key';

/** Field names and texts of a vendor's fixtures. */
export interface Words {
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** A webhook as it arrives, with the key in its URL. */
export function toRequest(
  provider: Provider,
  rawBody: string | Buffer,
  extra: Partial<WebhookRequest> = {},
): WebhookRequest {
  return {
    method: 'POST',
    path: provider.webhookPath,
    pathSecret: null,
    publicUrl: `https://crm.example${provider.webhookPath}`,
    query: { key: webhookKey },
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(rawBody as string),
    receivedAt: new Date('2026-06-15T12:00:00Z'),
    ...extra,
  };
}

/** Parses, or returns null for a body that is rightly rejected; any other error fails the test. */
export function tryParse(provider: Provider, request: WebhookRequest): ParsedWebhook | null {
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

/** Invariants of every parsed request. */
export function expectSound(provider: Provider, request: WebhookRequest, parsed: ParsedWebhook): void {
  expect(provider.parse(request)).toEqual(parsed);
  // As `parseKept` reads it again: nothing of the request but the stored body.
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
  // One assertion for each event: this runs for tens of thousands of them.
  for (const event of parsed.events) expect(faultsOf(event)).toEqual([]);
}

/** What is wrong with an event. */
function faultsOf(event: ParsedWebhook['events'][number]): string[] {
  const all = JSON.stringify(event);
  const isTooLong = (id: string | null) => (id?.length ?? 0) > 256;
  const faults: Record<string, boolean> = {
    'a zero byte': all.includes('\\u0000'),
    'half a character': /(?<!\\)\\ud[89a-f]/i.test(all),
    'a long channel': isTooLong(event.channelExternalId),
    'a long id': isTooLong(event.externalEventId),
    'no type': event.eventType === '',
    'no message key': event.type === 'message' && event.messageKey === '',
    'a long message key': event.type === 'message' && event.messageKey.length > 256,
    'no sender': event.type === 'message' && event.from === '',
    'no reason': event.type === 'ignored' && event.reason === '',
  };
  return Object.keys(faults).filter(fault => faults[fault]);
}

/** JSON with the vendors' words in wrong places and with wrong types. */
const commonNames = [
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

/** Any JSON values with a vendor's own words in right and wrong places. */
function toJunk({ names, texts }: Words) {
  return fc.letrec<{ tree: unknown; leaf: unknown }>(tie => ({
    leaf: fc.oneof(
      ...(texts.length > 0 ? [fc.constantFrom(...texts)] : []),
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
      fc.dictionary(toNames({ names, texts }), tie('tree'), { maxKeys: 6 }),
    ),
  })).tree;
}

/** The vendor's own names as often as those of all others. */
const toNames = ({ names }: Words) =>
  fc.oneof(fc.constantFrom(...commonNames), fc.constantFrom(...(names.length > 0 ? names : commonNames)));

/** Values of form fields. */
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

/** `parse` handles any JSON, with sound results. */
export function checkParseOfJson(provider: Provider, words: Words): void {
  fc.assert(
    fc.property(
      toJunk(words),
      fc.dictionary(toNames(words), fc.string({ unit: 'binary' }), { maxKeys: 3 }),
      (body, query) => {
        const request = toRequest(provider, JSON.stringify(body) ?? '', { query });
        const parsed = tryParse(provider, request);
        if (parsed !== null) expectSound(provider, request, parsed);
      },
    ),
    { numRuns: 400 },
  );
}

/** `parse` handles any form, in a body or in a URL, with sound results. */
export function checkParseOfForms(provider: Provider, words: Words): void {
  const texts = [...formValues, ...words.texts];
  const value = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 20 }));
  const pairs = fc.array(fc.tuple(toNames(words), value), { maxLength: 12 });
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
      // A handshake has no events, and nothing of it is stored to be parsed again.
      if (parsed !== null && parsed.events.length > 0) expectSound(provider, request, parsed);
    }),
    { numRuns: 300 },
  );
}

/** `identify` and `verify` handle any input, and random values prove nothing: in every declared header. */
export function checkVerifyOfRandom(
  provider: Provider,
  credentials: ProviderCredentials,
  words: Words,
): void {
  const header = fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined });
  const headers = fc.record(
    Object.fromEntries(proofHeadersOf(provider.documentation).map(name => [name, header])),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
        toJunk(words).map(body => Buffer.from(JSON.stringify(body) ?? '')),
      ),
      fc.constantFrom('POST', 'GET'),
      headers,
      fc.boolean(),
      (rawBody, method, random, isKeyRight) => {
        const given = Object.entries(random).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        );
        const request = toRequest(provider, rawBody, { method, headers: Object.fromEntries(given) });
        expect(provider.identify(request)).toMatchObject({ key: webhookKey });
        const verification = provider.verify(request, credentials, isKeyRight);
        // Random values are no signature: without a right key nothing random is accepted.
        expect(isKeyRight ? ['accepted', 'refused'] : ['bare', 'refused']).toContain(verification);
      },
    ),
    { numRuns: 300 },
  );
}

const letters = (length: number) => 'abcdefghijklmnopqrstuvwxyz'.repeat(3).slice(0, length);
/** Values with the length of any key, token or digest. */
const guesses: readonly string[] = [
  ...Array.from({ length: 72 }, (_, length) => letters(length)),
  ...[8, 16, 32, 40, 64, 128].map(length => '0123456789abcdef'.repeat(8).slice(0, length)),
  ...[20, 32].map(bytes => Buffer.alloc(bytes, 7).toString('base64')),
  ...['true', '1', 'null', '*', '[object Object]'],
];
const prefixes = ['', 'Bearer ', 'Basic ', 'sha1=', 'sha256=', 't=1,v1='] as const;

/** The value with a small error: cut, longer, or with another letter at either end or in the middle. */
function nearMisses(value: string): string[] {
  const swap = (at: number) => `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`;
  return [
    ...[value.slice(0, -1), value.slice(1), `${value}x`, `x${value}`, value.slice(0, value.length / 2)],
    ...[swap(0), swap(Math.floor(value.length / 2)), swap(value.length - 1)],
  ];
}

/** Records the names that are read from an object. */
function watch(values: Readonly<Record<string, string>>, read: Set<string>): Record<string, string> {
  return new Proxy({ ...values } as Record<string, string>, {
    get: (target, name) => {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name);
    },
    has: (target, name) => {
      if (typeof name === 'string') read.add(name);
      return Reflect.has(target, name);
    },
  });
}

/**
 * Tries to get a request accepted without a right key: guesses, and values that are nearly right, in every place that
 * `verify` reads or the provider declares.
 * @param proven a valid request of the vendor, with its key removed from the URL
 */
export function checkVerifyOfGuesses(
  provider: Provider,
  credentials: ProviderCredentials,
  proven: WebhookRequest,
  { names }: Words,
): void {
  const declared = proofHeadersOf(provider.documentation);
  const readHeaders = new Set<string>();
  const readParameters = new Set<string>();
  const verify = (request: WebhookRequest, isKeyRight = false) => {
    const headers = watch(request.headers, readHeaders);
    return provider.verify(
      { ...request, headers, query: watch(request.query, readParameters) },
      credentials,
      isKeyRight,
    );
  };
  const bare = { ...proven, headers: { 'content-type': 'application/json' }, query: {}, pathSecret: null };
  const refuse = (request: Partial<WebhookRequest>, isKeyRight = false) => {
    const verification = verify({ ...bare, ...request }, isKeyRight);
    if (verification === 'accepted') throw new Error(`accepted: ${JSON.stringify(request)}`);
  };
  for (const method of ['POST', 'GET']) {
    verify({ ...proven, method });
    refuse({ method });
  }
  const undeclared = [...readHeaders].filter(name => name !== 'content-type' && !declared.includes(name));
  if (undeclared.length > 0)
    throw new Error(`verify reads headers that are not declared: ${undeclared.join(', ')}`);

  const headerValues = prefixes.flatMap(prefix => guesses.map(guess => prefix + guess));
  for (const name of declared) {
    const right = proven.headers[name];
    for (const value of [...headerValues, ...(right === undefined ? [] : nearMisses(right))]) {
      refuse({ headers: { ...bare.headers, [name]: value } });
      // A wrong credential is rejected even with a right key.
      refuse({ headers: { ...bare.headers, [name]: value } }, true);
    }
  }
  for (const method of ['POST', 'GET'])
    for (const name of new Set([...readParameters, 'key', 'token', 'secret', 'signature']))
      for (const guess of guesses) refuse({ method, query: { [name]: guess } });
  for (const guess of guesses) {
    refuse({ pathSecret: guess });
    for (const name of names) {
      refuse({ rawBody: Buffer.from(JSON.stringify({ [name]: guess })) });
      refuse({ rawBody: Buffer.from(new URLSearchParams({ [name]: guess }).toString()) });
    }
  }
  if (!provider.capabilities.signedWebhooks) return;
  // A signature covers exactly these bytes.
  const changed = Buffer.from(proven.rawBody);
  changed[Math.floor(changed.length / 2)] = (changed[Math.floor(changed.length / 2)] ?? 0) ^ 1;
  for (const rawBody of [changed, Buffer.concat([proven.rawBody, Buffer.from(' ')]), Buffer.alloc(0)])
    for (const isKeyRight of [false, true]) refuse({ headers: proven.headers, rawBody }, isKeyRight);
}
