/** Parsing Twilio's bodies, by product. */
import { describe, expect, it } from '@jest/globals';
import { twilioConversations, twilioMessaging } from '../../src/providers/twilio/index.js';
import { type FormFields, formRequest, parseOne, serviceSid, twilioFixture } from '../support/twilio.js';

const sms = twilioFixture('messaging-inbound-sms-text');
const whatsapp = twilioFixture('messaging-inbound-whatsapp-text');
const added = twilioFixture('conversations-on-message-added-whatsapp-text');

describe('a message of Messaging', () => {
  it('is on the number in "To", from the person in "From", at no time that anybody stated', () => {
    expect(parseOne(twilioMessaging, whatsapp)).toEqual({
      type: 'message',
      channelExternalId: 'whatsapp:+14155550123',
      eventType: 'text',
      externalEventId: 'SM87473621b9654b1fead1a02ee6804ee2',
      from: 'whatsapp:+919900000101',
      senderName: 'Asha Rao',
      kind: 'TEXT',
      text: 'Hello, is the blue panel in stock?',
      attachments: [],
      messageKey: 'SM87473621b9654b1fead1a02ee6804ee2',
      sentAt: null,
      replyToExternalId: null,
    });
  });

  it('names the user id of its sender beside the phone, and in its place', () => {
    const both = { ...whatsapp, ExternalUserId: 'IN.7100000000001' };
    expect(parseOne(twilioMessaging, both)).toMatchObject({
      from: 'whatsapp:+919900000101',
      alsoKnownAs: ['whatsapp:IN.7100000000001'],
    });
    const hidden = { ...both, From: 'whatsapp:IN.7100000000001' };
    expect(parseOne(twilioMessaging, hidden)).toMatchObject({ from: 'whatsapp:IN.7100000000001' });
    expect(parseOne(twilioMessaging, hidden)).not.toHaveProperty('alsoKnownAs');
    expect(parseOne(twilioMessaging, { ...both, From: '' })).toMatchObject({
      from: 'whatsapp:IN.7100000000001',
    });
    expect(parseOne(twilioConversations, { ...added, ExternalUserId: 'IN.7100000000001' })).toMatchObject({
      alsoKnownAs: ['whatsapp:IN.7100000000001'],
    });
    for (const ExternalUserId of ['', '7100000000001', 'not an id'])
      expect(parseOne(twilioMessaging, { ...whatsapp, ExternalUserId })).not.toHaveProperty('alsoKnownAs');
  });

  it('of somebody whose name shows nothing has no name', () => {
    const named = { ...whatsapp, ProfileName: '\u200f\u3164' };
    expect(parseOne(twilioMessaging, named)).toMatchObject({ senderName: null });
  });

  it.each([
    [
      'what was pressed',
      { ButtonText: 'Yes', ButtonPayload: 'yes-1', Body: 'Yes' },
      { kind: 'INTERACTIVE', text: 'Yes', content: { type: 'choice', optionId: 'yes-1', title: 'Yes' } },
    ],
    [
      'what was chosen of a list',
      { ListId: 'm', ListTitle: 'Manicure', ListDescription: '1 h', Body: 'Manicure' },
      { content: { type: 'choice', optionId: 'm', title: 'Manicure', description: '1 h' } },
    ],
    [
      'the answers of a form',
      { FlowData: '{"flow_token":"t","name":"Asha"}', Body: '' },
      { text: 'name: Asha', content: { type: 'form', answers: { name: 'Asha' } } },
    ],
    [
      'a place',
      { Latitude: '43.2', Longitude: '76.9', Label: 'Shop', Address: 'Abay 1', Body: '' },
      { text: 'Shop\nAbay 1\n43.2, 76.9', content: { latitude: 43.2, longitude: 76.9, name: 'Shop' } },
    ],
    [
      'the advertisement that led to it',
      {
        ReferralSourceType: 'ad',
        ReferralSourceId: '1201',
        ReferralSourceUrl: 'https://fb.me/1',
        ReferralHeadline: 'Sale',
        ReferralBody: 'Only now',
        ReferralCtwaClid: 'clid',
      },
      {
        referral: {
          ...{ sourceType: 'ad', sourceId: '1201', sourceUrl: 'https://fb.me/1', headline: 'Sale' },
          ...{ body: 'Only now', clickId: 'clid' },
        },
      },
    ],
  ])('carries %s', (_what, fields, expected) => {
    expect(parseOne(twilioMessaging, { ...whatsapp, ...fields })).toMatchObject(expected);
  });

  it.each([
    [
      'an image',
      { NumMedia: '1', MediaUrl0: 'https://api.twilio.com/m0', MediaContentType0: 'image/jpeg', Body: '' },
      'IMAGE',
      null,
    ],
    [
      'a caption',
      { NumMedia: '1', MediaUrl0: 'https://api.twilio.com/m0', MediaContentType0: 'video/mp4' },
      'VIDEO',
      whatsapp.Body,
    ],
    [
      'a voice note',
      { NumMedia: '1', MediaUrl0: 'https://x', MediaContentType0: 'audio/ogg; codecs=opus', Body: '' },
      'AUDIO',
      null,
    ],
    [
      'a contact',
      { NumMedia: '1', MediaUrl0: 'https://x', MediaContentType0: 'text/vcard', Body: '' },
      'CONTACT',
      null,
    ],
    [
      'a file of a type that is not said',
      { NumMedia: '1', MediaUrl0: 'https://x', Body: '' },
      'DOCUMENT',
      null,
    ],
    [
      'a place',
      { Latitude: '43.2', Longitude: '76.9', Label: 'Office', Address: 'Abay 1', Body: '' },
      'LOCATION',
      'Office\nAbay 1\n43.2, 76.9',
    ],
    ['a pressed button', { ButtonText: 'Yes', ButtonPayload: 'y1', Body: 'Yes' }, 'INTERACTIVE', 'Yes'],
    ['nothing at all', { Body: '' }, 'UNSUPPORTED', null],
  ])('with %s is of its kind', (_name, extra, kind, text) => {
    expect(parseOne(twilioMessaging, { ...whatsapp, ...extra })).toMatchObject({
      type: 'message',
      kind,
      text,
    });
  });

  it('keeps every file with its address, in order, ten at the most', () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [
        [`MediaUrl${n}`, `https://api.twilio.com/m${n}`],
        [`MediaContentType${n}`, 'image/png'],
      ]).flat(),
    );
    const event = parseOne(twilioMessaging, { ...sms, ...files, NumMedia: '12' });
    expect(event.type === 'message' && event.attachments.map(({ url }) => url)).toEqual(
      Array.from({ length: 10 }, (_, n) => `https://api.twilio.com/m${n}`),
    );
  });

  it('to a group is its sender’s, with their own words and files', () => {
    const others = { OtherRecipients0: '+14155550198', OtherRecipients1: '+14155550197' };
    expect(parseOne(twilioMessaging, { ...sms, ...others })).toMatchObject({
      type: 'message',
      from: '+14155550199',
      channelExternalId: '+14155550167',
    });
  });

  it('says which message it answers', () => {
    expect(parseOne(twilioMessaging, { ...whatsapp, OriginalRepliedMessageSid: 'SM1' })).toMatchObject({
      replyToExternalId: 'SM1',
    });
  });

  it('gets back the plus that a form without encoding loses', () => {
    const body = 'MessageSid=SM1&From=whatsapp:+1234567890&To=+0987654321&Body=a+b';
    expect(parseOne(twilioMessaging, body)).toMatchObject({
      from: 'whatsapp:+1234567890',
      channelExternalId: '+0987654321',
      text: 'a b',
    });
  });

  it('without an id is known again by its content', () => {
    const { MessageSid: _, SmsSid: __, SmsMessageSid: ___, ...rest } = sms;
    const key = (fields: FormFields) => {
      const event = parseOne(twilioMessaging, fields);
      return event.type === 'message' ? event.messageKey : null;
    };
    expect(key(rest)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(key(rest)).toBe(key({ ...rest }));
    expect(key(rest)).not.toBe(key({ ...rest, Body: 'Another' }));
    expect(parseOne(twilioMessaging, { ...sms, MessageSid: ' ' })).toMatchObject({
      messageKey: sms.SmsMessageSid,
    });
  });

  it.each(['From', 'To'])('without "%s" is kept with the reason', name => {
    expect(parseOne(twilioMessaging, { ...sms, [name]: '' })).toMatchObject({
      type: 'ignored',
      reason: `The message has no "${name}".`,
    });
  });
});

