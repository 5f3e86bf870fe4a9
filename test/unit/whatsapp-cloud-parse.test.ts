import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import type { WebhookRequest } from '../../src/providers/contract/webhook.js';
import { parseCloud } from '../../src/providers/whatsapp-cloud/parse.js';
import { identifyCloud, signCloud, verifyCloud } from '../../src/providers/whatsapp-cloud/verify.js';

const request = (rawBody: string | Buffer, extra: Partial<WebhookRequest> = {}): WebhookRequest => ({
  method: 'POST',
  path: '/webhooks/whatsapp-cloud',
  pathSecret: null,
  publicUrl: '',
  query: {},
  headers: { 'content-type': 'application/json' },
  rawBody: Buffer.from(rawBody),
  receivedAt: new Date('2026-11-20T12:00:00Z'),
  ...extra,
});
const value = (phoneNumberId: string, rest: object) => ({
  field: 'messages',
  value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...rest },
});
const parse = (entry: unknown): readonly InboundEvent[] =>
  parseCloud(request(JSON.stringify({ object: 'whatsapp_business_account', entry }))).events;
const one = (message: object, contacts: object[] = []): InboundEvent | undefined =>
  parse([
    {
      changes: [
        value('1', {
          contacts,
          messages: [{ from: '919900000303', id: 'wamid.1', timestamp: '1795086842', ...message }],
        }),
      ],
    },
  ])[0];

describe('a request', () => {
  it('of two entries, two numbers and three statuses is read whole, each at its own number', () => {
    const status = (id: string, word: string) => ({
      id,
      status: word,
      timestamp: '1795086842',
      recipient_id: '919900000303',
    });
    const events = parse([
      {
        changes: [
          value('111', {
            messages: [{ from: '919900000303', id: 'wamid.m', type: 'text', text: { body: 'Hi' } }],
            statuses: [status('wamid.a', 'sent')],
          }),
        ],
      },
      {
        changes: [
          value('122', { statuses: [status('wamid.b', 'delivered'), status('wamid.b', 'read')] }),
          { field: 'account_update', value: {} },
        ],
      },
    ]);
    expect(events.map(event => [event.type, event.channelExternalId, event.externalEventId])).toEqual([
      ['message', '111', 'wamid.m'],
      ['status', '111', 'wamid.a'],
      ['status', '122', 'wamid.b'],
      ['status', '122', 'wamid.b'],
      ['ignored', null, null],
    ]);
  });

  it('about a fault of Meta’s is kept with the code', () => {
    const errors = [{ code: 130429, title: 'Rate limit hit', error_data: { details: 'Slow down.' } }];
    expect(parse([{ changes: [value('1', { errors })] }])).toMatchObject([
      {
        type: 'ignored',
        channelExternalId: '1',
        eventType: 'errors',
        reason: 'Meta reports a fault: 130429 Slow down.',
      },
    ]);
  });
});

