/**
 * One person with several addresses, through HTTP: one contact and one lead, a conversation for each address, and
 * every reply goes to the address as received, from the number that received the message.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventType } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import {
  ChannelsDocument,
  ContentOfPersonDocument,
  CreateLeadDocument,
  LeadByIdDocument,
  MergeContactsDocument,
  OwnAddressesDocument,
  PeopleDocument,
  PeopleStreamDocument,
  PersonDocument,
  type PersonQuery,
  SeparateAddressDocument,
  StartConversationDocument,
  UnmergeContactDocument,
} from '../support/gql/operations.js';
import { authToken, postForm, twilioFixture } from '../support/twilio.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

const [cloudOne, cloudTwo, green] = ['310000000000111', '310000000000122', '7107000101'] as const;
const twilio = 'whatsapp:+14155550145';
let desk: VendorDesk;
let people = 0;
let posted = 0;

beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(async () => {
  await desk.stop();
});

/** In the vendor's format: the reply window depends on it. */
const now = () => String(Math.floor(Date.now() / 1000));

/** A new person: a phone, a user id and a lid that belong together. */
function newPerson() {
  people += 1;
  const n = String(people).padStart(4, '0');
  return {
    phone: `7707555${n}`,
    userId: `KZ.710000000000${n}`,
    lid: `12065037930${n}@lid`,
    name: `Person ${n}`,
  };
}
type Person = ReturnType<typeof newPerson>;

/** One `value` of WhatsApp Cloud, signed as Meta signs it. */
async function postCloud(phoneNumberId: string, value: object, field = 'messages') {
  const metadata = { display_phone_number: '15550100111', phone_number_id: phoneNumberId };
  const changes = [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }];
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '210000000000001', changes }],
  });
  const response = await desk.server.post('/webhooks/whatsapp-cloud', body, {
    'x-hub-signature-256': signCloud(body, 'test-app-secret'),
  });
  expect(response.status).toBe(200);
  const { events } = (await response.json()) as { events: { status: string }[] };
  return events[0]?.status;
}

/** A text by phone, by user id, or naming both. */
function cloudText(channel: string, person: Person, by: 'phone' | 'user id' | 'both', text: string) {
  posted += 1;
  const { phone, userId, name } = person;
  const sender = {
    ...(by === 'user id' ? {} : { from: phone }),
    ...(by === 'phone' ? {} : { from_user_id: userId }),
  };
  const contact = {
    profile: { name },
    ...(by === 'user id' ? {} : { wa_id: phone }),
    ...(by === 'phone' ? {} : { user_id: userId }),
  };
  const message = {
    ...sender,
    id: `wamid.LINK${posted}`,
    timestamp: now(),
    type: 'text',
    text: { body: text },
  };
  return postCloud(channel, { contacts: [contact], messages: [message] });
}

async function postGreen(rest: object) {
  const instanceData = { idInstance: Number(green), wid: '77000000010@c.us', typeInstance: 'whatsapp' };
  const response = await desk.server.post(
    '/whatsapp/webhook',
    JSON.stringify({ instanceData, timestamp: Number(now()), ...rest }),
    { authorization: 'Bearer ga-test-token' },
  );
  expect(response.status).toBe(200);
}

function greenText({ name }: Person, chatId: string, text: string, sender = chatId) {
  posted += 1;
  return postGreen({
    typeWebhook: 'incomingMessageReceived',
    idMessage: `GREEN${posted}`,
    senderData: { chatId, chatName: name, sender, senderName: name, senderContactName: '' },
    messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: text } },
  });
}

type Found = NonNullable<PersonQuery['contact']>;
const byPhone = async ({ phone }: Person): Promise<Found> => {
  const { contact } = await desk.server.run(PersonDocument, { phone: `+${phone}` }, desk.owner);
  if (!contact) throw new Error(`nobody has the phone ${phone}`);
  return contact;
};
const byName = async ({ name }: Person) =>
  (await desk.server.run(PeopleDocument, { filter: { search: name } }, desk.owner)).contacts.nodes;
/** Address, channel and unread messages of each conversation. */
const roomsOf = ({ conversations }: Found) =>
  conversations.nodes
    .map(({ identity, channel, unreadCount }) => [identity.rawValue, channel.externalId, unreadCount])
    .sort();