describe('a status callback of Messaging', () => {
  const status = twilioFixture('messaging-status-sent');
  it.each([
    ['accepted', 'QUEUED'],
    ['queued', 'QUEUED'],
    ['sending', 'SENDING'],
    ['sent', 'SENT'],
    ['delivered', 'DELIVERED'],
    ['partially_delivered', 'DELIVERED'],
    ['read', 'READ'],
    ['undelivered', 'FAILED'],
    ['failed', 'FAILED'],
    ['canceled', 'CANCELLED'],
  ])('"%s" is %s, for our number in "From"', (word, expected) => {
    expect(parseOne(twilioMessaging, { ...status, MessageStatus: word })).toMatchObject({
      type: 'status',
      channelExternalId: '+14155550167',
      messageKey: 'SMd6c150f97c262ca86b46cfd2095698a9',
      status: expected,
      at: null,
    });
  });

  it('tells its source, and of a failure the code and what it means', () => {
    const failed = { ...status, MessageStatus: 'undelivered', ErrorCode: '63016', EventType: 'FAILED' };
    expect(twilioMessaging.parse(formRequest(failed)).source).toBe('TWILIO_STATUS');
    expect(parseOne(twilioMessaging, failed)).toMatchObject({
      type: 'status',
      failure: { providerCode: '63016', message: expect.stringContaining('24 hours') },
    });
    expect(
      parseOne(twilioMessaging, { ...status, MessageStatus: 'failed', ErrorCode: '1', ErrorMessage: 'Why' }),
    ).toMatchObject({
      failure: { providerCode: '1', message: 'Why' },
    });
  });

  it.each([
    ['63018', true],
    ['30001', true],
    ['63016', false],
    ['', false],
  ])('that fails with the code "%s" can succeed later: %s', (ErrorCode, retryable) => {
    expect(parseOne(twilioMessaging, { ...status, MessageStatus: 'failed', ErrorCode })).toMatchObject({
      failure: { retryable },
    });
  });

  it('names its recipient by phone and by user id', () => {
    const fields = { ...twilioFixture('messaging-status-sent'), To: 'whatsapp:+919900000101' };
    const status = { ...fields, ExternalUserId: 'IN.7100000000001' };
    expect(parseOne(twilioMessaging, status)).toMatchObject({
      type: 'status',
      recipients: ['whatsapp:+919900000101', 'whatsapp:IN.7100000000001'],
    });
    const receipt = twilioFixture('conversations-on-delivery-updated-delivered');
    expect(parseOne(twilioConversations, { ...receipt, ExternalUserId: 'IN.7100000000001' })).toMatchObject({
      type: 'status',
      recipients: ['whatsapp:IN.7100000000001'],
    });
  });

  it('carries our own id out of the URL, also when it is read again from what was kept', () => {
    const message = '01990000-0000-7000-8000-000000000001';
    const parsed = twilioMessaging.parse(formRequest(status, { query: { message } }));
    expect(parsed.events).toMatchObject([{ correlationId: message }]);
    const kept = { headers: { 'content-type': 'application/json' } };
    expect(twilioMessaging.parse(formRequest(parsed.keptBody, kept)).events).toEqual(parsed.events);
    expect(parseOne(twilioMessaging, status, { query: { message: 'x' } })).toMatchObject({
      correlationId: null,
    });
  });

  it('of WhatsApp has an EventType and is still no event of Conversations', () => {
    const read = { ...status, MessageStatus: 'read', EventType: 'READ' };
    expect(parseOne(twilioMessaging, read)).toMatchObject({ type: 'status', status: 'READ' });
  });

  it('with a word that is not known is kept with the reason', () => {
    expect(parseOne(twilioMessaging, { ...status, MessageStatus: 'teleported' })).toMatchObject({
      type: 'ignored',
    });
  });
});

