/** Message content other than text and files, from the vendor's body to a subscriber: page and subscription agree. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import { ContentAddedDocument, ContentOfPersonDocument } from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let people = 0;
let posted = 0;

beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(async () => {
  await desk.stop();
});

const now = () => Math.floor(Date.now() / 1_000);
const newPhone = () => {
  people += 1;
  return `7708333${String(people).padStart(4, '0')}`;
};

/** One `value` of WhatsApp Cloud, signed as Meta signs it. */
async function postCloud(value: object, field = 'messages') {
  const metadata = { display_phone_number: '15550100111', phone_number_id: '310000000000111' };
  const changes = [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }];
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '210000000000001', changes }],
  });
  const signature = { 'x-hub-signature-256': signCloud(body, 'test-app-secret') };
  expect((await desk.server.post('/webhooks/whatsapp-cloud', body, signature)).status).toBe(200);
}

/** A contact writes one message of WhatsApp Cloud. */
function writeCloud(phone: string, message: object) {
  posted += 1;
  const contacts = [{ profile: { name: 'Асель' }, wa_id: phone }];
  const item = { from: phone, id: `wamid.CONTENT${posted}`, timestamp: String(now()), ...message };
  return postCloud({ contacts, messages: [item] });
}

async function postGreen(rest: object) {
  posted += 1;
  const instanceData = { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' };
  const body = JSON.stringify({ instanceData, timestamp: now(), idMessage: `CONTENT${posted}`, ...rest });
  const token = { authorization: 'Bearer ga-test-token' };
  expect((await desk.server.post('/whatsapp/webhook', body, token)).status).toBe(200);
}

const person = async (phone: string) => {
  const { contact } = await desk.server.run(ContentOfPersonDocument, { phone: `+${phone}` }, desk.owner);
  const [conversation] = contact?.conversations.nodes ?? [];
  return { contact, conversation, messages: conversation?.messages.nodes ?? [] };
};

/** What a live subscriber receives for the one message that `post` causes; a page must show the same. */
async function watch(phone: string, post: () => Promise<void>) {
  const live = collect(desk.server.connect(desk.owner), ContentAddedDocument, {
    after: await desk.syncCursor(),
  });
  await post();
  await waitFor(() => live.items.length > 0);
  live.stop();
  const { messages } = await person(phone);
  expect(messages.at(-1)).toEqual(live.items.at(-1)?.messageAdded);
  return messages.at(-1);
}

describe('a message of a person', () => {
  it('with answers of a form has them in words and as structure, without the token', async () => {
    const phone = newPhone();
    const response_json = JSON.stringify({
      flow_token: 'secret-token',
      screen_0_Your_name_0: 'Асель',
      screen_0_When_1: ['0_Tomorrow', '1_Friday'],
      agree: true,
    });
    const nfm_reply = { name: 'flow', body: 'Sent', response_json };
    const shown = await watch(phone, () =>
      writeCloud(phone, { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } }),
    );
    expect(shown).toMatchObject({
      kind: 'INTERACTIVE',
      text: 'Your name: Асель\nWhen: Tomorrow, Friday\nagree: true',
      content: {
        __typename: 'FormContent',
        name: 'flow',
        answers: { screen_0_Your_name_0: 'Асель', screen_0_When_1: ['0_Tomorrow', '1_Friday'], agree: true },
      },
    });
    expect(JSON.stringify(shown)).not.toContain('secret-token');
  });

  it('with an order has items, prices and their exact sum', async () => {
    const phone = newPhone();
    const product_items = [
      { product_retailer_id: 'sku-1', quantity: 3, item_price: 0.1, currency: 'KZT' },
      { product_retailer_id: 'sku-2', quantity: 1, item_price: '1250.50', currency: 'KZT' },
    ];
    const order = { catalog_id: '77', text: 'Быстрее, пожалуйста', product_items };
    expect(await watch(phone, () => writeCloud(phone, { type: 'order', order }))).toMatchObject({
      kind: 'ORDER',
      text: 'Быстрее, пожалуйста\nsku-1 × 3, 0.1 KZT\nsku-2 × 1, 1250.50 KZT\n= 1250.80 KZT',
      content: {
        catalogId: '77',
        items: [
          { productId: 'sku-1', quantity: 3, price: { amount: '0.1', currency: 'KZT' } },
          { productId: 'sku-2', quantity: 1, price: { amount: '1250.50', currency: 'KZT' } },
        ],
        total: { amount: '1250.80', currency: 'KZT' },
      },
    });
  });

  it('with a card that no messenger knows shows its numbers, and who of them is known', async () => {
    const [phone, friend] = [newPhone(), newPhone()];
    await writeCloud(friend, { type: 'text', text: { body: 'Привет' } });
    const vcard = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Иванов;Олег;;;',
      'FN:Олег Иванов',
      'ORG:ТОО Ромашка',
      `item1.TEL;type=CELL:8 (${friend.slice(1, 4)}) ${friend.slice(4)}`,
      'TEL;TYPE=WORK,VOICE:+7 727 2',
      ' 50 00 00',
      'END:VCARD',
    ].join('\r\n');
    const shown = await watch(phone, () =>
      postGreen({
        typeWebhook: 'incomingMessageReceived',
        senderData: { chatId: `${phone}@c.us`, sender: `${phone}@c.us`, senderName: 'Асель' },
        messageData: { typeMessage: 'contactMessage', contactMessageData: { displayName: 'Олег', vcard } },
      }),
    );
    expect(shown).toMatchObject({
      kind: 'CONTACT',
      text: `Олег\n8 (${friend.slice(1, 4)}) ${friend.slice(4)}\n+7 727 250 00 00`,
      content: {
        cards: [
          {
            name: 'Олег',
            organization: 'ТОО Ромашка',
            phones: [
              { phone: `+${friend}`, label: 'cell', contact: { displayName: 'Асель' } },
              { value: '+7 727 250 00 00', phone: '+77272500000', label: 'work', contact: null },
            ],
          },
        ],
      },
    });
  });

  it('with a place has its coordinates', async () => {
    const phone = newPhone();
    const location = { latitude: 43.238, longitude: 76.945, name: 'Салон', address: 'Абая 1' };
    expect(await watch(phone, () => writeCloud(phone, { type: 'location', location }))).toMatchObject({
      text: 'Салон\nАбая 1\n43.238, 76.945',
      content: { ...location, isLive: false },
    });
  });

  it('that only writes has no content', async () => {
    const phone = newPhone();
    const shown = await watch(phone, () =>
      writeCloud(phone, { type: 'text', text: { body: 'Просто текст' } }),
    );
    expect(shown).toMatchObject({ kind: 'TEXT', content: null, referral: null });
  });
});