async function expectOneLead(person: Person) {
  const contact = await byPhone(person);
  expect(await byName(person)).toEqual([expect.objectContaining({ id: contact.id })]);
  expect(contact.leads.totalCount).toBe(1);
  const [lead] = contact.leads.nodes;
  expect(contact.conversations.nodes.map(room => room.lead?.id)).toEqual(
    contact.conversations.nodes.map(() => lead?.id),
  );
  return contact;
}

/** An agent replies in each conversation; the vendor received it for that address, from that number. */
async function expectRepliesAsReceived(contact: Found) {
  for (const room of contact.conversations.nodes) {
    const text = `Ответ на ${room.identity.rawValue} с ${room.channel.externalId}`;
    await desk.answer(room.id, text);
    await waitFor(() => desk.deliveries(text).length > 0);
    expect(desk.deliveries(text)).toEqual([
      { from: room.channel.externalId, to: room.identity.rawValue, text, mediaUrl: null },
    ]);
  }
}

describe('Twilio', () => {
  /** A text of WhatsApp by phone, by user id, or by phone together with the user id. */
  async function twilioText(person: Person, by: 'phone' | 'user id' | 'both', text: string) {
    posted += 1;
    const sid = `SM${String(posted).padStart(32, '0')}`;
    const fields = {
      ...twilioFixture('messaging-inbound-whatsapp-text'),
      ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, To: twilio, Body: text },
      ...{ ProfileName: person.name, WaId: by === 'user id' ? '' : person.phone },
      From: by === 'user id' ? `whatsapp:${person.userId}` : `whatsapp:+${person.phone}`,
      ...(by === 'phone' ? {} : { ExternalUserId: person.userId }),
    };
    const url = `${desk.server.url}/api/twilio/messaging/webhook`;
    expect((await postForm(url, fields, { token: authToken })).status).toBe(200);
  }

  it.each([
    [['both', 'user id']],
    [['user id', 'both']],
    [['phone', 'both', 'user id']],
    [['phone', 'user id', 'both']],
  ] as const)('a person by %j is one contact with one lead', async order => {
    const person = newPerson();
    for (const by of order) await twilioText(person, by, `By ${by}`);
    const contact = await expectOneLead(person);
    expect(roomsOf(contact).map(([address]) => address)).toEqual([
      `whatsapp:+${person.phone}`,
      `whatsapp:${person.userId}`,
    ]);
  });
});

describe('a quote in a chat that hides the phone', () => {
  const quote = (person: Person, stanzaId: string, participant: string, text: string) => {
    posted += 1;
    return postGreen({
      typeWebhook: 'incomingMessageReceived',
      idMessage: `GREEN${posted}`,
      senderData: { chatId: person.lid, sender: `${person.phone}@c.us`, senderName: person.name },
      messageData: {
        typeMessage: 'quotedMessage',
        extendedTextMessageData: { text, stanzaId, participant },
        quotedMessage: { stanzaId, participant, typeMessage: 'textMessage' },
      },
    });
  };
  const quotesOf = async (person: Person) => {
    const { contact } = await desk.server.run(
      ContentOfPersonDocument,
      { phone: `+${person.phone}` },
      desk.owner,
    );
    const messages = contact?.conversations.nodes.flatMap(room => room.messages.nodes) ?? [];
    return messages.filter(message => message.replyTo).map(({ text, replyTo }) => [text, replyTo?.text]);
  };

  it('finds the person’s own message, whichever address names its author', async () => {
    const person = newPerson();
    await greenText(person, person.lid, 'Сколько стоит?', `${person.phone}@c.us`);
    const asked = `GREEN${posted}`;
    await quote(person, asked, `${person.phone}@c.us`, 'Вот это, по номеру');
    await quote(person, asked, person.lid, 'И это, без номера');
    expect(await quotesOf(person)).toEqual([
      ['Вот это, по номеру', 'Сколько стоит?'],
      ['И это, без номера', 'Сколько стоит?'],
    ]);
  });

  it('finds our answer, which went to the phone', async () => {
    const person = newPerson();
    await greenText(person, `${person.phone}@c.us`, 'Есть время?');
    const [room] = (await byPhone(person)).conversations.nodes;
    const id = await desk.answer(room?.id ?? '', `Есть в десять ${person.phone}`);
    await waitFor(async () => (await desk.message(id)).externalId !== null);
    const { externalId } = await desk.message(id);
    await quote(person, externalId ?? '', '77000000010@c.us', 'Подходит');
    expect(await quotesOf(person)).toEqual([['Подходит', `Есть в десять ${person.phone}`]]);
  });
});

