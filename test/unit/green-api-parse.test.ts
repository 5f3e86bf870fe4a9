import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import type { WebhookRequest } from '../../src/providers/contract/webhook.js';
import { findInstances, parseGreenApi } from '../../src/providers/green-api/parse.js';

const receivedAt = new Date('2026-06-01T12:00:00Z');
const person = '77010000021@c.us';

function one(body: unknown, query: Record<string, string> = {}): InboundEvent {
  const request = (rawBody: string, inUrl: Record<string, string>): WebhookRequest => ({
    method: 'POST',
    path: '/whatsapp/webhook',
    pathSecret: null,
    publicUrl: '',
    query: inUrl,
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(rawBody),
    receivedAt,
  });
  const parsed = parseGreenApi(request(JSON.stringify(body), query));
  expect(parseGreenApi(request(parsed.keptBody, {}))).toEqual(parsed);
  expect(parsed.events).toHaveLength(1);
  return parsed.events[0] as InboundEvent;
}

const envelope = {
  instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
  timestamp: 1780300800,
  idMessage: 'A1B2C3',
};
const incoming = (messageData: object, sender: object = {}) => ({
  ...envelope,
  typeWebhook: 'incomingMessageReceived',
  senderData: { chatId: person, sender: person, senderName: 'Айгерим', ...sender },
  messageData,
});