describe('a message of Conversations', () => {
  it('is from its author, at the time that it says, on a number that has to be asked about', () => {
    expect(parseOne(twilioConversations, added)).toEqual({
      type: 'message',
      channelExternalId: null,
      channelLookup: `${serviceSid}/${added.ConversationSid}/${added.ParticipantSid}/`,
      eventType: 'onMessageAdded',
      externalEventId: 'IMae7be26cdaa742ca148068d5ac90eaca',
      from: 'whatsapp:+919900000101',
      senderName: null,
      kind: 'TEXT',
      text: 'Hello, is the blue panel in stock?',
      attachments: [],
      messageKey: 'IMae7be26cdaa742ca148068d5ac90eaca',
      sentAt: new Date('2026-11-18T09:14:02.511Z'),
      replyToExternalId: null,
    });
  });

  it.each([
    ['an agent', { Author: 'agent-42', Source: 'SDK' }, false],
    [
      'an agent whose name reads like a number',
      { Author: '10442', Source: 'SDK', ClientIdentity: '10442' },
      false,
    ],
    [
      'an agent whose name reads like an address',
      { Author: 'user:jane', ClientIdentity: 'user:jane' },
      false,
    ],
    ['a program', { Author: 'system', Source: 'API', ParticipantSid: '' }, true],
    ['a program under an address', { Source: 'API', ParticipantSid: '' }, true],
  ])('of %s is an echo', (_name, extra, isFromApi) => {
    expect(parseOne(twilioConversations, { ...added, ...extra })).toMatchObject({
      type: 'echo',
      to: '',
      isFromApi,
    });
  });

  it('of ours is known by the id in its attributes', () => {
    const id = '01990000-0000-7000-8000-000000000001';
    const Attributes = JSON.stringify({ trunklineMessageId: id });
    expect(parseOne(twilioConversations, { ...added, Attributes, Author: 'system' })).toMatchObject({
      type: 'echo',
      correlationId: id,
    });
  });

  it.each(['Sid', 'MediaSid'])('has its files in JSON text, with the id as "%s"', name => {
    const Media = JSON.stringify([
      { [name]: 'ME1', ContentType: 'image/jpeg', Filename: 'wall.jpg', Size: 1234 },
    ]);
    expect(parseOne(twilioConversations, { ...added, Media, Body: '' })).toMatchObject({
      kind: 'IMAGE',
      text: null,
      attachments: [
        {
          mimeType: 'image/jpeg',
          fileName: 'wall.jpg',
          sizeBytes: 1234,
          url: `https://mcs.us1.twilio.com/v1/Services/${serviceSid}/Media/ME1`,
        },
      ],
    });
  });

  it.each(['not json', '{"Sid":', 'null', '7', '[null]', '[[]]'])('survives the media %s', Media => {
    expect(parseOne(twilioConversations, { ...added, Media }).type).toBe('message');
  });

  it('on an own route asks by that route, also when it is read again from what was kept', () => {
    const parsed = twilioConversations.parse(formRequest(added, { path: '/webhooks/support' }));
    expect(parsed.events).toMatchObject([
      { channelLookup: `${serviceSid}/${added.ConversationSid}/${added.ParticipantSid}/support` },
    ]);
    const kept = { headers: { 'content-type': 'application/json' } };
    expect(twilioConversations.parse(formRequest(parsed.keptBody, kept)).events).toEqual(parsed.events);
  });

  it('is read from the JSON of the set-up guide too, which names too little', () => {
    const guide = JSON.stringify({
      EventType: 'onMessageAdded',
      ConversationSid: 'CHxxx...',
      ParticipantSid: 'MBxxx...',
    });
    expect(parseOne(twilioConversations, guide)).toMatchObject({
      type: 'ignored',
      eventType: 'onMessageAdded',
      reason: expect.stringContaining('"MessageSid"'),
    });
  });
});