describe('WhatsApp Cloud', () => {
  const orders = [
    ['phone', 'user id', 'both'],
    ['phone', 'both', 'user id'],
    ['user id', 'phone', 'both'],
    ['user id', 'both', 'phone'],
    ['both', 'phone', 'user id'],
    ['both', 'user id', 'phone'],
  ] as const;

  it.each(orders)('a person by %s, then %s, then %s is one contact with one lead', async (...order) => {
    const person = newPerson();
    for (const by of order) await cloudText(by === 'user id' ? cloudTwo : cloudOne, person, by, `By ${by}`);
    const contact = await expectOneLead(person);
    expect(contact).toMatchObject({ displayName: person.name, phone: `+${person.phone}`, mergedInto: null });
    expect(contact.identities.map(identity => identity.kind).sort()).toEqual([
      'WHATSAPP_BSUID',
      'WHATSAPP_JID',
    ]);
    expect(roomsOf(contact)).toEqual([
      [person.phone, cloudOne, 2],
      [person.userId, cloudTwo, 1],
    ]);
    await expectRepliesAsReceived(contact);
  });

  it('a status that names phone and user id links them too', async () => {
    const person = newPerson();
    await cloudText(cloudOne, person, 'phone', 'Here');
    await cloudText(cloudOne, person, 'user id', 'And here');
    expect(await byName(person)).toHaveLength(2);
    const status = {
      ...{ id: 'wamid.NOBODYS', status: 'delivered', timestamp: '1795086872' },
      ...{ recipient_id: person.phone, recipient_user_id: person.userId },
    };
    await postCloud(cloudOne, { statuses: [status] });
    await expectOneLead(person);
  });

  it('a changed number, and changed user ids in both of the documented ways, stay the same person', async () => {
    const person = newPerson();
    const [next, afterNext] = [newPerson(), newPerson()];
    await cloudText(cloudOne, person, 'both', 'Before');
    const system = {
      ...{
        type: 'user_changed_number',
        wa_id: next.phone,
        user_id: next.userId,
        previous_user_id: person.userId,
      },
      body: `User ${person.name} changed from ${person.phone} to ${next.phone}`,
    };
    const notice = {
      from: person.phone,
      id: `wamid.SYS${people}`,
      timestamp: '1795086872',
      type: 'system',
      system,
    };
    expect(await postCloud(cloudOne, { messages: [notice] })).toBe('PROCESSED');
    await cloudText(cloudOne, { ...next, name: person.name }, 'both', 'With the new number');
    const update = { wa_id: next.phone, user_id: { previous: next.userId, current: afterNext.userId } };
    const value = { user_id_update: [{ ...update, detail: 'updated', timestamp: '1795086873' }] };
    expect(await postCloud(cloudOne, value, 'user_id_update')).toBe('PROCESSED');
    expect(await postCloud(cloudOne, value, 'user_id_update')).toBe('DUPLICATE');
    await cloudText(cloudOne, { ...afterNext, name: person.name }, 'user id', 'By the newest id');
    const contact = await expectOneLead(person);
    expect((await byPhone(next)).id).toBe(contact.id);
    expect(contact.identities).toHaveLength(5);
    await expectRepliesAsReceived(contact);
  });

  it('a shared contact is somebody else, unless they pressed the button that asks for their own number', async () => {
    const [person, friend] = [newPerson(), newPerson()];
    await cloudText(cloudOne, person, 'user id', 'Hello');
    const card = {
      name: { formatted_name: 'X' },
      phones: [{ phone: `+${friend.phone}`, wa_id: friend.phone }],
    };
    const message = (id: string, extra: object) => ({
      ...{ from_user_id: person.userId, id, timestamp: '1795086872', type: 'contacts', contacts: [card] },
      ...extra,
    });
    await postCloud(cloudOne, { messages: [message('wamid.CARD1', { origin: 'other' })] });
    const { contact } = await desk.server.run(PersonDocument, { phone: `+${friend.phone}` }, desk.owner);
    expect(contact).toBeNull();
    await postCloud(cloudOne, { messages: [message('wamid.CARD2', { origin: 'contact_request' })] });
    expect((await byPhone(friend)).displayName).toBe(person.name);
  });
});