describe('a message', () => {
  const file = {
    downloadUrl: 'https://media.example/1',
    caption: '',
    fileName: '1.bin',
    mimeType: 'video/mp4',
  };
  it.each([
    ['textMessage', { textMessageData: { textMessage: 'Да' } }, { kind: 'TEXT', text: 'Да' }],
    ['extendedTextMessage', { extendedTextMessageData: { text: 'Да' } }, { kind: 'TEXT', text: 'Да' }],
    [
      'quotedMessage',
      { extendedTextMessageData: { text: 'Да', stanzaId: 'X1' } },
      { text: 'Да', replyToExternalId: 'X1' },
    ],
    ['videoMessage', { fileMessageData: file }, { kind: 'VIDEO', text: null }],
    ['stickerMessage', { fileMessageData: { ...file, mimeType: 'image/webp' } }, { kind: 'STICKER' }],
    [
      'locationMessage',
      { locationMessageData: { latitude: 1.5, longitude: 2 } },
      { kind: 'LOCATION', text: '1.5, 2' },
    ],
    [
      'contactsArrayMessage',
      {
        messageData: {
          contacts: [
            { displayName: 'А', vcard: 'TEL;waid=77010000033:+7' },
            { displayName: 'Б', vcard: '' },
          ],
        },
      },
      { kind: 'CONTACT', text: 'А\n+77010000033\nБ' },
    ],
    [
      'pollMessage',
      { pollMessageData: { name: 'Когда?', options: [{ optionName: 'Утром' }, { optionName: 'Днём' }] } },
      { kind: 'INTERACTIVE', text: 'Когда?\n• Утром\n• Днём' },
    ],
    [
      'pollUpdateMessage',
      {
        pollMessageData: {
          stanzaId: 'P1',
          votes: [
            { optionName: 'Утром', optionVoters: [person] },
            { optionName: 'Днём', optionVoters: [] },
          ],
        },
      },
      { kind: 'INTERACTIVE', text: 'Утром', replyToExternalId: 'P1' },
    ],
    [
      'buttonsMessage',
      { buttonsMessage: { contentText: 'Выберите' } },
      { kind: 'INTERACTIVE', text: 'Выберите' },
    ],
    ['templateMessage', { templateMessage: { contentText: 'Шаблон' } }, { kind: 'TEMPLATE', text: 'Шаблон' }],
    [
      'interactiveButtons',
      {
        interactiveButtons: {
          ...{ header: 'Запись', body: 'Подтвердите визит', footer: 'Салон' },
          buttons: [
            { type: 'url', buttonId: '1', buttonText: 'Сайт', url: 'https://salon.example' },
            { type: 'call', buttonId: '2', buttonText: 'Позвонить', phoneNumber: '77010000010' },
          ],
        },
      },
      { kind: 'INTERACTIVE', text: 'Запись\nПодтвердите визит\n• Сайт\n• Позвонить\nСалон' },
    ],
    [
      'interactiveButtons',
      { interactiveButtons: { titleText: 'Запись', contentText: 'Подтвердите визит', footerText: 'Салон' } },
      { kind: 'INTERACTIVE', text: 'Запись\nПодтвердите визит\nСалон' },
    ],
    [
      'interactiveButtonsReply',
      {
        interactiveButtonsReply: {
          ...{ header: '', body: 'Придёте?', footer: '' },
          buttons: [
            { buttonId: '1', buttonText: 'Да' },
            { buttonId: '2', buttonText: 'Нет' },
          ],
        },
      },
      { kind: 'INTERACTIVE', text: 'Придёте?\n• Да\n• Нет', replyToExternalId: null },
    ],
    [
      'listMessage',
      {
        listMessage: {
          ...{ title: 'Услуги', contentText: 'Что вам нужно?', footer: 'Салон', buttonText: 'Выбрать' },
          sections: [
            { title: 'Ногти', rows: [{ title: 'Маникюр', rowId: 'm', description: '1 час' }] },
            { title: 'Лицо', rows: [{ title: 'Брови', rowId: 'b' }] },
          ],
        },
      },
      { kind: 'INTERACTIVE', text: 'Услуги\nЧто вам нужно?\n• Маникюр: 1 час\n• Брови\nСалон' },
    ],
    [
      'listResponseMessage',
      { listResponseMessage: { title: 'Маникюр', singleSelectReply: 'm', stanzaId: 'L1' } },
      { kind: 'INTERACTIVE', text: 'Маникюр', replyToExternalId: 'L1' },
    ],
    [
      'buttonsMessage',
      {
        buttonsMessage: {
          ...{ contentText: 'Придёте?', footer: 'Салон' },
          buttons: [{ buttonId: '1', buttonText: { displayText: 'Да' } }],
        },
      },
      { kind: 'INTERACTIVE', text: 'Придёте?\n• Да\nСалон' },
    ],
    [
      'templateMessage',
      {
        templateMessage: {
          ...{ contentText: 'Ваш код 1234', footer: 'Салон' },
          buttons: [
            { index: 1, urlButton: { displayText: 'Сайт', url: 'https://salon.example' } },
            { index: 2, quickReplyButton: { displayText: 'Спасибо', id: 'x' } },
          ],
        },
      },
      { kind: 'TEMPLATE', text: 'Ваш код 1234\n• Сайт\n• Спасибо\nСалон' },
    ],
    [
      'buttonsResponseMessage',
      { buttonsResponseMessage: { selectedButtonText: 'Да', stanzaId: 'B1' } },
      { kind: 'INTERACTIVE', text: 'Да', replyToExternalId: 'B1' },
    ],
    [
      'templateButtonsReplyMessage',
      { templateButtonReplyMessage: { selectedDisplayText: 'Хорошо' } },
      { kind: 'INTERACTIVE', text: 'Хорошо' },
    ],
    [
      'groupInviteMessage',
      { groupInviteMessageData: { caption: 'К нам', groupName: 'Дом' } },
      { text: 'К нам\nДом' },
    ],
    ['textMessage', { textMessageData: { textMessage: '{{SWE001}}' } }, { kind: 'UNSUPPORTED', text: null }],
    ['somethingNew', {}, { kind: 'UNSUPPORTED', text: null }],
  ])('of the type %s reads %j', (typeMessage, data, expected) => {
    expect(one(incoming({ typeMessage, ...data }))).toMatchObject({
      type: 'message',
      from: person,
      ...expected,
    });
  });

  it('has the file without its name, which only a document has from the sender, and none over 100 MB', () => {
    const read = one(
      incoming({ typeMessage: 'imageMessage', fileMessageData: { ...file, downloadUrl: '{{SWE002}}' } }),
    );
    expect(read).toMatchObject({
      kind: 'IMAGE',
      attachments: [{ fileName: null, url: null, mimeType: 'video/mp4' }],
    });
  });

  it('is keyed by its id under both names of its chat, and by id and chat where the id is taken', () => {
    const data = { typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } };
    const keys = [person, '123456789012345@lid'].map(chatId => {
      const event = one(incoming(data, { chatId, sender: chatId }));
      return event.type === 'message' ? [event.messageKey, event.keyInChat] : [];
    });
    expect(keys).toEqual([
      ['A1B2C3', `A1B2C3/${person}`],
      ['A1B2C3', 'A1B2C3/123456789012345@lid'],
    ]);
  });

  it.each([
    ['120363000000000101@g.us', 'group'],
    ['status@broadcast', 'status'],
    ['120363@newsletter', 'channel'],
    ['nonsense', 'No chat id'],
  ])('of %s is passed over with a reason', (chatId, word) => {
    const data = { typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } };
    expect(one(incoming(data, { chatId }))).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining(word),
    });
  });

  it('of another messenger is passed over: its chat ids read as phones and are none', () => {
    const body = incoming(
      { typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } },
      { chatId: '77010000021' },
    );
    const telegram = { ...body, instanceData: { ...body.instanceData, typeInstance: 'telegram' } };
    expect(one(telegram)).toMatchObject({ type: 'ignored', reason: expect.stringContaining('telegram') });
  });

  it('is on its instance, whichever phone the instance is linked to', () => {
    const body = incoming({ typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } });
    for (const wid of ['77000000010@c.us', '77000000099@c.us', ''])
      expect(one({ ...body, instanceData: { ...body.instanceData, wid } })).toMatchObject({
        type: 'message',
        channelExternalId: '7107000101',
      });
  });
});

