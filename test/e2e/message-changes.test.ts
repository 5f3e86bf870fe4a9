/**
 * Edits, deletions and reactions at every vendor, through the vendors' own routes: the message changes in place and
 * live, and the inbox is unchanged.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findDemoCredentials } from '../../src/accounts/demo-data.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import {
  ChangedMessageDocument,
  CreateApiTokenDocument,
  CreateExportDocument,
  InboxTextsDocument,
  JobsDocument,
  LeadNotesDocument,
  LedgerBodiesDocument,
  MessageChangesDocument,
  MessagesWithTextDocument,
  PathsToATextDocument,
  RefetchAttachmentDocument,
  ShowDeletedTextDocument,
  SimulateChangeDocument,
  type SimulatedChange,
} from '../support/gql/operations.js';
import { type FormFields, postForm } from '../support/twilio.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(async () => {
  await desk.stop();
});

const phone = '77075550001';
const jid = `${phone}@c.us`;
const seconds = () => String(Math.floor(Date.now() / 1_000));
let ids = 0;
const newId = () => {
  ids += 1;
  return `CHANGE${ids}`;
};

/** A vendor as used by a contact and the channel's phone; each method posts one webhook and returns the result. */
interface Vendor {
  readonly name: string;
  text(id: string, text: string): Promise<string>;
  edit(target: string, text: string): Promise<string>;
  remove(target: string): Promise<string>;
  /** Null removes it. Missing if the vendor has no reactions. */
  react?(target: string, emoji: string | null, isOurs?: boolean): Promise<string>;
}

const statusOf = async (response: Response): Promise<string> => {
  expect(response.status).toBe(200);
  const { events } = (await response.json()) as { events: { status: string }[] };
  return events[0]?.status ?? '';
};

const cloudPart = (change: object, isOurs = false) => ({
  ...(isOurs ? { from: '15550100111', to: phone } : { from: phone }),
  ...{ id: `wamid.${newId()}`, timestamp: seconds(), ...change },
});
const cloudEdit = (target: string, text: string) => ({
  type: 'edit',
  edit: { original_message_id: target, message: { type: 'text', text: { body: text } } },
});
const cloudRevoke = (target: string) => ({ type: 'revoke', revoke: { original_message_id: target } });
const cloudReaction = (target: string, emoji: string | null) => ({
  type: 'reaction',
  reaction: { message_id: target, ...(emoji !== null && { emoji }) },
});
const contacts = [{ profile: { name: 'Айгерим' }, wa_id: phone }];

const postCloud = async (item: object, isOurs = false) => {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100111', phone_number_id: '310000000000111' },
    ...(isOurs ? { message_echoes: [item] } : { contacts, messages: [item] }),
  };
  const field = isOurs ? 'smb_message_echoes' : 'messages';
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '210000000000001', changes: [{ field, value }] }],
  });
  return statusOf(
    await desk.server.post('/webhooks/whatsapp-cloud', body, {
      'x-hub-signature-256': signCloud(body, 'test-app-secret'),
    }),
  );
};
const cloud: Vendor = {
  name: 'WhatsApp Cloud',
  text: (id, text) => postCloud({ ...cloudPart({ type: 'text', text: { body: text } }), id }),
  edit: (target, text) => postCloud(cloudPart(cloudEdit(target, text))),
  remove: target => postCloud(cloudPart(cloudRevoke(target))),
  react: (target, emoji, isOurs) => postCloud(cloudPart(cloudReaction(target, emoji), isOurs), isOurs),
};

const postTata = async (item: object) =>
  statusOf(
    await desk.server.post('/webhook/demo', {
      ...{ contacts, messages: item, businessPhoneNumber: '+918800000111', id: newId() },
    }),
  );
const tata: Vendor = {
  name: 'TATA',
  text: (id, text) => postTata({ ...cloudPart({ type: 'text', text: { body: text } }), id }),
  edit: (target, text) => postTata(cloudPart(cloudEdit(target, text))),
  remove: target => postTata(cloudPart(cloudRevoke(target))),
  react: (target, emoji) => postTata(cloudPart(cloudReaction(target, emoji))),
};

const postGreen = async (messageData: object, typeWebhook = 'incomingMessageReceived', idMessage = newId()) =>
  statusOf(
    await desk.server.post(
      '/whatsapp/webhook',
      {
        ...{ typeWebhook, idMessage, messageData, timestamp: Number(seconds()) },
        instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
        senderData: { chatId: jid, sender: jid, senderName: 'Айгерим' },
      },
      { authorization: 'Bearer ga-test-token' },
    ),
  );