describe('Green API', () => {
  it('a chat by lid whose sender is a phone is the person of that phone', async () => {
    const person = newPerson();
    await greenText(person, `${person.phone}@c.us`, 'By phone');
    await greenText(person, person.lid, 'By lid');
    expect(await byName(person)).toHaveLength(2);
    await greenText(person, person.lid, 'By both', `${person.phone}@c.us`);
    const contact = await expectOneLead(person);
    expect(roomsOf(contact)).toEqual([
      [person.lid, green, 2],
      [`${person.phone}@c.us`, green, 1],
    ]);
    await expectRepliesAsReceived(contact);
  });

  it.each(['outgoingAPIMessageReceived', 'outgoingMessageStatus'])(
    'a reply to a phone that is reported under a lid (%s) tells whose lid it is',
    async typeWebhook => {
      const person = newPerson();
      await greenText(person, `${person.phone}@c.us`, 'By phone');
      const [room] = (await byPhone(person)).conversations.nodes;
      const text = `Ответ ${person.name}`;
      const id = await desk.answer(room?.id ?? '', text);
      const idMessage = await waitFor(async () => (await desk.message(id)).externalId);
      await postGreen(
        typeWebhook === 'outgoingMessageStatus'
          ? { typeWebhook, idMessage, chatId: person.lid, status: 'read', sendByApi: true }
          : {
              ...{ typeWebhook, idMessage },
              senderData: { chatId: person.lid, sender: '77000000010@c.us' },
              messageData: { typeMessage: 'extendedTextMessage', extendedTextMessageData: { text } },
            },
      );
      await greenText(person, person.lid, 'By lid');
      const contact = await expectOneLead(person);
      expect(roomsOf(contact)).toEqual([
        [person.lid, green, 1],
        [`${person.phone}@c.us`, green, 1],
      ]);
    },
  );

  it('two phones in one notification are two people', async () => {
    const [person, other] = [newPerson(), newPerson()];
    await greenText(person, `${person.phone}@c.us`, 'Mine', `${other.phone}@c.us`);
    const { contact } = await desk.server.run(PersonDocument, { phone: `+${other.phone}` }, desk.owner);
    expect(contact).toBeNull();
  });
});