describe('a change of a message', () => {
  const quotedMessage = { stanzaId: 'OLD', participant: '77000000010@c.us' };
  it.each([
    [
      'reactionMessage',
      { extendedTextMessageData: { text: '👍' }, quotedMessage },
      { type: 'reaction', emoji: '👍' },
    ],
    [
      'reactionMessage',
      { extendedTextMessageData: { text: '' }, quotedMessage },
      { type: 'reaction', emoji: null },
    ],
    [
      'reactionMessage',
      { extendedTextMessageData: { text: '👍', stanzaId: 'OLD' } },
      { type: 'reaction', emoji: '👍' },
    ],
    [
      'editedMessage',
      { editedMessageData: { textMessage: 'Исправлено', stanzaId: 'OLD' } },
      { type: 'edit', kind: 'TEXT', text: 'Исправлено' },
    ],
    [
      'editedMessage',
      { editedMessageData: { caption: 'Подпись', stanzaId: 'OLD' } },
      { type: 'edit', text: 'Подпись' },
    ],
    ['deletedMessage', { deletedMessageData: { stanzaId: 'OLD' } }, { type: 'deletion' }],
  ])('%s %j is the person’s, our phone’s or a program’s', (typeMessage, data, expected) => {
    const authors = ['incomingMessageReceived', 'outgoingMessageReceived', 'outgoingAPIMessageReceived'].map(
      typeWebhook => {
        const event = one({ ...incoming({ typeMessage, ...data }), typeWebhook });
        expect(event).toMatchObject({
          ...{
            externalEventId: 'A1B2C3',
            messageKey: 'OLD',
            keyInChat: `OLD/${person}`,
            addresses: [person],
          },
          ...{ at: new Date(1780300800_000), ...expected },
        });
        return 'author' in event ? event.author : null;
      },
    );
    expect(authors).toEqual(['CONTACT', 'USER', 'SYSTEM']);
  });

  it.each(['reactionMessage', 'editedMessage', 'deletedMessage'])(
    '%s that does not name its message is passed over with a reason, and is no message',
    typeMessage => {
      expect(one(incoming({ typeMessage }))).toMatchObject({
        type: 'ignored',
        reason: expect.stringContaining(typeMessage),
      });
    },
  );
});

describe('the name of a person', () => {
  const named = (names: object) => one(incoming({ typeMessage: 'textMessage' }, names));
  it('is the next one that is given when the first shows nothing', () => {
    expect(named({ senderContactName: '\u3164', senderName: '\u200b', chatName: 'Айгерим' })).toMatchObject({
      senderName: 'Айгерим',
    });
  });

  it('is none when every one shows nothing', () => {
    expect(named({ senderName: '\u202e\u2066' })).toMatchObject({ senderName: null });
  });

  it('is cut between emoji, never through one', () => {
    expect(named({ senderName: `${'a'.repeat(198)}👩🏽‍🦰 Айгерим` })).toMatchObject({
      senderName: `${'a'.repeat(198)}…`,
    });
  });
});