describe('an advertisement', () => {
  const referral = {
    source_url: 'https://fb.me/1',
    source_type: 'ad',
    source_id: '1201',
    headline: 'Скидка 20%',
    body: 'Только в ноябре',
    ctwa_clid: 'Aff-clid',
  };

  it('is on the message that it led to, and the lead keeps the first one', async () => {
    const phone = newPhone();
    const first = await watch(phone, () =>
      writeCloud(phone, { type: 'text', text: { body: 'Хочу скидку' }, referral }),
    );
    expect(first?.referral).toEqual({
      ...{ sourceType: 'ad', sourceId: '1201', sourceUrl: 'https://fb.me/1', headline: 'Скидка 20%' },
      ...{ body: 'Только в ноябре', clickId: 'Aff-clid' },
    });
    const again = { ...referral, source_id: '1202' };
    await writeCloud(phone, { type: 'text', text: { body: 'И ещё раз' }, referral: again });
    const { contact, messages } = await person(phone);
    expect(messages.map(message => message.referral?.sourceId)).toEqual(['1201', '1202']);
    expect(contact?.leads.nodes).toEqual([
      {
        source: 'WHATSAPP_CLOUD',
        referral: { sourceType: 'ad', sourceId: '1201', headline: 'Скидка 20%', clickId: 'Aff-clid' },
      },
    ]);
  });

  it('that brings somebody who wrote before is the first referral of their lead', async () => {
    const phone = newPhone();
    await writeCloud(phone, { type: 'text', text: { body: 'Без рекламы' } });
    expect((await person(phone)).contact?.leads.nodes).toMatchObject([{ referral: null }]);
    await writeCloud(phone, { type: 'text', text: { body: 'Теперь с рекламой' }, referral });
    expect((await person(phone)).contact?.leads.nodes).toMatchObject([{ referral: { sourceId: '1201' } }]);
  });

  it('that brought somebody under a name of their own is their lead’s when they turn out to be known', async () => {
    const phone = newPhone();
    const userId = `KZ.720000000${phone}`;
    await writeCloud(phone, { type: 'text', text: { body: 'По номеру' } });
    const hidden = { from: undefined, from_user_id: userId };
    await writeCloud('', { ...hidden, type: 'text', text: { body: 'Без номера' }, referral });
    expect((await person(phone)).contact?.leads.nodes).toMatchObject([{ referral: null }]);
    await writeCloud(phone, { from_user_id: userId, type: 'text', text: { body: 'Это я' } });
    expect((await person(phone)).contact?.leads.nodes).toMatchObject([{ referral: { sourceId: '1201' } }]);
  });

  it('that opens a chat makes the lead before a word is written, with nothing unread and no reply window', async () => {
    const phone = newPhone();
    expect(await watch(phone, () => writeCloud(phone, { type: 'request_welcome', referral }))).toMatchObject({
      kind: 'SYSTEM',
      referral: { sourceId: '1201' },
    });
    const { contact, conversation } = await person(phone);
    expect(contact?.leads.nodes).toMatchObject([{ referral: { sourceId: '1201' } }]);
    expect(conversation).toMatchObject({ unreadCount: 0, lastInboundAt: null });
  });
});