describe('a number of our own', () => {
  const wid = '77000000010';
  const nobodyHas = async (phone: string) => {
    const { contact } = await desk.server.run(PersonDocument, { phone: `+${phone}` }, desk.owner);
    expect(contact).toBeNull();
  };

  it('named by Green API as the sender in two chats by lid leaves two people, without a phone', async () => {
    const [one, other] = [newPerson(), newPerson()];
    await greenText(one, one.lid, 'First', `${wid}@c.us`);
    await greenText(other, other.lid, 'Second', `${wid}@c.us`);
    expect(await byName(one)).toMatchObject([{ phone: null }]);
    expect(await byName(other)).toMatchObject([{ phone: null }]);
    await nobodyHas(wid);
  });

  it('hides no phone that stands beside it', async () => {
    const person = newPerson();
    posted += 1;
    await postGreen({
      ...{ typeWebhook: 'incomingMessageReceived', idMessage: `GREEN${posted}` },
      senderData: {
        ...{ chatId: person.lid, sender: `${wid}@c.us`, senderName: person.name },
        senderPhoneNumber: Number(person.phone),
      },
      messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: 'Both' } },
    });
    expect(await byName(person)).toMatchObject([{ phone: `+${person.phone}` }]);
  });

  it.each([
    ['of the same account', '15550100111'],
    ['of another vendor', '918800000111'],
    ['of another vendor that is known by its webhooks only', wid],
  ])('%s links nobody at WhatsApp Cloud, in any field', async (_whose, own) => {
    const [one, other] = [newPerson(), newPerson()];
    await cloudText(cloudOne, { ...one, phone: own }, 'both', 'As a contact beside a user id');
    await cloudText(cloudOne, { ...other, phone: own }, 'both', 'As a contact beside another user id');
    const status = { id: 'wamid.NOBODYS', status: 'delivered', timestamp: '1795086872' };
    for (const { userId } of [one, other])
      await postCloud(cloudOne, {
        statuses: [{ ...status, recipient_id: own, recipient_user_id: userId }],
      });
    const update = { wa_id: own, user_id: { previous: one.userId, current: newPerson().userId } };
    await postCloud(cloudOne, { user_id_update: [update] }, 'user_id_update');
    const text = { timestamp: '1795086872', type: 'text', text: { body: 'Echo' } };
    await postCloud(
      cloudOne,
      { message_echoes: [{ ...text, id: `wamid.ECHO${own}`, to: own, to_user_id: other.userId }] },
      'smb_message_echoes',
    );
    expect(await byName(one)).toMatchObject([{ phone: null }]);
    expect(await byName(other)).toMatchObject([{ phone: null }]);
    await nobodyHas(own);
    const alone = { ...newPerson(), phone: own };
    expect(await cloudText(cloudTwo, alone, 'phone', 'From our own number')).toBe('IGNORED');
    expect(await byName(alone)).toEqual([]);
  });

  it('is refused where a customer is entered by hand, in every spelling', async () => {
    const { channels } = await desk.server.run(ChannelsDocument, {}, desk.owner);
    const channelId = channels.nodes.find(channel => channel.externalId === cloudOne)?.id ?? '';
    for (const phone of ['+918800000111', `+${wid}`, '8 (700) 000-00-10', '918800000111']) {
      const answer = await desk.server.ask(CreateLeadDocument, { input: { phone, channelId } }, desk.owner);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'phone' } }]);
      expect(answer.errors?.[0]?.message).toContain('your own numbers');
    }
    const first = { channelId, phone: `+${wid}`, text: 'Hello', key: 'to-ourselves' };
    const started = await desk.server.ask(StartConversationDocument, first, desk.owner);
    expect(started.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'phone' } }]);
    await nobodyHas(wid);
  });

  it('that had joined two people before is found, and they are taken apart', async () => {
    const [one, other, shared] = [newPerson(), newPerson(), newPerson()];
    await greenText(one, one.lid, 'First', `${shared.phone}@c.us`);
    await greenText(other, other.lid, 'Second', `${shared.phone}@c.us`);
    const joined = await byPhone(shared);
    expect(joined.conversations.nodes).toHaveLength(2);
    const { rows } = await desk.server.app.database.pool.query(
      `update channels set phone_number = $2 where external_id = $1 returning id`,
      [green, `+${shared.phone}`],
    );
    expect(rows).toHaveLength(1);
    const list = async () =>
      (await desk.server.run(OwnAddressesDocument, {}, desk.owner)).contactsWithOwnAddresses;
    const [found] = await list();
    expect(found).toMatchObject({
      contact: { id: joined.id, phone: `+${shared.phone}` },
      ownAddresses: [{ canonical: `${shared.phone}@s.whatsapp.net` }],
      merges: [],
    });
    const separate = async (identityId: string, name?: string) =>
      (await desk.server.run(SeparateAddressDocument, { input: { identityId, name } }, desk.owner))
        .separateAddress.contact;
    const lid = found?.contact.identities.find(identity => identity.rawValue === other.lid);
    const apart = await separate(lid?.id ?? '', other.name);
    expect(apart).toMatchObject({
      displayName: other.name,
      phone: null,
      leads: { nodes: [expect.anything()] },
      conversations: { nodes: [{ identity: { rawValue: other.lid } }] },
    });
    const rest = await separate(found?.ownAddresses[0]?.id ?? '');
    expect(rest).toMatchObject({ id: joined.id, phone: null, identities: [{ rawValue: one.lid }] });
    expect(await list()).toEqual([]);
    // After that each is found by its own address, and they are not linked again.
    await greenText(one, one.lid, 'Again', `${shared.phone}@c.us`);
    await greenText(other, other.lid, 'Again', `${shared.phone}@c.us`);
    expect((await byName(other)).map(({ id }) => id)).toEqual([apart?.id]);
    await nobodyHas(shared.phone);
    const last = await desk.server.ask(
      SeparateAddressDocument,
      { input: { identityId: lid?.id ?? '' } },
      desk.owner,
    );
    expect(last.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });

  it('that two merged contacts have is found with the merge, which is undone', async () => {
    const [one, shared] = [newPerson(), newPerson()];
    await cloudText(cloudTwo, shared, 'phone', 'By phone');
    await greenText(one, one.lid, 'By lid');
    await greenText(one, one.lid, 'By both', `${shared.phone}@c.us`);
    const joined = await byPhone(shared);
    await desk.server.app.database.pool.query(`update channels set own_address = $2 where external_id = $1`, [
      green,
      `${shared.phone}@c.us`,
    ]);
    const { contactsWithOwnAddresses: found } = await desk.server.run(OwnAddressesDocument, {}, desk.owner);
    const mine = found.find(row => row.contact.id === joined.id);
    expect(mine?.merges).toMatchObject([{ merged: { id: expect.anything() }, mergedBy: null }]);
    expect(mine?.merges[0]?.sourceEvent?.id).toEqual(expect.anything());
    await desk.server.run(UnmergeContactDocument, { id: mine?.merges[0]?.merged?.id ?? '' }, desk.owner);
    expect(await byName(one)).toMatchObject([{ phone: null }]);
  });
});