const green: Vendor = {
  name: 'Green API',
  text: (id, text) =>
    postGreen(
      { typeMessage: 'textMessage', textMessageData: { textMessage: text } },
      'incomingMessageReceived',
      id,
    ),
  edit: (stanzaId, textMessage) =>
    postGreen({ typeMessage: 'editedMessage', editedMessageData: { textMessage, stanzaId } }),
  remove: stanzaId => postGreen({ typeMessage: 'deletedMessage', deletedMessageData: { stanzaId } }),
  react: (stanzaId, emoji, isOurs) =>
    postGreen(
      {
        typeMessage: 'reactionMessage',
        ...{ extendedTextMessageData: { text: emoji ?? '' }, quotedMessage: { stanzaId, participant: jid } },
      },
      isOurs ? 'outgoingMessageReceived' : 'incomingMessageReceived',
    ),
};

const postChatflow = async (item: object, fromMe = false) =>
  statusOf(
    await desk.server.post('/webhooks/chatflow?key=demo&instance_id=instance_xxx', {
      metadata: {
        ...{ remoteJid: `${phone}@s.whatsapp.net`, sender: 'Айгерим', messageId: newId(), fromMe },
        timestamp: Number(seconds()),
      },
      ...item,
    }),
  );
const chatflow: Vendor = {
  name: 'ChatFlow',
  text: (messageId, text) =>
    postChatflow({
      metadata: { remoteJid: `${phone}@s.whatsapp.net`, sender: 'Айгерим', messageId },
      message: text,
    }),
  edit: (id, text) =>
    postChatflow({
      message: { protocolMessage: { key: { id }, type: 14, editedMessage: { conversation: text } } },
    }),
  remove: id => postChatflow({ message: { protocolMessage: { key: { id }, type: 0 } } }),
  react: (id, emoji, isOurs) =>
    postChatflow({ message: { reactionMessage: { key: { id }, text: emoji ?? '' } } }, isOurs),
};

const find = async (id: string, token = desk.owner) => {
  const { message } = await desk.server.run(ChangedMessageDocument, { id }, token);
  if (!message) throw new Error('no message');
  return message;
};
/** A new message of the vendor's, found by its text. */
const write = async (vendor: Vendor) => {
  const target = newId();
  const text = `Привт ${target}`;
  expect(await vendor.text(target, text)).toBe('PROCESSED');
  const [stored] = await desk.messagesWithText(text);
  return { target, text, id: stored?.id ?? '' };
};

describe.each([cloud, tata, green, chatflow])('$name', vendor => {
  it('an edit changes the message, live, and leaves the inbox as it was', async () => {
    const { target, text, id } = await write(vendor);
    const before = await find(id);
    const live = collect(desk.server.connect(desk.owner), MessageChangesDocument, {
      after: await desk.syncCursor(),
    });
    expect(await vendor.edit(target, 'Привет')).toBe('PROCESSED');
    await waitFor(() => live.items.length > 0);
    expect(live.items[0]?.messageUpdated).toMatchObject({
      changed: expect.arrayContaining(['text', 'editedAt']),
      message: { id, text: 'Привет', editedAt: expect.any(String), revisions: [{ text }] },
    });
    live.stop();
    const after = await find(id);
    expect(after.conversation).toEqual(before.conversation);
    expect(after.version).toBeGreaterThan(before.version);
    expect(await vendor.edit(target, 'Привет')).toBe('DUPLICATE');
  });

  it('a deletion marks the message, and keeps its words', async () => {
    const { target, text, id } = await write(vendor);
    const before = await find(id);
    expect(await vendor.remove(target)).toBe('PROCESSED');
    const after = await find(id);
    expect(after).toMatchObject({
      ...{ text, deletedAt: expect.any(String) },
      deletedBy: { __typename: 'Contact', displayName: expect.any(String) },
    });
    expect(after.conversation).toEqual(before.conversation);
  });

  it('a reaction belongs to its message, and is gone when it is taken back', async () => {
    const { target, id } = await write(vendor);
    const before = await find(id);
    expect(await vendor.react?.(target, '👍')).toBe('PROCESSED');
    const reacted = await find(id);
    expect(reacted.reactions).toMatchObject([{ emoji: '👍', author: { __typename: 'Contact' } }]);
    expect(await vendor.react?.(target, null)).toBe('PROCESSED');
    expect((await find(id)).reactions).toEqual([]);
    expect(reacted.conversation).toEqual(before.conversation);
  });

  it('a change that comes before its message waits for it', async () => {
    const target = newId();
    expect(await vendor.edit(target, `Уже верно ${target}`)).toBe('PROCESSED');
    expect(await vendor.react?.(target, '❤️')).toBe('PROCESSED');
    expect(await vendor.text(target, `Неверно ${target}`)).toBe('PROCESSED');
    const [stored] = await desk.messagesWithText(`Уже верно ${target}`);
    expect(await find(stored?.id ?? '')).toMatchObject({
      ...{ revisions: [{ text: `Неверно ${target}` }], reactions: [{ emoji: '❤️' }] },
    });
  });
});