describe('a message', () => {
  it.each([
    [
      { type: 'text', text: { body: 'Hi' } },
      { kind: 'TEXT', text: 'Hi' },
    ],
    [
      { type: 'audio', audio: { id: '7', mime_type: 'audio/ogg; codecs=opus', voice: true } },
      { kind: 'AUDIO', attachments: [{ mediaId: '7', isVoice: true }] },
    ],
    [
      {
        type: 'document',
        document: { id: '7', mime_type: 'application/pdf', filename: 'a.pdf', caption: 'See' },
      },
      { kind: 'DOCUMENT', text: 'See', attachments: [{ fileName: 'a.pdf' }] },
    ],
    [
      { type: 'location', location: { latitude: 1.5, longitude: 2, name: 'Shop' } },
      { kind: 'LOCATION', text: 'Shop\n1.5, 2' },
    ],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Asha' }, phones: [{ phone: '+91 99' }] }] },
      { kind: 'CONTACT', text: 'Asha\n+91 99' },
    ],
    [
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent' } } },
      { kind: 'INTERACTIVE', text: 'Sent' },
    ],
    [
      { type: 'order', order: { product_items: [{ product_retailer_id: 'sku-1', quantity: 2 }] } },
      { kind: 'ORDER', text: 'sku-1 × 2' },
    ],
    [
      { type: 'order', order: { product_items: [], text: 'Позже' } },
      { kind: 'ORDER', text: 'Позже' },
    ],
    [
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: 'm', title: 'Manicure', description: '1 h' } },
      },
      {
        text: 'Manicure',
        content: { type: 'choice', optionId: 'm', title: 'Manicure', description: '1 h' },
      },
    ],
    [
      { type: 'button', button: { payload: 'yes-1', text: 'Yes' } },
      { text: 'Yes', content: { type: 'choice', optionId: 'yes-1', title: 'Yes' } },
    ],
    [
      {
        type: 'contacts',
        contacts: [
          { org: { company: 'Shop' }, phones: [{ phone: '99', wa_id: '919900000404', type: 'CELL' }] },
        ],
      },
      {
        text: 'Shop\n+919900000404',
        content: { cards: [{ organization: 'Shop', phones: [{ phone: '+919900000404', label: 'CELL' }] }] },
      },
    ],
    [
      {
        type: 'interactive',
        interactive: { nfm_reply: { body: 'Sent', response_json: '{"flow_token":"t","name":"Asha"}' } },
      },
      { text: 'name: Asha', content: { type: 'form', answers: { name: 'Asha' } } },
    ],
    [
      {
        type: 'interactive',
        interactive: { nfm_reply: { body: 'Sent', response_json: '{"flow_token":"t"}' } },
      },
      { text: 'Sent' },
    ],
    [
      { type: 'interactive', interactive: { nfm_reply: { body: 'Sent', response_json: '{"broken' } } },
      { text: 'Sent' },
    ],
    [
      { type: 'system', system: { type: 'user_changed_number', body: 'New number' } },
      { kind: 'SYSTEM', text: 'New number' },
    ],
    [
      { type: 'unsupported', errors: [{ code: 131051 }] },
      { kind: 'UNSUPPORTED', text: null },
    ],
  ])('%j', (message, expected) => {
    expect(one(message)).toMatchObject({
      type: 'message',
      from: '919900000303',
      messageKey: 'wamid.1',
      ...expected,
    });
  });

  it('of a person with a username has the business-scoped user id for an address', () => {
    const contacts = [{ profile: { name: 'Asha', username: 'asha' }, user_id: 'IN.7100000000001' }];
    const message = { from: undefined, from_user_id: 'IN.7100000000001', type: 'text', text: { body: 'Hi' } };
    expect(one(message, contacts)).toMatchObject({ from: 'IN.7100000000001', senderName: 'Asha' });
  });

  it('of a group, and the opening of a chat, are passed over with a reason', () => {
    expect(one({ group_id: 'g1', type: 'text', text: { body: 'Hi' } })).toMatchObject({ type: 'ignored' });
    expect(one({ type: 'request_welcome' })).toMatchObject({ type: 'ignored' });
    expect(one({ type: 'request_welcome', referral: {} })).toMatchObject({ type: 'ignored' });
  });
});

it('a name that shows nothing is none, and the username takes its place', () => {
  const message = { type: 'text', text: { body: 'Hi' } };
  const named = (profile: object) => one(message, [{ profile, wa_id: '919900000303' }]);
  expect(named({ name: '\u3164\u200b', username: 'asha' })).toMatchObject({ senderName: 'asha' });
  expect(named({ name: '\u2800' })).toMatchObject({ senderName: null });
});

it('an echo of buttons or of a list says what was offered', () => {
  const echo = (interactive: object) => {
    const item = { from: '15550100111', to: '919900000303', id: 'wamid.e', type: 'interactive', interactive };
    return parse([
      { changes: [{ ...value('111', { message_echoes: [item] }), field: 'smb_message_echoes' }] },
    ])[0];
  };
  const buttons = {
    type: 'button',
    header: { type: 'text', text: 'Panels' },
    body: { text: 'Which one?' },
    footer: { text: 'Shop' },
    action: { buttons: [{ type: 'reply', reply: { id: 'b', title: 'Blue' } }] },
  };
  const list = {
    type: 'list',
    body: { text: 'Which one?' },
    action: { button: 'Choose', sections: [{ title: 'Panels', rows: [{ id: 'b', title: 'Blue' }] }] },
  };
  const link = {
    type: 'cta_url',
    body: { text: 'Our shop' },
    action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://shop.example' } },
  };
  expect(echo(buttons)).toMatchObject({
    kind: 'INTERACTIVE',
    text: 'Panels\nWhich one?\n• Blue\nShop',
  });
  expect(echo(list)).toMatchObject({ kind: 'INTERACTIVE', text: 'Which one?\n• Blue' });
  expect(echo(link)).toMatchObject({ kind: 'INTERACTIVE', text: 'Our shop\n• Open' });
});

