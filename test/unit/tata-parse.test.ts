/** Parsing TATA's bodies: its own flat form, with one message or several, and Meta's envelope. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import type { ParsedWebhook } from '../../src/providers/contract/webhook.js';
import { parseTata } from '../../src/providers/tata/parse.js';

const parse = (body: unknown, extra: object = {}): ParsedWebhook =>
  parseTata({
    ...{ method: 'POST', path: '/webhook', pathSecret: 'a-key', publicUrl: '', query: {} },
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt: new Date('2026-11-20T12:00:00Z'),
    ...extra,
  });
const read = (body: unknown): readonly InboundEvent[] => parse(body).events;

const ours = '+918800000111';
const contact = { profile: { name: 'Asha' }, wa_id: '919900000101' };
const text = (id: string, body: string, extra: object = {}) => ({
  ...{ from: '919900000101', id, timestamp: '1795086842', type: 'text', text: { body } },
  ...extra,
});
const status = (word: string, extra: object = {}) => ({
  ...{ id: 'wamid.s', status: word, timestamp: '1795086842', recipient_id: '919900000101' },
  ...extra,
});

describe('messages', () => {
  it('are read from one object, as TATA posts it, and from an array, each at the number of the request', () => {
    const lone = read({
      contacts: [contact],
      messages: text('wamid.1', 'One'),
      businessPhoneNumber: ours,
      id: 'e',
    });
    expect(lone).toEqual([
      {
        type: 'message',
        channelExternalId: ours,
        eventType: 'text',
        externalEventId: 'wamid.1',
        from: '919900000101',
        senderName: 'Asha',
        kind: 'TEXT',
        text: 'One',
        attachments: [],
        messageKey: 'wamid.1',
        sentAt: new Date(1795086842_000),
        replyToExternalId: null,
      },
    ]);
    const several = { messages: [text('wamid.1', 'One'), text('wamid.2', 'Two')], businessPhoneNumber: ours };
    expect(read(several)).toMatchObject([
      { messageKey: 'wamid.1', text: 'One', channelExternalId: ours },
      { messageKey: 'wamid.2', text: 'Two', channelExternalId: ours },
    ]);
  });

  it('are known by their wamid, whatever the id of the envelope', () => {
    const keys = ['a', 'b'].map(id => {
      const [event] = read({ messages: text('wamid.1', 'One'), businessPhoneNumber: ours, id });
      return event?.type === 'message' ? event.messageKey : null;
    });
    expect(keys).toEqual(['wamid.1', 'wamid.1']);
  });

  it.each(['+918800000111', '918800000111', '+91 88000 00111'])('find the number written as %s', stated => {
    expect(read({ messages: text('wamid.1', 'x'), businessPhoneNumber: stated })).toMatchObject([
      { channelExternalId: ours },
    ]);
  });

  it('without a sender are of the contact beside them, by phone, else by user id', () => {
    const anonymous = text('wamid.1', 'x', { from: undefined });
    const by = (contacts: object[]) => read({ contacts, messages: anonymous, businessPhoneNumber: ours });
    expect(by([contact])).toMatchObject([{ type: 'message', from: '919900000101' }]);
    expect(by([{ profile: { username: 'asha' }, user_id: 'IN.7100000000001' }])).toMatchObject([
      { type: 'message', from: 'IN.7100000000001', senderName: 'asha' },
    ]);
    expect(by([])).toMatchObject([{ type: 'ignored', reason: expect.stringContaining('No sender') }]);
    expect(by([contact, { wa_id: '919900000102' }])).toMatchObject([{ type: 'ignored' }]);
  });

  it('show the words of a button, not TATA’s own routing id', () => {
    const button = {
      type: 'button',
      button: { payload: 'flow-7781', text: 'Yes, confirm' },
      text: undefined,
    };
    expect(read({ messages: text('wamid.1', '', button), businessPhoneNumber: ours })).toMatchObject([
      { kind: 'INTERACTIVE', text: 'Yes, confirm' },
    ]);
  });

  it('that are unsupported are kept as that', () => {
    const odd = { type: 'unsupported', errors: [{ code: 131051 }], text: undefined };
    expect(read({ messages: text('wamid.1', '', odd), businessPhoneNumber: ours })).toMatchObject([
      { type: 'message', kind: 'UNSUPPORTED' },
    ]);
  });
});

describe('statuses', () => {
  it('are all read, with our callback data where there is some', () => {
    const statuses = [status('sent'), status('read', { custom_callback_data: 'our-id' })];
    expect(read({ statuses, businessPhoneNumber: ours })).toMatchObject([
      { type: 'status', status: 'SENT', messageKey: 'wamid.s', correlationId: null, channelExternalId: ours },
      { type: 'status', status: 'READ', correlationId: 'our-id' },
    ]);
  });

  it('of a failure have the code, the words, and whether trying again can help', () => {
    const errors = (code: number) => [{ code, title: 'Title', error_data: { details: 'Details' } }];
    for (const [code, retryable] of [
      [131026, false],
      [131056, true],
    ] as const)
      expect(
        read({ statuses: [status('failed', { errors: errors(code) })], businessPhoneNumber: ours }),
      ).toMatchObject([
        { status: 'FAILED', failure: { providerCode: String(code), message: 'Details', retryable } },
      ]);
  });

  it.each(['accepted', 'deleted', 'somethingNew'])('with the word "%s" are kept without an effect', word => {
    expect(read({ statuses: [status(word)], businessPhoneNumber: ours })).toMatchObject([
      { type: 'ignored', reason: expect.stringContaining(word) },
    ]);
  });
});

it('Meta’s envelope is read as well, at the number inside or beside it', () => {
  const value = (extra: object) => ({ entry: [{ changes: [{ field: 'messages', value: extra }] }] });
  const inside = value({
    metadata: { display_phone_number: '918800000122' },
    messages: [text('wamid.1', 'x')],
  });
  expect(read(inside)).toMatchObject([{ channelExternalId: '+918800000122', text: 'x' }]);
  const beside = { ...value({ messages: [text('wamid.1', 'x')] }), businessPhoneNumber: ours };
  expect(read(beside)).toMatchObject([{ channelExternalId: ours }]);
});

it('other events are kept with what they are called', () => {
  expect(read({ event: 'template_approved', businessPhoneNumber: ours })).toMatchObject([
    { type: 'ignored', eventType: 'template_approved', channelExternalId: ours },
  ]);
});

it('a GET is answered harmlessly, with the challenge where there is one', () => {
  const get = (query: object) => parse('', { method: 'GET', query });
  expect(get({ 'hub.challenge': '42' })).toMatchObject({ events: [], reply: { body: '42' } });
  expect(get({})).toMatchObject({ events: [], reply: { contentType: 'text/plain', body: 'ok' } });
});

it.each(['inbound-text', 'inbound-image', 'inbound-button-reply', 'status-delivered'])(
  'the sample %s reads the same from what is kept',
  name => {
    const parsed = parse(readFileSync(`test/fixtures/tata/${name}.json`, 'utf8'));
    expect(parse(parsed.keptBody, { pathSecret: null })).toEqual(parsed);
  },
);

describe('a warning in Meta’s envelope', () => {
  const warn = (value: object, extra: object = {}) =>
    read({
      ...extra,
      entry: [{ time: 1795086842, changes: [{ field: 'phone_number_quality_update', value }] }],
    })[0];

  it('belongs to the number that it names, or that the request names', () => {
    const flagged = { event: 'FLAGGED', current_limit: 'TIER_1K' };
    const about = { type: 'warning', about: 'quality', state: 'FLAGGED (TIER_1K)', channelExternalId: ours };
    expect(warn({ ...flagged, display_phone_number: '918800000111' })).toMatchObject(about);
    expect(warn(flagged, { businessPhoneNumber: ours })).toMatchObject(about);
    expect(warn(flagged)).toMatchObject({ ...about, channelExternalId: null });
  });
});
