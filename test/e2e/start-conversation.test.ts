/** First messages: from the chosen channel, once, and with a template where the vendor requires one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import {
  ChannelsDocument,
  MessageTemplatesDocument,
  StartConversationDocument,
  type StartConversationMutationVariables,
} from '../support/gql/operations.js';
import { waitForTemplates } from '../support/listed-templates.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let people = 0;
let keys = 0;
const channelIds = new Map<string, string>();

const newPhone = () => `+7707${String(1_000_000 + ++people)}`;
const newKey = () => `start ${++keys}`;
const start = (channel: string, given: Omit<StartConversationMutationVariables, 'channelId'>) =>
  desk.server.run(
    StartConversationDocument,
    { channelId: channelIds.get(channel) ?? '', ...given },
    desk.owner,
  );
const codeOf = async (channel: string, given: Omit<StartConversationMutationVariables, 'channelId'>) => {
  const variables = { channelId: channelIds.get(channel) ?? '', ...given };
  const { errors = [] } = await desk.server.ask(StartConversationDocument, variables, desk.owner);
  return errors[0]?.extensions.code;
};
const templateOf = async (channel: string, name: string) => {
  const variables = { channelId: channelIds.get(channel) ?? '' };
  const { messageTemplates } = await desk.server.run(MessageTemplatesDocument, variables, desk.owner);
  return messageTemplates.find(template => template.name === name)?.id;
};
/** The number of rows of everything that a first message creates. */
const counts = async () => {
  const tables = ['contacts', 'contact_identities', 'leads', 'conversations', 'messages', 'domain_events'];
  const { rows } = await desk.server.app.database.pool.query(
    `select ${tables.map(table => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
  );
  return rows[0];
};
const deliveriesTo = (phone: string) =>
  desk.host.deliveries(simulatedAccount).filter(delivery => delivery.to.includes(phone.slice(1)));

beforeAll(async () => {
  desk = await startVendorDesk();
  const { channels } = await desk.server.run(ChannelsDocument, {}, desk.owner);
  for (const node of channels.nodes) channelIds.set(node.externalId, node.id);
  await waitForTemplates(desk.server, desk.owner, channelIds.get('310000000000111') ?? '');
});
afterAll(async () => {
  await desk.stop();
});

const variables = { '1': 'Аша', '2': 'пятницу' };

describe('on a number with a reply window', () => {
  const channel = '310000000000122';

  it('refuses free words and writes nothing', async () => {
    const before = await counts();
    const phone = newPhone();
    expect(await codeOf(channel, { phone, text: 'Здравствуйте', key: newKey() })).toBe('REPLY_WINDOW_CLOSED');
    expect(await codeOf(channel, { phone, key: newKey() })).toBe('BAD_USER_INPUT');
    expect(await codeOf(channel, { phone, text: 'x', key: '' })).toBe('BAD_USER_INPUT');
    expect(await codeOf('none', { phone, text: 'x', key: newKey() })).toBe('NOT_FOUND');
    const templateId = await templateOf(channel, 'appointment_reminder');
    expect(await codeOf(channel, { phone, templateId, key: newKey() })).toBe('BAD_USER_INPUT');
    expect(await counts()).toEqual(before);
  });

  it('sends a template from that number, makes contact, lead and conversation, and keeps them', async () => {
    const phone = newPhone();
    const templateId = await templateOf(channel, 'appointment_reminder');
    const given = { phone, templateId, templateVariables: variables };
    const { startConversation } = await start(channel, { ...given, key: newKey() });
    expect(startConversation).toMatchObject({
      repeated: false,
      message: {
        ...{ kind: 'TEMPLATE', text: expect.stringContaining('Hello Аша'), channel: { externalId: channel } },
        conversation: { contact: { phone }, lead: { channel: { externalId: channel } } },
      },
    });
    await waitFor(() => deliveriesTo(phone).length === 1);
    expect(deliveriesTo(phone)).toMatchObject([{ from: channel, template: 'appointment_reminder' }]);

    const again = await start(channel, { ...given, key: newKey() });
    const conversationId = startConversation.message?.conversation.id;
    expect(again.startConversation.message?.conversation.id).toBe(conversationId);
    // The contact replies: it is the same conversation, and free text is accepted now.
    const answered = await desk.write(ProviderKind.WHATSAPP_CLOUD, channel, phone.slice(1), `Ответ ${phone}`);
    expect(answered.conversationId).toBe(conversationId);
    const free = await start(channel, { phone, text: `Рады ${phone}`, key: newKey() });
    expect(free.startConversation.message?.conversation.id).toBe(conversationId);
  });

  it('makes one of everything of ten calls with one key, and takes the key for nothing else', async () => {
    const phone = newPhone();
    const templateId = await templateOf(channel, 'appointment_reminder');
    const key = newKey();
    const given = { phone, templateId, templateVariables: variables, key };
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 10 }, () => start(channel, given)));
    expect(new Set(answers.map(answer => answer.startConversation.message?.id)).size).toBe(1);
    expect(answers.filter(answer => !answer.startConversation.repeated)).toHaveLength(1);
    const after = await counts();
    for (const table of ['contacts', 'leads', 'conversations', 'messages'])
      expect({ table, added: after[table] - before[table] }).toEqual({ table, added: 1 });
    const reused = [
      codeOf(channel, { ...given, phone: newPhone() }),
      codeOf('310000000000111', given),
      codeOf(channel, { ...given, templateVariables: { ...variables, '2': 'субботу' } }),
    ];
    expect(await Promise.all(reused)).toEqual(Array(3).fill('IDEMPOTENCY_KEY_REUSED'));
  });
});

it.each([
  ['instance_xxx', (phone: string) => `${phone.slice(1)}@s.whatsapp.net`],
  ['7107000101', (phone: string) => `${phone.slice(1)}@c.us`],
  ['+14155550167', (phone: string) => phone],
])('on %s, which has no window, free words go first', async (channel, address) => {
  const phone = newPhone();
  const { startConversation } = await start(channel, { phone, text: `Здравствуйте ${phone}`, key: newKey() });
  expect(startConversation.message).toMatchObject({ kind: 'TEXT', channel: { externalId: channel } });
  await waitFor(() => deliveriesTo(phone).length === 1);
  expect(deliveriesTo(phone)).toMatchObject([
    { from: channel, to: address(phone), text: `Здравствуйте ${phone}` },
  ]);
});