it.each([cloud, green, chatflow])('$name: a reaction from our own phone is ours', async vendor => {
  const { target, id } = await write(vendor);
  await vendor.react?.(target, '🙏', true);
  expect((await find(id)).reactions).toMatchObject([
    { emoji: '🙏', author: { __typename: 'SystemActor', id: 'handset' } },
  ]);
});

it('a person reacts to an answer of ours, and our phone edits and deletes its own', async () => {
  const text = `С телефона ${newId()}`;
  const echo = (messageData: object, idMessage?: string) =>
    postGreen(messageData, 'outgoingMessageReceived', idMessage);
  const stanzaId = newId();
  await echo({ typeMessage: 'textMessage', textMessageData: { textMessage: text } }, stanzaId);
  const [{ id } = { id: '' }] = await desk.messagesWithText(text);
  expect(await green.react?.(stanzaId, '👍')).toBe('PROCESSED');
  await echo({ typeMessage: 'editedMessage', editedMessageData: { textMessage: 'Иначе', stanzaId } });
  await echo({ typeMessage: 'deletedMessage', deletedMessageData: { stanzaId } });
  expect(await find(id)).toMatchObject({
    ...{ text: 'Иначе', revisions: [{ text }], reactions: [{ emoji: '👍' }] },
    deletedBy: { __typename: 'SystemActor', id: 'handset' },
  });
  expect(await desk.messagesWithText('Иначе')).toHaveLength(1);
});

it('Twilio Conversations: an edit and a removal change the message', async () => {
  const kind = ProviderKind.TWILIO_CONVERSATIONS;
  const text = `Хочу ${newId()}`;
  await desk.write(kind, 'whatsapp:+14155550123', `+${phone}`, text);
  const [{ id } = { id: '' }] = await desk.messagesWithText(text);
  const { rows } = await desk.server.app.database.pool.query(
    'select w.kept_body from webhook_events w where w.message_id = $1',
    [id],
  );
  const added = JSON.parse(rows[0].kept_body) as FormFields;
  const token = String(findDemoCredentials(kind)?.authToken);
  const url = `${desk.server.url}/api/twilio/conversations/webhook?key=demo`;
  const tell = async (fields: FormFields) => {
    const { TrunklineRoute: _route, ...sent } = { ...added, ...fields };
    expect((await postForm(url, sent, { token })).status).toBeLessThan(300);
  };
  await tell({ EventType: 'onMessageUpdated', Body: 'Уже нет', DateUpdated: new Date().toISOString() });
  await waitFor(async () => (await find(id)).text === 'Уже нет');
  await tell({ EventType: 'onMessageRemoved', DateRemoved: new Date().toISOString() });
  await waitFor(async () => (await find(id)).deletedAt !== null);
  expect(await find(id)).toMatchObject({ revisions: [{ text }], deletedBy: { id: 'handset' } });
});

it('Green API: the real text completes what could not be decrypted, live and once', async () => {
  const idMessage = newId();
  const lost = (textMessage: string) =>
    postGreen({ typeMessage: 'textMessage', textMessageData: { textMessage } }, undefined, idMessage);
  expect(await lost('{{SWE003}}')).toBe('PROCESSED');
  const live = collect(desk.server.connect(desk.owner), MessageChangesDocument, {
    after: await desk.syncCursor(),
  });
  const text = `Теперь видно ${idMessage}`;
  expect(await lost(text)).toBe('PROCESSED');
  await waitFor(() => live.items.length > 0);
  expect(live.items[0]?.messageUpdated.message).toMatchObject({ kind: 'TEXT', text });
  expect(await lost(text)).toBe('DUPLICATE');
  expect(await lost('{{SWE003}}')).toBe('DUPLICATE');
  expect(await desk.messagesWithText(text)).toHaveLength(1);
  live.stop();
});