describe('other events of Conversations', () => {
  it.each([
    ['conversations-on-delivery-updated-sent', 'SENT', '2026-11-18T09:15:11.204Z'],
    ['conversations-on-delivery-updated-delivered', 'DELIVERED', '2026-11-18T09:15:13.870Z'],
  ])('%s is a status of our message, at its own time', (name, status, at) => {
    expect(parseOne(twilioConversations, twilioFixture(name))).toMatchObject({
      type: 'status',
      messageKey: 'IM9bdab36abd4002a5ba799112841e27ee',
      channelLookup: `${serviceSid}/CHa9f7e97965d6cf799a529102a973b8b9/MBec6ef230f1828039ee794566b9c58adc/`,
      status,
      at: new Date(at),
    });
  });

  it.each(['conversations-on-conversation-added-whatsapp', 'conversations-on-participant-added-whatsapp'])(
    '%s is no message and says which number the conversation is on',
    name => {
      expect(parseOne(twilioConversations, twilioFixture(name))).toMatchObject({
        type: 'ignored',
        channelExternalId: 'whatsapp:+14155550123',
        channelLookup: expect.stringContaining('CHa9f7e97965d6cf799a529102a973b8b9'),
      });
    },
  );

  it.each([
    ['onParticipantUpdated', {}, true],
    ['onParticipantRemoved', {}, false],
    ['onConversationRemoved', {}, false],
    ['onConversationStateUpdated', { StateTo: 'closed' }, false],
  ])('%s ends what was known of the conversation', (EventType, extra, isAnswer) => {
    const fields = { ...twilioFixture('conversations-on-participant-added-whatsapp'), EventType, ...extra };
    const event = parseOne(twilioConversations, fields);
    expect(event).toMatchObject({ type: 'ignored', endsLookups: '/CHa9f7e97965d6cf799a529102a973b8b9/' });
    expect(event.channelLookup != null).toBe(isAnswer);
  });

  it.each([
    ['onParticipantAdded', {}],
    ['onConversationStateUpdated', { StateTo: 'inactive' }],
    ['onMessageUpdated', {}],
  ])('%s %j ends nothing', (EventType, extra) => {
    const fields = { ...twilioFixture('conversations-on-participant-added-whatsapp'), EventType, ...extra };
    expect(parseOne(twilioConversations, fields)).not.toHaveProperty('endsLookups');
  });

  it('of a participant answers the very question that this person’s messages ask', () => {
    const participant = parseOne(
      twilioConversations,
      twilioFixture('conversations-on-participant-added-whatsapp'),
    );
    expect(participant.channelLookup).toBe(parseOne(twilioConversations, added).channelLookup);
  });

  it('that a message was edited changes the message, whichever side wrote it', () => {
    const fields = twilioFixture('conversations-on-message-updated');
    expect(parseOne(twilioConversations, fields)).toMatchObject({
      ...{ type: 'edit', author: 'SYSTEM', isOfEitherSide: true, messageKey: fields.MessageSid },
      ...{ kind: 'TEXT', text: fields.Body, at: new Date(fields.DateUpdated ?? '') },
      channelLookup: parseOne(twilioConversations, added).channelLookup,
    });
    const { Body: _body, ...wordless } = fields;
    expect(parseOne(twilioConversations, wordless)).toMatchObject({ type: 'ignored' });
  });

  it('that a message was removed deletes the message', () => {
    const updated = twilioFixture('conversations-on-message-updated');
    const fields = {
      ...updated,
      ...{ EventType: 'onMessageRemoved', DateRemoved: '2026-11-18T09:30:00.000Z', ClientIdentity: 'agent' },
    };
    expect(parseOne(twilioConversations, fields)).toMatchObject({
      ...{ type: 'deletion', author: 'USER', messageKey: updated.MessageSid },
      at: new Date('2026-11-18T09:30:00.000Z'),
    });
  });

  it.each([
    'onMessageAdd',
    'onConversationStateUpdated',
    'onConversationRemoved',
    'onParticipantRemoved',
    'onUserUpdated',
    'onSomethingNew',
  ])('%s is kept with a reason and is never a message', EventType => {
    const event = parseOne(twilioConversations, { ...added, EventType });
    expect(event).toMatchObject({ type: 'ignored', eventType: EventType });
    expect(event.type === 'ignored' && event.reason).not.toBe('');
  });
});