describe('a call', () => {
  const call = (phone: string, id: string, rest: object) =>
    postCloud(
      {
        contacts: [{ profile: { name: 'Асель' }, wa_id: phone }],
        calls: [
          {
            id,
            from: phone,
            to: '15550100111',
            timestamp: String(now()),
            direction: 'USER_INITIATED',
            ...rest,
          },
        ],
      },
      'calls',
    );
  const green = (phone: string, status: string, idMessage: string) =>
    postGreen({ typeWebhook: 'incomingCall', from: `${phone}@c.us`, status, idMessage });

  it('that nobody took is one unread message, however often it is told, and opens the conversation', async () => {
    const phone = newPhone();
    await writeCloud(phone, { type: 'text', text: { body: 'До звонка' } });
    await desk.server.app.database.pool.query(
      `update conversations set status = 'RESOLVED', unread_count = 0, last_inbound_at = '2026-01-01' where address = $1`,
      [phone],
    );
    await call(phone, `wacid.${phone}`, { event: 'connect' });
    await call(phone, `wacid.${phone}`, { event: 'terminate', status: ['FAILED'] });
    await call(phone, `wacid.${phone}`, { event: 'terminate', status: ['FAILED'] });
    const { conversation, messages } = await person(phone);
    expect(messages.slice(1)).toMatchObject([
      {
        kind: 'CALL',
        direction: 'INBOUND',
        text: 'Missed call',
        content: { __typename: 'CallContent', outcome: 'MISSED', isVideo: false, durationSeconds: null },
      },
    ]);
    expect(conversation).toMatchObject({
      ...{ status: 'OPEN', unreadCount: 1, lastInboundAt: '2026-01-01T00:00:00.000Z' },
    });
  });

  it('that was taken adds nothing unread, and tells how long it took', async () => {
    const phone = newPhone();
    await call(phone, `wacid.${phone}`, { event: 'terminate', status: 'COMPLETED', duration: 95 });
    const { conversation, messages } = await person(phone);
    expect(messages).toMatchObject([
      { text: 'Answered call, 1 min 35 s', content: { outcome: 'ANSWERED', durationSeconds: 95 } },
    ]);
    expect(conversation).toMatchObject({ unreadCount: 0 });
  });

  it.each([
    ['missed', 'MISSED', 1],
    ['declined', 'MISSED', 1],
    ['hangUp', 'DECLINED', 1],
    ['pickUp', 'ANSWERED', 0],
  ])('of Green API that ended as "%s" is %s', async (status, outcome, unreadCount) => {
    const phone = newPhone();
    await green(phone, 'offer', `CALL${phone}`);
    await green(phone, status, `CALL${phone}`);
    const { conversation, messages } = await person(phone);
    expect(messages).toMatchObject([{ kind: 'CALL', content: { outcome } }]);
    expect(conversation).toMatchObject({ unreadCount });
  });

  it('from our phone is outbound', async () => {
    const phone = newPhone();
    const rest = { from: `${phone}@c.us`, isVideo: true, duration: 40, status: 'pickUp' };
    await postGreen({ typeWebhook: 'outgoingCall', ...rest });
    expect((await person(phone)).messages).toMatchObject([
      {
        ...{ kind: 'CALL', direction: 'OUTBOUND', text: 'Answered video call, 40 s' },
        content: { outcome: 'ANSWERED', isVideo: true, durationSeconds: 40 },
      },
    ]);
  });
});