describe('a call', () => {
  const call = (status: string, rest: object = {}) =>
    one({ ...envelope, typeWebhook: 'incomingCall', from: person, status, ...rest });

  it('that ended is a message of the caller; while it rings it is none', () => {
    expect(call('offer')).toMatchObject({ type: 'ignored', reason: expect.stringContaining('not ended') });
    expect(call('missed')).toEqual({
      ...{ type: 'message', channelExternalId: '7107000101', eventType: 'incomingCall' },
      ...{ externalEventId: 'A1B2C3', ownAddress: '77000000010@c.us', from: person, senderName: null },
      ...{ kind: 'CALL', text: 'Missed call', attachments: [], messageKey: 'call/A1B2C3' },
      content: { type: 'call', outcome: 'MISSED', isVideo: false, durationSeconds: null },
      sentAt: new Date('2026-06-01T08:00:00Z'),
      replyToExternalId: null,
    });
  });

  it('that was taken adds nothing unread', () => {
    expect(call('pickUp')).toMatchObject({ addsUnread: false, content: { outcome: 'ANSWERED' } });
  });

  it('of a group, or of another messenger, is none', () => {
    expect(call('missed', { from: '120363000000000001@g.us' })).toMatchObject({ type: 'ignored' });
    const telegram = { instanceData: { ...envelope.instanceData, typeInstance: 'telegram' } };
    expect(call('missed', telegram)).toMatchObject({ type: 'ignored' });
  });
});

describe('what is structured', () => {
  it.each([
    [
      'the options of a list, with their parts',
      {
        typeMessage: 'listMessage',
        listMessage: {
          ...{ title: 'Услуги', contentText: 'Что вам нужно?', footer: 'Салон', buttonText: 'Выбрать' },
          sections: [{ title: 'Ногти', rows: [{ title: 'Маникюр', rowId: 'm', description: '1 час' }] }],
        },
      },
      {
        ...{ type: 'interactive', style: 'LIST', header: 'Услуги', body: 'Что вам нужно?', footer: 'Салон' },
        listTitle: 'Выбрать',
        options: [{ id: 'm', title: 'Маникюр', description: '1 час', section: 'Ногти', url: null }],
      },
    ],
    [
      'buttons, with where they lead',
      {
        typeMessage: 'templateMessage',
        templateMessage: {
          contentText: 'Сайт',
          buttons: [{ index: 1, urlButton: { displayText: 'Открыть', url: 'https://salon.example' } }],
        },
      },
      {
        ...{ style: 'BUTTONS', listTitle: null },
        options: [{ id: '1', title: 'Открыть', url: 'https://salon.example' }],
      },
    ],
    [
      'the choice, with its id',
      {
        typeMessage: 'listResponseMessage',
        listResponseMessage: { title: 'Маникюр', singleSelectReply: 'm', stanzaId: 'L1' },
      },
      { type: 'choice', optionId: 'm', title: 'Маникюр', description: null },
    ],
    [
      'a place that moves',
      { typeMessage: 'liveLocationMessage', liveLocationMessageData: { latitude: 1.5, longitude: 2 } },
      { type: 'location', latitude: 1.5, longitude: 2, isLive: true },
    ],
    [
      'cards in any form of a number',
      {
        typeMessage: 'contactsArrayMessage',
        messageData: {
          contacts: [
            { displayName: 'А', vcard: 'BEGIN:VCARD\nTEL;TYPE=CELL:+7 701 000 00 33\nEND:VCARD' },
            { displayName: 'Б', vcard: 'BEGIN:VCARD\nitem1.TEL;waid=77010000034:+7 701\nEND:VCARD' },
          ],
        },
      },
      {
        cards: [
          { name: 'А', phones: [{ value: '+7 701 000 00 33', phone: null, label: 'cell' }] },
          { name: 'Б', phones: [{ value: '+7 701', phone: '+77010000034' }] },
        ],
      },
    ],
  ])('are %s', (_what, data, content) => {
    expect(one(incoming(data))).toMatchObject({ content });
  });
});