describe('one person over two vendors and three addresses', () => {
  it('is one contact with one lead and three conversations, whoever attests what', async () => {
    const person = newPerson();
    await greenText(person, person.lid, 'Lid');
    await cloudText(cloudTwo, person, 'user id', 'User id');
    await cloudText(cloudOne, person, 'phone', 'Phone');
    expect(await byName(person)).toHaveLength(3);
    await cloudText(cloudOne, person, 'both', 'Both');
    await greenText(person, person.lid, 'Lid and phone', `${person.phone}@c.us`);
    const contact = await expectOneLead(person);
    expect(roomsOf(contact)).toEqual([
      [person.lid, green, 2],
      [person.phone, cloudOne, 2],
      [person.userId, cloudTwo, 1],
    ]);
    await expectRepliesAsReceived(contact);
  });
});

describe('a merge by hand', () => {
  it('is followed live, reads as what it is, and can be taken back', async () => {
    const person = newPerson();
    await cloudText(cloudOne, person, 'phone', 'Phone');
    await greenText(person, person.lid, 'Lid');
    const kept = await byPhone(person);
    const other = (await byName(person)).find(({ id }) => id !== kept.id);
    if (!other) throw new Error('there is one person only');
    const before = (await desk.server.run(PersonDocument, { id: other.id }, desk.owner)).contact;
    const live = collect(desk.server.connect(desk.owner), PeopleStreamDocument, {
      after: await desk.syncCursor(),
    });
    const events = () =>
      live.items.flatMap(({ events: item }) => (item.__typename === 'DomainEvent' ? [item] : []));

    await desk.server.run(MergeContactsDocument, { keepId: kept.id, mergeId: other.id }, desk.owner);
    await waitFor(() => events().length >= 4);
    const lead = kept.leads.nodes[0]?.id;
    const joined = before?.leads.nodes[0]?.id ?? '';
    expect(events()).toMatchObject([
      { type: EventType.CONTACT_MERGED, node: { id: other.id, mergedInto: { id: kept.id } } },
      {
        type: EventType.CONVERSATION_UPDATED,
        changed: ['contact', 'lead'],
        node: { contact: { id: kept.id }, lead: { id: lead } },
      },
      {
        type: EventType.LEAD_UPDATED,
        node: { id: joined, mergedInto: { id: lead }, contact: { id: kept.id } },
      },
      { type: EventType.LEAD_UPDATED, node: { id: lead, mergedInto: null } },
    ]);
    const merged = (await desk.server.run(PersonDocument, { id: other.id }, desk.owner)).contact;
    expect(merged).toMatchObject({ mergedInto: { id: kept.id }, identities: [], leads: { nodes: [] } });
    const { lead: read } = await desk.server.run(LeadByIdDocument, { id: joined }, desk.owner);
    expect(read).toEqual({ id: joined, mergedInto: { id: lead }, contact: { id: kept.id } });
    await expectOneLead(person);

    await desk.server.run(UnmergeContactDocument, { id: other.id }, desk.owner);
    await waitFor(() => events().some(event => event.type === EventType.CONTACT_UNMERGED));
    expect((await desk.server.run(PersonDocument, { id: other.id }, desk.owner)).contact).toEqual(before);
    expect(await byPhone(person)).toEqual(kept);
    live.stop();
  });
});