it('an answer from the phone is an echo, not a message', () => {
  const echo = {
    from: '15550100111',
    to: '919900000303',
    id: 'wamid.e',
    timestamp: '1795086842',
    type: 'text',
    text: { body: 'Soon' },
  };
  expect(
    parse([{ changes: [{ ...value('111', { message_echoes: [echo] }), field: 'smb_message_echoes' }] }]),
  ).toMatchObject([
    {
      type: 'echo',
      channelExternalId: '111',
      to: '919900000303',
      text: 'Soon',
      messageKey: 'wamid.e',
      isFromApi: false,
    },
  ]);
});

describe('a change of a message', () => {
  const edited = { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'Better' } } };
  const caption = { original_message_id: 'wamid.0', message: { type: 'image', image: { caption: 'Blue' } } };
  const about = { messageKey: 'wamid.0', at: new Date(1795086842_000) };
  const changes: [object, object][] = [
    [
      { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } },
      { type: 'reaction', emoji: '👍', ...about },
    ],
    [
      { type: 'reaction', reaction: { message_id: 'wamid.0' } },
      { type: 'reaction', emoji: null, ...about },
    ],
    [{ reaction: { message_id: 'wamid.0', emoji: '👍' } }, { type: 'reaction', emoji: '👍' }],
    [
      { type: 'edit', edit: edited },
      { type: 'edit', kind: 'TEXT', text: 'Better', ...about },
    ],
    [
      { type: 'edit', edit: caption },
      { type: 'edit', kind: 'IMAGE', text: 'Blue', ...about },
    ],
    [
      { type: 'revoke', revoke: { original_message_id: 'wamid.0' } },
      { type: 'deletion', ...about },
    ],
    [{ type: 'edit', edit: { original_message_id: 'wamid.0' } }, { type: 'ignored' }],
    [{ type: 'revoke' }, { type: 'ignored' }],
    [{ type: 'reaction', reaction: { emoji: '👍' } }, { type: 'ignored' }],
  ];

  it.each(changes)('by the person: %j', (message, expected) => {
    const event = one(message);
    expect(event).toMatchObject({ externalEventId: 'wamid.1', ...expected });
    if (event?.type !== 'ignored')
      expect(event).toMatchObject({ author: 'CONTACT', addresses: ['919900000303'] });
  });

  it.each(changes)('by our phone: %j', (message, expected) => {
    const echo = {
      from: '15550100111',
      to: '919900000303',
      id: 'wamid.e',
      timestamp: '1795086842',
      ...message,
    };
    const [event] = parse([
      { changes: [{ ...value('111', { message_echoes: [echo] }), field: 'smb_message_echoes' }] },
    ]);
    expect(event).toMatchObject(expected);
    if (event?.type !== 'ignored')
      expect(event).toMatchObject({ author: 'USER', addresses: ['919900000303'] });
  });
});

describe('a status', () => {
  const read = (status: object) =>
    parse([
      { changes: [value('1', { statuses: [{ id: 'wamid.1', timestamp: '1795086842', ...status }] })] },
    ])[0];
  it('of a failure has the code and the most telling words; it needs no recipient', () => {
    const errors = [
      { code: 131047, title: 'Re-engagement message', error_data: { details: 'More than 24 hours.' } },
    ];
    expect(read({ status: 'failed', errors })).toMatchObject({
      ...{
        type: 'status',
        status: 'FAILED',
        failure: { providerCode: '131047', message: 'Only a template can be sent now: More than 24 hours.' },
      },
    });
  });
  it('of a failure by pace says that trying again can help', () => {
    expect(read({ status: 'failed', errors: [{ code: 131056, title: 'Pair rate' }] })).toMatchObject({
      failure: { providerCode: '131056', retryable: true },
    });
  });
  it.each([
    ['played', { type: 'status', status: 'READ' }],
    ['deleted', { type: 'ignored', reason: expect.stringContaining('deleted') }],
    ['accepted', { type: 'ignored' }],
  ])('%s', (status, expected) => {
    expect(read({ status })).toMatchObject(expected);
  });
});