it('Green API: one id under the phone and under the lid of a person is one message', async () => {
  const idMessage = newId();
  const text = `Один раз ${idMessage}`;
  const tell = (chatId: string) =>
    desk.server.post(
      '/whatsapp/webhook',
      {
        ...{ typeWebhook: 'incomingMessageReceived', idMessage, timestamp: Number(seconds()) },
        instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
        senderData: { chatId, sender: '77075550099@c.us', senderName: 'Айгерим' },
        messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: text } },
      },
      { authorization: 'Bearer ga-test-token' },
    );
  expect(await statusOf(await tell('77075550099@c.us'))).toBe('PROCESSED');
  expect(await statusOf(await tell('998877665544332@lid'))).toBe('DUPLICATE');
  expect(await desk.messagesWithText(text)).toHaveLength(1);
});

describe('the simulator', () => {
  const simulate = (
    message: { readonly channelId: string; readonly id: string | null },
    change: SimulatedChange,
    text: string,
  ) => {
    const { channelId, id: messageId } = message;
    const order = { channelId, from: `+${phone}`, text, change, messageId };
    return desk.server.ask(SimulateChangeDocument, order, desk.owner);
  };

  it.each([
    [ProviderKind.WHATSAPP_CLOUD, '310000000000111', true],
    [ProviderKind.TATA, '+918800000111', true],
    [ProviderKind.GREEN_API, '7107000101', true],
    [ProviderKind.TWILIO_CONVERSATIONS, 'whatsapp:+14155550123', false],
  ] as const)('of %s edits, deletes and reacts as the vendor does', async (kind, channel, hasReactions) => {
    const text = `Из симулятора ${newId()}`;
    const { channelId } = await desk.write(kind, channel, `+${phone}`, text);
    const [{ id } = { id: '' }] = await desk.messagesWithText(text);
    const reaction = await simulate({ channelId, id }, 'REACTION', '👍');
    if (hasReactions)
      expect(reaction.data.simulateInbound.event).toMatchObject({
        ...{ status: 'PROCESSED', message: { id, reactions: [{ emoji: '👍' }] } },
      });
    else expect(reaction.errors?.[0]?.extensions.code).toBe('CHANNEL_CANNOT');
    await simulate({ channelId, id }, 'EDIT', 'Исправлено');
    await waitFor(async () => (await find(id)).text === 'Исправлено');
    await simulate({ channelId, id }, 'DELETION', '');
    await waitFor(async () => (await find(id)).deletedAt !== null);
  });

  it('says what it needs: a message that has an id, on a number whose vendor tells of changes', async () => {
    const { channelId } = await desk.write(ProviderKind.CHATFLOW, 'instance_xxx', phone, `Да ${newId()}`);
    const { id } = await write(chatflow);
    expect((await simulate({ channelId, id }, 'EDIT', 'Нет')).errors?.[0]?.extensions.code).toBe(
      'CHANNEL_CANNOT',
    );
    expect((await simulate({ channelId, id: null }, 'EDIT', 'Нет')).errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'messageId' },
    });
  });
});