describe('the answer', () => {
  it.each([
    ['a message', sms],
    ['a status', twilioFixture('messaging-status-sent')],
    ['nothing that is known', { Hello: '1' }],
  ])('to %s is empty TwiML, from both products', (_name, fields) => {
    for (const provider of [twilioMessaging, twilioConversations]) {
      const { reply } = provider.parse(formRequest(fields));
      expect(reply?.contentType).toContain('text/xml');
      expect(reply?.body.replace(/^<\?xml[^>]*>/, '')).toBe('<Response/>');
    }
  });

  it('to an event of Conversations is an object that changes nothing', () => {
    for (const EventType of ['onMessageAdd', 'onMessageAdded']) {
      const { reply } = twilioConversations.parse(formRequest({ ...added, EventType }));
      expect(reply).toEqual({ contentType: 'application/json', body: '{}' });
    }
  });
});

describe("the other product's body", () => {
  it('is kept with a sentence that says what to connect', () => {
    expect(parseOne(twilioConversations, whatsapp)).toMatchObject({
      type: 'ignored',
      channelExternalId: 'whatsapp:+14155550123',
      reason: expect.stringContaining('Twilio Messaging'),
    });
    expect(parseOne(twilioMessaging, added)).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining('Twilio Conversations'),
    });
  });
});