describe('the signature', () => {
  const body = readFileSync('test/fixtures/whatsapp-cloud/inbound-text.json');
  const credentials = {
    accessToken: 'a-token',
    appSecret: 'test-app-secret',
    baseUrl: 'https://graph.facebook.com',
  };
  const right = 'sha256=8d88bf8d921f6b082c5bbf58e946faf76c43e356a08bda155ed590b17b3005b9';
  const verify = (signature: string | undefined, isKeyRight = false, rawBody: string | Buffer = body) =>
    verifyCloud(
      request(rawBody, { headers: signature === undefined ? {} : { 'x-hub-signature-256': signature } }),
      credentials,
      isKeyRight,
    );

  it('is that of the vector, over the raw bytes', () => {
    expect(signCloud(body, 'test-app-secret')).toBe(right);
    expect(verify(right)).toBe('accepted');
    expect(verify(right, false, JSON.stringify(JSON.parse(body.toString())))).toBe('refused');
  });
  it.each(['', 'sha256=', `sha256=${'0'.repeat(64)}`, right.slice(7), 'sha1=8d88bf'])(
    '"%s" is refused, beside a right key too',
    signature => {
      expect(verify(signature)).toBe('refused');
      expect(verify(signature, true)).toBe('refused');
    },
  );
  it('may be missing only beside a right key, or where bare requests are taken', () => {
    expect(verify(undefined)).toBe('bare');
    expect(verify(undefined, true)).toBe('accepted');
  });
});