describe('the words of a deleted message', () => {
  it('are shown to everybody, until the company hides them from all but its heads', async () => {
    const { server, owner } = desk;
    const { rows } = await server.app.database.pool.query("select id from tenants where slug = 'demo'");
    const tokens = {
      MANAGER: await server.addUser(rows[0].id, 'hidden-manager@demo.test', Role.MANAGER),
      READ_ONLY: await server.addUser(rows[0].id, 'hidden-viewer@demo.test', Role.READ_ONLY),
      INTEGRATION: await server.addUser(rows[0].id, 'hidden-program@demo.test', Role.INTEGRATION),
      HEAD_OF_SALES: await server.addUser(rows[0].id, 'hidden-head@demo.test', Role.HEAD_OF_SALES),
      OWNER: owner,
    };
    const { target, text, id } = await write(green);
    await green.edit(target, `${text} исправлено`);
    await green.remove(target);
    const seenBy = async (token: string) => {
      const { text: words, revisions, deletedAt } = await find(id, token);
      expect(deletedAt).not.toBeNull();
      const { conversations } = await server.run(InboxTextsDocument, {}, token);
      const inInbox =
        conversations.nodes.find(node => node.lastMessage?.id === id)?.lastMessage?.text ?? null;
      const { messages } = await server.run(MessagesWithTextDocument, { text: `${text} исправлено` }, token);
      return [words, revisions.length, inInbox, messages.nodes.length];
    };
    const whole = [`${text} исправлено`, 1, `${text} исправлено`, 1];
    for (const token of Object.values(tokens)) expect(await seenBy(token)).toEqual(whole);

    const live = collect(server.connect(tokens.MANAGER), MessageChangesDocument, {
      after: await desk.syncCursor(),
    });
    await server.run(ShowDeletedTextDocument, { shows: false }, owner);
    for (const [role, token] of Object.entries(tokens)) {
      const isHead = role === 'OWNER' || role === 'HEAD_OF_SALES';
      expect([role, await seenBy(token)]).toEqual([role, isHead ? whole : [null, 0, null, 0]]);
    }
    await green.react?.(target, '👍');
    await waitFor(() => live.items.length > 0);
    expect(live.items[0]?.messageUpdated.message).toMatchObject({ id, text: null, revisions: [] });
    live.stop();
    await server.run(ShowDeletedTextDocument, { shows: true }, owner);
  });

  it('are hidden on every path to them, the ledger and the REST routes included', async () => {
    const { server, owner } = desk;
    const { rows } = await server.app.database.pool.query("select id from tenants where slug = 'demo'");
    const tokens = {
      MANAGER: await server.addUser(rows[0].id, 'paths-manager@demo.test', Role.MANAGER),
      READ_ONLY: await server.addUser(rows[0].id, 'paths-viewer@demo.test', Role.READ_ONLY),
      INTEGRATION: await server.addUser(rows[0].id, 'paths-program@demo.test', Role.INTEGRATION),
      HEAD_OF_SALES: await server.addUser(rows[0].id, 'paths-head@demo.test', Role.HEAD_OF_SALES),
      OWNER: owner,
    };
    const after = await desk.syncCursor();
    const target = newId();
    const secret = `Секрет${target}`;
    await green.text(target, secret);
    const [{ id } = { id: '' }] = await desk.messagesWithText(secret);
    await green.text(target, secret);
    await green.edit(target, `${secret} иначе`);
    await green.edit(`${target}-unknown`, `${secret} ждёт`);
    const quote = { stanzaId: target, participant: jid, typeMessage: 'textMessage', textMessage: secret };
    const answer = { typeMessage: 'quotedMessage', extendedTextMessageData: { text: 'Уже не надо' } };
    await postGreen({ ...answer, quotedMessage: quote });
    await green.remove(target);

    /** Everything that a role can query, as text, by field. */
    const read = async (role: string, token: string) => {
      const paths = await server.ask(PathsToATextDocument, { id, search: secret, after }, token);
      expect(paths.errors).toBeUndefined();
      const ledger = await server.ask(LedgerBodiesDocument, {}, token);
      const routes = ['/whatsapp/stats', '/ajax/tata-conversations/?messages=5'].map(async path => {
        const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
        expect([role, path, response.status]).toEqual([role, path, 200]);
        return response.text();
      });
      return {
        paths: JSON.stringify(paths),
        ledger: JSON.stringify(ledger),
        rest: await Promise.all(routes),
      };
    };
    const seesIn = async (role: string, token: string) => {
      const { paths, ledger, rest } = await read(role, token);
      return [paths, ledger, rest.join()].map(answered => answered.includes(secret));
    };
    const { createApiToken } = await server.run(
      CreateApiTokenDocument,
      { input: { name: 'Exports', scopes: ['READ', 'IMPORT_EXPORT'] } } as never,
      owner,
    );
    const isExportedTo = async (token: string) => {
      const input = { kind: 'MESSAGES', format: 'JSON_LINES', messages: { direction: 'INBOUND' } };
      const { createExport } = await server.run(CreateExportDocument, { input } as never, token);
      const { resultUrl } = await waitFor(async () => {
        const { jobs } = await server.run(JobsDocument, { first: 10 }, token);
        return jobs.nodes.find(job => job.id === createExport.job.id && job.finishedAt !== null);
      });
      return (await (await fetch(String(resultUrl))).text()).includes(secret);
    };
    const exportsTo = () => Promise.all([owner, createApiToken.secret].map(isExportedTo));
    expect(await exportsTo()).toEqual([true, true]);
    const ledgerReaders = new Set(['OWNER', 'HEAD_OF_SALES', 'INTEGRATION']);
    for (const [role, token] of Object.entries(tokens))
      expect([role, await seesIn(role, token)]).toEqual([role, [true, ledgerReaders.has(role), true]]);
    await server.run(ShowDeletedTextDocument, { shows: false }, owner);
    for (const [role, token] of Object.entries(tokens)) {
      const isHead = role === 'OWNER' || role === 'HEAD_OF_SALES';
      expect([role, await seesIn(role, token)]).toEqual([role, [isHead, isHead, isHead]]);
    }
    expect(await exportsTo()).toEqual([true, false]);
    await server.run(ShowDeletedTextDocument, { shows: true }, owner);
  });

  it('are hidden with its files, also from a manager who asks to fetch one again', async () => {
    const { server, owner } = desk;
    const { pool } = server.app.database;
    const target = newId();
    const downloadUrl = `https://simulator.invalid/green-api/files/${'0'.repeat(32)}`;
    const fileMessageData = { downloadUrl, caption: target, fileName: 'a.jpg', mimeType: 'image/jpeg' };
    await postGreen({ typeMessage: 'imageMessage', fileMessageData }, undefined, target);
    await green.remove(target);
    const [{ id } = { id: '' }] = await desk.messagesWithText(target);
    const { rows: files } = await pool.query('select id, tenant_id from attachments where message_id = $1', [
      id,
    ]);
    const manager = await server.addUser(files[0].tenant_id, 'hidden-files@demo.test', Role.MANAGER);
    const refetchAs = async (token: string) => {
      const { errors } = await server.ask(RefetchAttachmentDocument, { attachmentId: files[0].id }, token);
      return errors?.[0]?.extensions.code;
    };
    await server.run(ShowDeletedTextDocument, { shows: false }, owner);
    expect((await find(id, manager)).attachments).toEqual([]);
    expect(await refetchAs(manager)).toBe('NOT_FOUND');
    expect((await find(id)).attachments).toEqual([{ id: files[0].id }]);
    expect(await refetchAs(owner)).not.toBe('NOT_FOUND');
    await server.run(ShowDeletedTextDocument, { shows: true }, owner);
  });

  it('are hidden where they are structured', async () => {
    const { server, owner } = desk;
    const target = newId();
    await postCloud({
      ...cloudPart({ type: 'location', location: { latitude: 43.2, longitude: 76.9, name: target } }),
      id: target,
    });
    const [{ id } = { id: '' }] = await desk.messagesWithText(`${target}\n43.2, 76.9`);
    await cloud.remove(target);
    const { rows } = await server.app.database.pool.query("select id from tenants where slug = 'demo'");
    const viewer = await server.addUser(rows[0].id, 'hidden-places@demo.test', Role.READ_ONLY);
    await server.run(ShowDeletedTextDocument, { shows: false }, owner);
    expect((await find(id)).content).toEqual({ __typename: 'LocationContent' });
    expect(await find(id, viewer)).toMatchObject({ text: null, content: null });
    await server.run(ShowDeletedTextDocument, { shows: true }, owner);
  });

  it('are hidden in the notes of a lead as well', async () => {
    const { server, owner } = desk;
    const idMessage = newId();
    const chatId = '77075550777@c.us';
    const tell = (messageData: object, id = newId()) =>
      server.post(
        '/whatsapp/webhook',
        {
          ...{
            typeWebhook: 'incomingMessageReceived',
            idMessage: id,
            messageData,
            timestamp: Number(seconds()),
          },
          instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
          senderData: { chatId, sender: chatId, senderName: 'Нота' },
        },
        { authorization: 'Bearer ga-test-token' },
      );
    await tell({ typeMessage: 'textMessage', textMessageData: { textMessage: 'Тайна' } }, idMessage);
    await tell({ typeMessage: 'deletedMessage', deletedMessageData: { stanzaId: idMessage } });
    const { rows } = await server.app.database.pool.query("select id from tenants where slug = 'demo'");
    const viewer = await server.addUser(rows[0].id, 'hidden-notes@demo.test', Role.READ_ONLY);
    const bodies = async (token: string) =>
      (await server.run(LeadNotesDocument, {}, token)).leads.nodes.flatMap(lead =>
        lead.notes.nodes.map(note => note.body),
      );
    await server.run(ShowDeletedTextDocument, { shows: false }, owner);
    expect(await bodies(owner)).toContain('Тайна');
    expect(await bodies(viewer)).not.toContain('Тайна');
    await server.run(ShowDeletedTextDocument, { shows: true }, owner);
    expect(await bodies(viewer)).toContain('Тайна');
  });
});
