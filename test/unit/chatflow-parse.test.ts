import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../src/domain/errors.js';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import { parseChatflow } from '../../src/providers/chatflow/parse.js';
import type { ParsedWebhook, WebhookRequest } from '../../src/providers/contract/webhook.js';
import { cpuMs } from '../support/cpu-ms.js';
import { hangCpuMs } from '../support/hang.js';

const receivedAt = new Date('2026-06-01T12:00:00Z');
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

function request(body: unknown, extra: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: 'POST',
    path: '/webhooks/chatflow',
    pathSecret: null,
    publicUrl: 'https://crm.example/webhooks/chatflow',
    query: { key: 'S3CRET-KEY' },
    headers: { 'content-type': JSON_TYPE },
    rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt,
    ...extra,
  };
}

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/chatflow/${name}.json`, import.meta.url), 'utf8');
}

/** Parses, and checks the invariants of every request: stable, reprocessable, without the secret. */
function parse(body: unknown, extra: Partial<WebhookRequest> = {}): ParsedWebhook {
  const parsed = parseChatflow(request(body, extra));
  expect(parseChatflow(request(body, extra))).toEqual(parsed);
  // File bytes are stored separately; a kept body has only their digests.
  const { inlineMedia: _bytes, ...rest } = parsed;
  expect(parseChatflow(request(parsed.keptBody, { query: {} }))).toEqual(rest);
  expect(parsed.keptBody).not.toContain('S3CRET-KEY');
  expect(parsed.keptBody).not.toContain('nodeData');
  return parsed;
}

function one(body: unknown, extra: Partial<WebhookRequest> = {}): InboundEvent {
  const { events } = parse(body, extra);
  expect(events).toHaveLength(1);
  return events[0] as InboundEvent;
}

const real = {
  messageType: 'text',
  message: 'Здравствуйте',
  metadata: {
    sender: 'Айгерим',
    timestamp: 1780300800,
    messageId: '3F6E00000000AA01',
    remoteJid: '77010000021@s.whatsapp.net',
  },
  mediaData: null,
  nodeData: { webHook: { text: 'https://crm.example/webhooks/chatflow?key=S3CRET-KEY', method: 'POST' } },
};

describe('the bodies that are known', () => {
  it('reads the captured body', () => {
    expect(one(fixture('text-real-no-instance'))).toEqual({
      type: 'message',
      channelExternalId: null,
      eventType: 'text',
      externalEventId: '3F6E00000000AA01',
      from: '77010000021@s.whatsapp.net',
      senderName: 'Айгерим',
      kind: 'TEXT',
      text: 'Здравствуйте, есть ламинат?',
      attachments: [],
      messageKey: '3F6E00000000AA01',
      sentAt: new Date('2026-06-01T08:00:00Z'),
      replyToExternalId: null,
    });
  });

  it("reads the set-up guide's body, which has neither id nor time", () => {
    expect(one(fixture('text-metadata-instance-id'))).toEqual({
      type: 'message',
      channelExternalId: 'instance_yyy',
      eventType: 'text',
      externalEventId: null,
      from: '77010000021@s.whatsapp.net',
      senderName: 'Айгерим',
      kind: 'TEXT',
      text: 'Сколько стоит?',
      attachments: [],
      messageKey: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      sentAt: null,
      replyToExternalId: null,
    });
  });

  it('reads a voice note', () => {
    expect(one(fixture('voice-media'))).toMatchObject({
      type: 'message',
      kind: 'AUDIO',
      text: null,
      attachments: [
        {
          mimeType: 'audio/ogg; codecs=opus',
          fileName: null,
          sizeBytes: 18211,
          url: 'https://app.chatflow.example/media/voice-1.ogg',
          isVoice: true,
          durationSeconds: 7,
        },
      ],
    });
  });

  it('reads an image with its caption, and does not take `to` for the number', () => {
    expect(one(fixture('image-media-caption'))).toMatchObject({
      channelExternalId: null,
      kind: 'IMAGE',
      text: 'Вот фото стены',
      attachments: [
        {
          mimeType: 'image/jpeg',
          fileName: 'img-1.jpg',
          sizeBytes: 120034,
          isVoice: false,
          durationSeconds: null,
        },
      ],
    });
  });
});

describe('the number', () => {
  const metadata = { ...real.metadata, instance_id: 'in-metadata', instanceId: 'alias' };
  it.each([
    ['root first', { ...real, metadata, instance_id: 'root', channelId: 'channel' }, 'root'],
    ['then metadata', { ...real, metadata, channelId: 'channel' }, 'in-metadata'],
    ['then channelId', { ...real, channelId: 'channel', instance: 'alias' }, 'channel'],
    ['then metadata.instanceId', { ...real, metadata: { ...real.metadata, instanceId: 'alias' } }, 'alias'],
    ['then instance', { ...real, instance: 'alias' }, 'alias'],
    ['then nodeData.instance_id', { ...real, nodeData: { ...real.nodeData, instance_id: 'node' } }, 'node'],
    [
      'then nodeData.webHook.instance_id',
      { ...real, nodeData: { webHook: { instance_id: 'hook' } } },
      'hook',
    ],
    ['then context.instance_id', { ...real, context: { instance_id: 'context' } }, 'context'],
    ['then data.instance_id', { ...real, data: { instance_id: 'data' } }, 'data'],
    ['then payload.instance_id', { ...real, payload: { instance_id: 'payload' } }, 'payload'],
    ['then the URL', real, 'from-url'],
    ['numbers as text', { ...real, instance_id: 42 }, '42'],
    [
      'long numbers with every digit',
      JSON.stringify({ ...real, instance_id: 0 }).replace(
        '"instance_id":0',
        '"instance_id":12345678901234567891',
      ),
      '12345678901234567891',
    ],
    ['blank is absent', { ...real, instance_id: '  ', channelId: null }, 'from-url'],
    ['spaces cut', { ...real, instance_id: ' abc ' }, 'abc'],
    ['unreadable is not absent', { ...real, instance_id: { id: 'x' } }, '[unreadable]'],
  ])('%s', (_name, body, expected) => {
    expect(one(body, { query: { key: 'S3CRET-KEY', instance_id: 'from-url' } }).channelExternalId).toBe(
      expected,
    );
  });

  it('is null when nothing names it', () => {
    expect(one(real).channelExternalId).toBeNull();
  });

  it('is cut to a length that a database can index', () => {
    expect(one({ ...real, instance_id: 'x'.repeat(5_000) }).channelExternalId).toHaveLength(200);
  });
});

describe('other wrappings', () => {
  const flat = { text: 'Привет', from: '77010000021', name: 'Айгерим' };
  const said = { type: 'message', text: 'Привет', from: '77010000021', senderName: 'Айгерим' };
  const form = (fields: Record<string, string>) =>
    [new URLSearchParams(fields).toString(), { headers: { 'content-type': FORM_TYPE } }] as const;
  it.each([
    [
      'relayed by n8n',
      {
        headers: { authorization: 'S3CRET-KEY' },
        params: {},
        query: { instance_id: 'n8n', key: 'S3CRET-KEY' },
        body: real,
        webhookUrl: 'https://n8n.example/S3CRET-KEY',
      },
      {},
      { channelExternalId: 'n8n', text: 'Здравствуйте' },
    ],
    ['relayed with the body as text', { body: JSON.stringify(real) }, {}, { text: 'Здравствуйте' }],
    [
      'relayed query',
      { query: { ...flat, instance_id: 'q' }, body: {} },
      {},
      { ...said, channelExternalId: 'q' },
    ],
    [
      'under data',
      { data: real, instance_id: 'outer' },
      {},
      { channelExternalId: 'outer', text: 'Здравствуйте' },
    ],
    ['under payload', { payload: { ...real, instance_id: 'inner' } }, {}, { channelExternalId: 'inner' }],
    [
      'sender and message objects',
      { sender: { id: '77010000021@c.us', name: 'Айгерим' }, message: { text: 'Привет', id: 'M1' } },
      {},
      { ...said, from: '77010000021@c.us', messageKey: 'M1' },
    ],
    [
      'a caption in the message object',
      { sender: { id: '77010000021@c.us' }, message: { caption: 'Подпись' } },
      {},
      { text: 'Подпись' },
    ],
    [
      'a message with a key object',
      {
        data: {
          key: { remoteJid: '77010000021@s.whatsapp.net', fromMe: false, id: 'B1' },
          message: { conversation: 'Привет' },
          pushName: 'Айгерим',
        },
      },
      {},
      { ...said, from: '77010000021@s.whatsapp.net', messageKey: 'B1' },
    ],
    ['flat JSON', flat, {}, said],
    ['a form', ...form(flat), said],
    [
      'a form with brackets',
      ...form({
        message: 'Привет',
        'metadata[remoteJid]': '77010000021@s.whatsapp.net',
        'metadata[messageId]': 'F1',
      }),
      { text: 'Привет', messageKey: 'F1' },
    ],
    [
      'a form with JSON inside',
      ...form({ payload: JSON.stringify(real) }),
      { messageKey: '3F6E00000000AA01' },
    ],
    [
      'JSON sent as a form, as curl does',
      JSON.stringify(real),
      { headers: { 'content-type': FORM_TYPE } },
      { messageKey: '3F6E00000000AA01' },
    ],
    ['JSON without a content type', real, { headers: {} }, { messageKey: '3F6E00000000AA01' }],
    [
      'the query of a GET',
      '',
      {
        method: 'GET',
        headers: {},
        query: { key: 'S3CRET-KEY', msg: 'Привет', phone: '77010000021', instance_id: 'id1' },
      },
      { type: 'message', text: 'Привет', from: '77010000021', channelExternalId: 'id1' },
    ],
    [
      'the query of a POST',
      '{}',
      { query: { text: 'Привет', jid: '77010000021@s.whatsapp.net' } },
      { text: 'Привет', channelExternalId: null },
    ],
  ])('%s', (_name, body, extra, expected) => {
    expect(one(body, extra as Partial<WebhookRequest>)).toMatchObject(expected);
  });

  it('reads every item of an array', () => {
    const { events } = parse([
      real,
      { ...real, metadata: { ...real.metadata, messageId: 'B2' }, instance_id: 'two' },
      'junk',
    ]);
    expect(events.map(event => [event.type, event.channelExternalId, event.externalEventId])).toEqual([
      ['message', null, '3F6E00000000AA01'],
      ['message', 'two', 'B2'],
      ['ignored', null, null],
    ]);
  });

  it('says that it left a part of an endless array unread', () => {
    const { events } = parse(Array.from({ length: 250 }, () => real));
    expect(events).toHaveLength(101);
    expect(events.at(-1)).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining('More items than the 100'),
    });
  });
});

describe('kinds of content', () => {
  const media = (messageType: string | null, mediaData: unknown, message: unknown = null) => ({
    ...real,
    messageType,
    message,
    mediaData,
  });
  it.each([
    [
      'video',
      media('video', { url: 'https://x.example/v.mp4', mimetype: 'video/mp4', caption: 'Смотрите' }),
      { kind: 'VIDEO', text: 'Смотрите' },
    ],
    [
      'document',
      media('document', {
        url: 'https://x.example/a.pdf',
        mimetype: 'application/pdf',
        fileName: 'a.pdf',
        size: '1024',
      }),
      { kind: 'DOCUMENT', attachments: [{ fileName: 'a.pdf', sizeBytes: 1024 }] },
    ],
    [
      'sticker',
      media('sticker', { url: 'https://x.example/s.webp', mimetype: 'image/webp' }),
      { kind: 'STICKER' },
    ],
    [
      'placeholder instead of a text',
      media('image', { url: 'https://x.example/i.jpg' }, '[Изображение]'),
      { kind: 'IMAGE', text: null },
    ],
    [
      'a bracketed text without a file is a text',
      { ...real, message: '[да]' },
      { kind: 'TEXT', text: '[да]' },
    ],
    ['file without any key that helps', media('audio', null), { kind: 'AUDIO', text: null, attachments: [] }],
    [
      'kind only in the file',
      media(null, { type: 'image', url: 'https://x.example/i.jpg' }),
      { kind: 'IMAGE', attachments: [{ mimeType: 'application/octet-stream' }] },
    ],
    [
      'kind only in the MIME type',
      media(null, { mimetype: 'audio/mpeg', url: 'https://x.example/i.mp3' }),
      { kind: 'AUDIO' },
    ],
    [
      'wrong types everywhere',
      media('audio', { url: 7, mimetype: [], size: -1, seconds: 'many', ptt: 'true', fileName: {} }),
      {
        kind: 'AUDIO',
        attachments: [
          {
            mimeType: 'application/octet-stream',
            fileName: null,
            sizeBytes: null,
            url: null,
            isVoice: true,
            durationSeconds: null,
          },
        ],
      },
    ],
    [
      'a script in place of a link',
      media('image', { url: 'javascript:alert(1)' }),
      { attachments: [{ url: null }] },
    ],
    [
      'a kind that nobody knows, with nothing to show',
      media('hologram', null),
      { kind: 'UNSUPPORTED', text: null, eventType: 'hologram' },
    ],
    [
      'a kind that nobody knows, with a text',
      media('hologram', null, 'Привет'),
      { kind: 'TEXT', text: 'Привет', eventType: 'hologram' },
    ],
    ['a number for a text', { ...real, message: 42 }, { kind: 'TEXT', text: '42' }],
  ])('%s', (_name, body, expected) => {
    expect(one(body)).toMatchObject({ type: 'message', ...expected });
  });

  it.each([
    [
      'beside the message',
      { ...real, contextInfo: { stanzaId: 'Q1', participant: '77010000021@s.whatsapp.net' } },
    ],
    ['in the metadata', { ...real, metadata: { ...real.metadata, contextInfo: { stanzaId: 'Q1' } } }],
    [
      'in the messenger’s own shape',
      {
        ...real,
        message: { conversation: 'Да', extendedTextMessage: { text: 'Да', contextInfo: { stanzaId: 'Q1' } } },
      },
    ],
  ])('finds the message that is answered %s, by its id alone', (_where, body) => {
    expect(one(body)).toMatchObject({ replyToExternalId: 'Q1' });
  });

  it('takes the next name when the first shows nothing', () => {
    const named = { ...real, metadata: { ...real.metadata, sender: '\u200b' } };
    expect(one({ ...named, pushName: 'Айгерим' })).toMatchObject({ senderName: 'Айгерим' });
    expect(one(named)).toMatchObject({ senderName: null });
  });

  it('keeps a long text whole', () => {
    const text = 'Ы'.repeat(100_000);
    expect(one({ ...real, message: text })).toMatchObject({ text });
  });

  it('replaces the content of a file by a marker with its size', () => {
    const base64 = Buffer.alloc(30_000, 7).toString('base64');
    const parsed = parse(media('audio', { base64, mimetype: 'audio/ogg' }));
    expect(parsed.keptBody.length).toBeLessThan(1_000);
    expect(parsed.keptBody).toContain('[base64 removed: 30000 bytes');
    expect(parsed.events[0]).toMatchObject({
      kind: 'AUDIO',
      attachments: [{ sizeBytes: 30_000, url: null }],
    });
    expect(parsed.inlineMedia?.map(({ bytes }) => bytes.length)).toEqual([30_000]);
    expect(parse(media('image', { url: `data:image/png;base64,${base64}` })).keptBody.length).toBeLessThan(
      1_000,
    );
  });
});

describe('who is not a person that writes to us', () => {
  const from = (remoteJid: unknown, rest: object = {}) => ({
    ...real,
    metadata: { ...real.metadata, remoteJid, ...rest },
  });
  it.each([
    ['group', from('120363000000000001@g.us'), 'group'],
    ['status', from('status@broadcast'), 'status'],
    ['broadcast list', from('77010000021@broadcast'), 'broadcast'],
    ['newsletter', from('120363000000000001@newsletter'), 'newsletter'],
    ['our own message to a group', from('120363000000000001@g.us', { fromMe: true }), 'group'],
    ['our own message to nobody', from(null, { fromMe: true }), 'fromMe'],
    ['nobody', from(null), 'No address'],
    ['no address at all', from('Айгерим'), 'No address'],
    ['an e-mail address', from('aigerim@mail.example'), 'No address'],
    ['a report', { ...real, messageType: 'presence' }, 'report'],
    ['an empty text', { ...real, message: '   ' }, 'Neither'],
    ['another event', { event: 'instance.state', state: 'open' }, 'No address'],
  ])('%s is ignored with a reason', (_name, body, reason) => {
    expect(one(body)).toMatchObject({ type: 'ignored', reason: expect.stringContaining(reason) });
  });

  const own = {
    type: 'echo',
    to: '77010000021@s.whatsapp.net',
    text: 'Перезвоню',
    messageKey: '3F6E00000000AA01',
    sentAt: new Date('2026-06-01T08:00:00Z'),
    correlationId: null,
    isFromApi: null,
  };
  const key = { remoteJid: '77010000021@s.whatsapp.net', fromMe: true, id: '3F6E00000000AA01' };
  const plain = { messageId: '3F6E00000000AA01', timestamp: 1780300800 };
  it.each([
    ['in the metadata', { ...from('77010000021@s.whatsapp.net', { fromMe: true }), message: 'Перезвоню' }],
    [
      'in the root, relayed',
      { body: { ...from('77010000021@s.whatsapp.net'), message: 'Перезвоню', fromMe: 'true' } },
    ],
    [
      'beside the message’s text',
      { message: { text: 'Перезвоню', fromMe: 1, id: key.id }, ...plain, chatId: key.remoteJid },
    ],
    ['in the key of the messenger', { key, message: { conversation: 'Перезвоню' }, timestamp: 1780300800 }],
    [
      'with whom it is to, and our own number as the sender',
      { ...plain, fromMe: true, text: 'Перезвоню', from: '77000000010', to: key.remoteJid },
    ],
  ])(
    'is our own side when fromMe says so %s: the answer that somebody typed on the phone',
    (_where, body) => {
      expect(one(body)).toMatchObject(own);
    },
  );

  it('is our own side in a form too', () => {
    const form =
      'message=Перезвоню&metadata[remoteJid]=77010000021@s.whatsapp.net&metadata[fromMe]=true' +
      '&metadata[messageId]=3F6E00000000AA01&metadata[timestamp]=1780300800';
    expect(one(form, { headers: { 'content-type': FORM_TYPE } })).toMatchObject(own);
  });

  it('a file of our own side has its caption, and not the invisible one that the API demands', () => {
    const file = { url: 'https://x.example/i.jpg', mimetype: 'image/jpeg', caption: '\u200b' };
    const body = {
      ...from(key.remoteJid, { fromMe: true }),
      messageType: 'image',
      message: null,
      mediaData: file,
    };
    expect(one(body)).toMatchObject({
      type: 'echo',
      kind: 'IMAGE',
      text: null,
      attachments: [{ url: file.url }],
    });
  });

  it.each([
    ['a person without a phone', '123456789012345@lid'],
    ['a device of a person', '77010000021:12@s.whatsapp.net'],
    ['the old form', '77010000021@c.us'],
    ['bare digits', '+7 (701) 000-00-21'],
  ])('%s is a person, the address as it came', (_name, address) => {
    expect(one(from(address))).toMatchObject({ type: 'message', from: address });
  });

  it.each([
    'Ошибка вызова вебхука',
    '❌ Ошибка при вызове webhook: timeout of 10000ms exceeded',
    'ОШИБКА ВЫЗОВА ВЕБ-ХУКА.',
    'Webhook call error',
  ])('takes "%s" for the complaint of ChatFlow', text => {
    expect(one({ ...real, message: text })).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining('webhook'),
    });
  });

  it.each([
    'Ошибка вызова вебхука что это?',
    'Мне пришло «Ошибка вызова вебхука»',
    'У вас webhook сломан, ошибка',
  ])('takes "%s" for the words of a person', text => {
    expect(one({ ...real, message: text })).toMatchObject({ type: 'message', text });
  });
});

describe('keys and times', () => {
  const noId = { ...real, metadata: { ...real.metadata, messageId: undefined } };
  const key = (body: unknown, extra?: Partial<WebhookRequest>) =>
    (one(body, extra) as { messageKey?: string }).messageKey;

  it('hashes sender, time and content when there is no id', () => {
    expect(key(noId)).toMatch(/^sha256:/);
    expect(key({ ...noId, somethingElse: 1 })).toBe(key(noId));
    expect(key({ ...noId, message: 'Другое' })).not.toBe(key(noId));
    expect(key({ ...noId, metadata: { ...noId.metadata, timestamp: 1780300801 } })).not.toBe(key(noId));
  });

  it('hashes route and body when there is no time either; the secret and the arrival do not count', () => {
    const bare = { ...real, metadata: { remoteJid: real.metadata.remoteJid } };
    expect(key(bare, { receivedAt: new Date('2027-01-01') })).toBe(key(bare));
    expect(key(bare, { query: { key: 'rotated' } })).toBe(key(bare));
    expect(key({ ...bare, nodeData: null })).toBe(key(bare));
    expect(key({ ...bare, extra: 1 })).not.toBe(key(bare));
  });

  it('hashes an id that no index could hold', () => {
    expect(key({ ...real, metadata: { ...real.metadata, messageId: 'A'.repeat(3_000) } })).toMatch(
      /^sha256:/,
    );
    expect(key({ ...real, metadata: { ...real.metadata, messageId: 77 } })).toBe('77');
  });

  it.each([
    [1780300800, '2026-06-01T08:00:00.000Z'],
    ['1780300800', '2026-06-01T08:00:00.000Z'],
    [1780300800123, '2026-06-01T08:00:00.123Z'],
    ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z'],
    [0, null],
    [-5, null],
    [1e300, null],
    [1780300800123456, null],
    [4102444800, null],
    ['yesterday', null],
    [{}, null],
  ])('reads the time %p as %p', (timestamp, expected) => {
    const event = one({ ...real, metadata: { ...real.metadata, timestamp } });
    expect((event as { sentAt?: Date | null }).sentAt?.toISOString() ?? null).toBe(expected);
  });
});

describe('the test action, and what cannot be read', () => {
  it.each([
    ['no body', '', {}],
    ['no content type', '', { headers: {} }],
    ['white space', ' \n', {}],
    ['an empty object', '{}', {}],
    ['an empty array', '[]', {}],
    ['null', 'null', {}],
    ['the node alone', JSON.stringify({ nodeData: real.nodeData }), {}],
    ['an empty form', '', { headers: { 'content-type': FORM_TYPE } }],
  ])('%s is the test of ChatFlow', (_name, body, extra) => {
    expect(one(body, extra as Partial<WebhookRequest>)).toMatchObject({
      type: 'ignored',
      eventType: 'test',
      channelExternalId: null,
    });
  });

  it('the test of one number names it', () => {
    expect(one('', { query: { key: 'S3CRET-KEY', instance_id: 'id3' } })).toMatchObject({
      eventType: 'test',
      channelExternalId: 'id3',
    });
  });

  it.each(['{', '{"message":', 'hello', '{"a":1}}'])('%s is no JSON', body => {
    expect(() => parseChatflow(request(body))).toThrow(BodyUndecodableError);
  });

  it('another content type is refused', () => {
    expect(() => parseChatflow(request('<a/>', { headers: { 'content-type': 'text/xml' } }))).toThrow(
      UnsupportedMediaTypeError,
    );
  });
});

describe('hostile bodies', () => {
  const nested = (open: string, close: string, levels: number) =>
    `${open.repeat(levels)}1${close.repeat(levels)}`;
  it.each([
    ['arrays in arrays', nested('[', ']', 100_000)],
    ['objects in objects', nested('{"data":', '}', 50_000)],
    ['relays in relays', nested('{"body":', '}', 50_000)],
    ['deep metadata', `{"message":"x","metadata":${nested('{"a":', '}', 50_000)}}`],
    ['deep with a long number', `[${nested('[', ']', 50_000)},12345678901234567890]`],
    ['half a million items', `[${'{},'.repeat(300_000)}{}]`],
    ['many keys', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i])))],
    ['one long word', JSON.stringify({ ...real, message: 'a'.repeat(900_000) })],
    ['a long line of webhooks', JSON.stringify({ ...real, message: '/webhooks/'.repeat(90_000) })],
    [
      'prototypes',
      '{"__proto__":{"message":"x"},"constructor":{"prototype":{"a":1}},"metadata":{"__proto__":{"remoteJid":"7"}}}',
    ],
    [
      'control characters',
      JSON.stringify({
        ...real,
        message: 'a\u0000b\ud800c',
        instance_id: '\u0000x',
        metadata: { ...real.metadata, sender: '\u0000' },
      }),
    ],
  ])('%s are read in no time', (_name, body) => {
    expect(cpuMs(() => parseChatflow(request(body)))).toBeLessThan(hangCpuMs);
    const { events, keptBody } = parseChatflow(request(body));
    expect(events.length).toBeGreaterThan(0);
    expect(parseChatflow(request(keptBody, { query: {} }))).toEqual({ events, keptBody });
  });

  it('control characters and halves of letters reach nothing that is stored', () => {
    const event = one({ ...real, message: 'a\u0000b\ud800c', instance_id: '\u0000x' });
    expect(event).toMatchObject({ type: 'message', channelExternalId: 'x' });
    expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud800/);
  });
});

describe('what is kept', () => {
  it('is the body without node and secrets, and with the number out of the URL', () => {
    const body = {
      ...real,
      token: 'T',
      webhook_secret: 'W',
      key: 'K',
      data: { nodeData: 1, apiToken: 'A' },
      note: 'https://crm.example/webhooks/chatflow/PATH?key=S3CRET-KEY',
    };
    const { keptBody } = parse(body, { query: { key: 'S3CRET-KEY', instance_id: 'id2', utm: 'x' } });
    expect(JSON.parse(keptBody)).toEqual({
      query: { instance_id: 'id2' },
      body: {
        messageType: 'text',
        message: 'Здравствуйте',
        metadata: real.metadata,
        mediaData: null,
        data: {},
        note: 'https://crm.example/webhooks/chatflow/***?key=***',
      },
    });
  });

  it('leaves a link that a customer sent as it was', () => {
    const text = 'https://shop.example/?key=42&token=abc';
    expect(one({ ...real, message: text })).toMatchObject({ text });
  });
});

describe('a change of a message, in the shapes of Baileys', () => {
  const metadata = { ...real.metadata, timestamp: 1780300800 };
  const target = { key: { id: 'OLD', fromMe: true, remoteJid: real.metadata.remoteJid } };
  it.each([
    [{ reactionMessage: { ...target, text: '👍' } }, { type: 'reaction', emoji: '👍' }],
    [{ reactionMessage: { ...target, text: '' } }, { type: 'reaction', emoji: null }],
    [{ protocolMessage: { ...target, type: 0 } }, { type: 'deletion' }],
    [{ protocolMessage: { ...target, type: 'REVOKE' } }, { type: 'deletion' }],
    [
      { protocolMessage: { ...target, type: 14, editedMessage: { conversation: 'Лучше' } } },
      { type: 'edit', kind: 'TEXT', text: 'Лучше' },
    ],
    [
      {
        editedMessage: {
          message: {
            protocolMessage: {
              ...{ ...target, type: 'MESSAGE_EDIT' },
              editedMessage: { extendedTextMessage: { text: 'Лучше' } },
            },
          },
        },
      },
      { type: 'edit', kind: 'TEXT', text: 'Лучше' },
    ],
  ])('%j', (message, expected) => {
    const by = (fromMe: boolean) => one({ metadata: { ...metadata, fromMe }, message });
    const told = { messageKey: 'OLD', at: new Date(1780300800_000), ...expected };
    expect(by(false)).toMatchObject({ ...told, author: 'CONTACT', addresses: [real.metadata.remoteJid] });
    expect(by(true)).toMatchObject({ ...told, author: 'USER' });
  });

  it('is no message when it does not say which one it is about', () => {
    expect(one({ ...real, messageType: 'reaction', message: '👍' })).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining('without the id of its message'),
    });
  });
});