describe('what is no message', () => {
  it.each([
    ['authorized', 'ACTIVE'],
    ['notAuthorized', 'AUTH_REQUIRED'],
    ['blocked', 'DISCONNECTED'],
    ['suspended', 'DISCONNECTED'],
    ['yellowCard', 'DISCONNECTED'],
    ['starting', null],
    ['sleepMode', null],
    ['somethingNew', null],
  ])('the state %s makes the channel %s', (stateInstance, status) => {
    expect(one({ ...envelope, typeWebhook: 'stateInstanceChanged', stateInstance })).toMatchObject({
      ...{ type: 'channel-state', state: stateInstance, status, at: new Date(1780300800_000) },
    });
  });

  it('a message that waits because WhatsApp warned the number tells of the number', () => {
    const body = { typeWebhook: 'outgoingMessageStatus', idMessage: 'X1', status: 'yellowCard' };
    expect(one({ ...envelope, ...body })).toMatchObject({
      ...{ type: 'channel-state', state: 'yellowCard', status: 'DISCONNECTED' },
      at: new Date(1780300800_000),
    });
  });

  it('a used-up quota is the health of the channel, not its status', () => {
    const quotaData = { method: 'sendMessage', used: 3, total: 3, status: 'exceeded' };
    expect(one({ ...envelope, typeWebhook: 'quotaExceeded', quotaData })).toMatchObject({
      ...{ type: 'channel-state', status: null, state: 'quotaExceeded (sendMessage: 3 of 3)' },
    });
  });

  it.each([
    ['sent', { status: 'SENT', failure: null }],
    [
      'noAccount',
      {
        status: 'FAILED',
        failure: { providerCode: 'noAccount', message: 'The number has no WhatsApp account.' },
      },
    ],
    ['notInGroup', { status: 'FAILED' }],
  ])('the status %s', (status, expected) => {
    const event = one({ ...envelope, typeWebhook: 'outgoingMessageStatus', chatId: person, status });
    expect(event).toMatchObject({ type: 'status', messageKey: 'A1B2C3', ...expected });
  });

  it.each(['telegram', 'v3'])('of a message of %s is passed over as the message is', typeInstance => {
    const status = { ...envelope, typeWebhook: 'outgoingMessageStatus', chatId: '-1001', status: 'read' };
    const event = one({ ...status, instanceData: { ...envelope.instanceData, typeInstance } });
    expect(event).toMatchObject({ type: 'ignored', reason: expect.stringContaining(typeInstance) });
  });

  it('a failure names the code in its description', () => {
    const body = {
      ...envelope,
      typeWebhook: 'outgoingMessageStatus',
      status: 'failed',
      description: 'SWE004: too large',
    };
    expect(one(body)).toMatchObject({ failure: { providerCode: 'SWE004', message: 'SWE004: too large' } });
  });

  it.each([
    [{ typeWebhook: 'outgoingMessageStatus', status: 'pending' }, 'pending'],
    [{ typeWebhook: 'deviceInfo' }, 'deviceInfo'],
    [{ typeWebhook: 'statusInstanceChanged' }, 'statusInstanceChanged'],
    [{ typeWebhook: 'incomingBlock' }, 'quota'],
    [{}, 'typeWebhook'],
  ])('%j is kept with a reason', (body, word) => {
    expect(one({ ...envelope, ...body })).toMatchObject({
      type: 'ignored',
      reason: expect.stringContaining(word),
    });
  });
});

describe('the answer of the polling API, passed on by a relay', () => {
  const polled = {
    receiptId: 7,
    body: incoming({ typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } }),
  };

  it('is read as the notification in it', () => {
    expect(one(polled)).toEqual(one(polled.body));
    expect(one(polled)).toMatchObject({ type: 'message', text: 'Да', channelExternalId: '7107000101' });
  });

  it('is read in a list too', () => {
    expect(one([polled])).toEqual(one(polled.body));
  });

  it('names the instance that it is for', () => {
    expect(findInstances(polled, {})).toEqual(['7107000101']);
    expect(findInstances([polled], {})).toEqual(['7107000101']);
  });

  it('takes the instance from the URL where the notification names none', () => {
    const { instanceData: _none, ...unnamed } = polled.body;
    const wrapped = { receiptId: 7, body: unnamed };
    expect(one(wrapped, { idInstance: '7107000102' })).toMatchObject({ channelExternalId: '7107000102' });
  });

  it('with nothing in it, as when nothing waits, has no effect', () => {
    expect(one({ receiptId: 7, body: null })).toMatchObject({ type: 'ignored' });
  });
});

describe('the guide’s flat body', () => {
  const flat = JSON.parse(readFileSync('test/fixtures/green-api/seed-flat-text.json', 'utf8'));

  it('is read, for the default channel', () => {
    expect(one(flat)).toMatchObject({
      ...{ type: 'message', channelExternalId: null, from: person, text: 'Плоский формат из инструкции' },
      ...{ senderName: 'Айгерим', messageKey: 'flat-0001' },
    });
  });

  it('takes its instance from the URL, and keeps it', () => {
    expect(one(flat, { idInstance: '7107000101', key: 'S3CRET' })).toMatchObject({
      channelExternalId: '7107000101',
    });
  });
});

it('quarantines an instance that cannot be read instead of taking it for none', () => {
  const body = { ...incoming({ typeMessage: 'textMessage', textMessageData: { textMessage: 'Да' } }) };
  expect(one({ ...body, instanceData: { idInstance: {} } })).toMatchObject({
    channelExternalId: '[unreadable]',
  });
});