describe('the handshake', () => {
  const credentials = {
    accessToken: 'a-token',
    appSecret: 'secret',
    verifyToken: 'own-token',
    baseUrl: 'https://graph.facebook.com',
  };
  const get = (query: Record<string, string>) =>
    request('', {
      method: 'GET',
      query: { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', ...query },
    });

  it('answers the bare challenge', () => {
    expect(parseCloud(get({}))).toMatchObject({
      events: [],
      reply: { contentType: 'text/plain', body: '1158201444' },
    });
  });
  it('finds the account by the key in the URL, else by the verify token', () => {
    expect(identifyCloud(get({ 'hub.verify_token': 'k1' })).key).toBe('k1');
    expect(identifyCloud(get({ 'hub.verify_token': 'k1', key: 'k2' })).key).toBe('k2');
  });
  it.each([
    ['the token that is the key', { 'hub.verify_token': 'the-key' }, true, 'accepted'],
    ['the key in the URL and as token', { 'hub.verify_token': 'the-key', key: 'the-key' }, true, 'accepted'],
    [
      'the account’s own token beside the key',
      { 'hub.verify_token': 'own-token', key: 'the-key' },
      true,
      'accepted',
    ],
    ['another token beside the key', { 'hub.verify_token': 'other', key: 'the-key' }, true, 'refused'],
    ['no token', { key: 'the-key' }, true, 'refused'],
    ['a wrong key', { 'hub.verify_token': 'own-token', key: 'wrong' }, false, 'refused'],
    ['another mode', { 'hub.verify_token': 'the-key', 'hub.mode': 'unsubscribe' }, true, 'refused'],
  ])('with %s', (_name, query, isKeyRight, expected) => {
    expect(verifyCloud(get(query as unknown as Record<string, string>), credentials, isKeyRight)).toBe(
      expected,
    );
  });
});

describe('a warning of Meta', () => {
  const told = (field: string, given: object): unknown =>
    parse([{ id: '2100', time: 1795086842, changes: [{ field, value: given }] }])[0];
  const at = new Date(1795086842_000);
  const number = { display_phone_number: '+1 555-010-0111' };

  it.each<[string, object, string, string, boolean]>([
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'April 17, 2025' } },
      ...(['ban', 'disabled the business account (April 17, 2025)', true] as const),
    ],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: ['SCHEDULE_FOR_DISABLE'] } },
      ...(['ban', 'is going to disable', false] as const),
    ],
    [
      'account_update',
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } },
      ...(['violation', 'violated its policy: ADULT', false] as const),
    ],
    ['account_update', { event: 'ACCOUNT_DELETED' }, 'connection', 'deleted', true],
    ['account_update', { event: 'ACCOUNT_OFFBOARDED' }, 'connection', 'disconnected', true],
    ['account_review_update', { decision: 'REJECTED' }, 'review', 'rejected the business account', true],
    ['account_review_update', { decision: 'PENDING' }, 'review', 'has not approved', false],
    [
      'account_alerts',
      {
        ...{ entity_type: 'BUSINESS', entity_id: '506' },
        alert_info: {
          ...{ alert_severity: 'WARNING', alert_status: 'ACTIVE' },
          ...{ alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED', alert_description: 'Not yet' },
        },
      },
      ...(['alert INCREASED_CAPABILITIES_ELIGIBILITY', 'Meta says: Not yet.', false] as const),
    ],
  ])('by %s %j is about every number of the account', (field, given, about, text, isBlocking) => {
    expect(told(field, given)).toMatchObject({
      ...{ type: 'warning', channelExternalId: null, ownNumber: null, eventType: field, about, at },
      warning: { text: expect.stringContaining(text), isBlocking },
    });
  });

  it('that restricts the account says what and until when, and ends with the last of it', () => {
    const restriction_info = [
      { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: '2026-12-01T00:00:00+0000' },
      { restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION', expiration: 1796169600 },
    ];
    const text =
      'Meta restricted the business account: RESTRICTED_BIZ_INITIATED_MESSAGING until 2026-12-01T00:00:00.000Z, RESTRICTED_ADD_PHONE_NUMBER_ACTION until 2026-12-02T00:00:00.000Z.';
    expect(told('account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info })).toMatchObject({
      ...{ about: 'restriction', at },
      warning: { text, isBlocking: false, until: new Date('2026-12-02T00:00:00Z') },
    });
  });

  it.each<[string, object, string]>([
    ['phone_number_quality_update', { event: 'FLAGGED', current_limit: 'TIER_10K' }, 'quality'],
    ['phone_number_quality_update', { event: 'DOWNGRADE', current_limit: 'TIER_1K' }, 'limit'],
    ['phone_number_name_update', { decision: 'REJECTED', rejection_reason: 'NAME_FORMAT' }, 'name'],
  ])('by %s %j is about the number that it names', (field, given, about) => {
    expect(told(field, { ...number, ...given })).toMatchObject({
      ...{ type: 'warning', channelExternalId: null, ownNumber: '15550100111', about, at },
      warning: { text: expect.stringContaining('Meta'), isBlocking: false, until: null },
    });
  });

  it('about a number by its id is filed there', () => {
    const facts = { alert_severity: 'CRITICAL', alert_type: 'OBA_REJECTED', alert_description: 'No.' };
    expect(told('account_alerts', { entity_type: 'PHONE_NUMBER', entity_id: '111', ...facts })).toMatchObject(
      { type: 'warning', channelExternalId: '111', ownNumber: null, about: 'alert OBA' },
    );
  });

  it.each<[string, object, string]>([
    ['phone_number_quality_update', { event: 'UNFLAGGED', current_limit: 'TIER_10K' }, 'quality'],
    ['phone_number_quality_update', { event: 'UPGRADE', current_limit: 'TIER_10K' }, 'limit'],
    ['phone_number_name_update', { decision: 'APPROVED' }, 'name'],
    ['account_review_update', { decision: 'APPROVED' }, 'review'],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }, 'ban'],
    ['account_update', { event: 'ACCOUNT_RECONNECTED' }, 'connection'],
    [
      'account_alerts',
      { alert_info: { alert_severity: 'INFORMATIONAL', alert_type: 'OBA_APPROVED' } },
      'alert OBA',
    ],
  ])('is taken back by %s %j', (field, given, about) => {
    expect(told(field, given)).toMatchObject({ type: 'warning', about, warning: null });
  });

  it.each<[string, unknown]>([
    ['account_update', { event: 'VERIFIED_ACCOUNT' }],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: 7 }],
    ['account_update', null],
    ['phone_number_quality_update', { event: 'ONBOARDING' }],
    ['phone_number_name_update', { decision: 'PENDING' }],
    ['account_alerts', { alert_info: [] }],
    ['account_review_update', 'x'],
  ])('is not in %s %j', (field, given) => {
    expect(told(field, given as object)).toMatchObject({ type: 'ignored' });
  });
});
