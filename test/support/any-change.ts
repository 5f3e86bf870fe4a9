/** Random changes of a company, by mutations and webhooks. */
import { parse } from 'graphql';
import type pg from 'pg';
import type { Random } from './seeded.js';

/** The company and two processes that serve it. */
export interface ChangedCompany {
  /** One connection for all look-ups: a new one costs as much as several of them. */
  readonly sql: pg.Client;
  readonly servers: readonly [{ readonly url: string }, { readonly url: string }];
  readonly installation: { readonly tenantId: string; readonly webhookKey: string };
}

/** Makes one random change at one of the processes. @returns what it was; a mutation may have been refused */
export type AnyChange = (n: number) => Promise<string>;

/** Creates the changes; `tokens` are the bearer tokens for the processes. */
export function listChanges(
  random: Random,
  { sql, servers, installation, tokens }: ChangedCompany & { readonly tokens: readonly [string, string] },
): AnyChange {
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const idOf = async (text: string): Promise<string> => {
    const { rows } = await sql.query<{ id: string }>(text);
    return rows.length === 0 ? '01990000-0000-7000-8000-000000000001' : pick(rows).id;
  };
  const conversation = () => idOf('select id from conversations order by id');
  const contact = () => idOf('select id from contacts where merged_into_id is null order by id');
  const row = (table: string) => () => idOf(`select id from ${table} order by id`);
  const [lead, user, label, team, topic, stage, channel] = [
    ...['leads', 'users', 'labels', 'teams', 'topics', 'lead_stages', 'channels'].map(row),
  ] as [Row, Row, Row, Row, Row, Row, Row];
  const name = () => `Name ${Math.floor(random() * 1000)}`;
  const phone = () => `7709000000${Math.floor(random() * 6)}`;

  const mutations: readonly (() => Promise<string>)[] = [
    async () =>
      `updateContact(input: { id: "${await contact()}", displayName: ${pick(['null', `"${name()}"`])} }) { contact { id } }`,
    async () =>
      `updateContact(input: { id: "${await contact()}", addLabelIds: ["${await label()}"] }) { contact { id } }`,
    async () =>
      `updateLead(input: { id: "${await lead()}", name: "${name()}", stageId: "${await stage()}" }) { created }`,
    async () =>
      `updateLead(input: { id: "${await lead()}", topicId: "${await topic()}", ownerId: "${await user()}" }) { created }`,
    async () =>
      `updateLead(input: { id: "${await lead()}", value: { amount: "${Math.floor(random() * 9)}", currency: "KZT" } }) { created }`,
    async () =>
      `createLead(input: { channelId: "${await channel()}", phone: "+${phone()}", name: "${name()}" }) { created }`,
    async () =>
      `createLead(input: { channelId: "${await channel()}", phone: "+${phone()}", note: "N" }) { created }`,
    async () =>
      `assignConversation(input: { conversationId: "${await conversation()}", userId: ${pick(['null', `"${await user()}"`])} }) { conversation { id } }`,
    async () =>
      `setConversationStatus(input: { conversationId: "${await conversation()}", status: ${pick(['OPEN', 'PENDING', 'RESOLVED'])} }) { conversation { id } }`,
    async () =>
      `updateConversations(input: { ids: ["${await conversation()}", "${await conversation()}"], teamId: "${await team()}", addLabelIds: ["${await label()}"] }) { results { code } }`,
    async () =>
      `updateConversations(input: { ids: ["${await conversation()}"], topicId: ${pick(['null', `"${await topic()}"`])} }) { results { code } }`,
    async () =>
      `setHandoff(input: { conversationId: "${await conversation()}", state: ${pick(['HUMAN_ACTIVE', 'AI_ACTIVE'])} }) { conversation { id } }`,
    async () =>
      `requestHandoff(input: { conversationId: "${await conversation()}", reason: "R" }) { conversation { id } }`,
    async () =>
      `markConversationRead(input: { conversationId: "${await conversation()}" }) { conversation { id } }`,
    async () =>
      `markConversationUnread(input: { conversationId: "${await conversation()}" }) { conversation { id } }`,
    async () =>
      `mergeContacts(input: { keepId: "${await contact()}", mergeId: "${await contact()}" }) { contact { id } }`,
    async () =>
      `unmergeContact(input: { contactId: "${await idOf('select id from contacts where merged_into_id is not null order by id')}" }) { contact { id } }`,
    async () =>
      `separateAddress(input: { identityId: "${await idOf('select id from contact_identities order by id')}", name: "${name()}" }) { contact { id } }`,
    async () => `addNote(input: { conversationId: "${await conversation()}", body: "N" }) { note { id } }`,
    async () =>
      `sendReply(input: { conversationId: "${await conversation()}", text: "T", idempotencyKey: "${random()}" }) { repeated }`,
    async () =>
      `startConversation(input: { channelId: "${await channel()}", phone: "+${phone()}", text: "T", idempotencyKey: "${random()}" }) { message { id } }`,
    async () => `upsertTopic(input: { name: "${name()}", keywords: ["word"] }) { topic { id } }`,
    async () =>
      `upsertLabel(input: { name: "${name()}", color: "#${pick(['aa0000', '00bb00'])}" }) { label { id } }`,
    async () => `upsertLabel(input: { id: "${await label()}", name: "${name()}" }) { label { id } }`,
    async () => `upsertTeam(input: { name: "${name()}", memberIds: [] }) { team { id } }`,
    async () => `updateUser(input: { id: "${await user()}", name: "${name()}" }) { user { id } }`,
    async () =>
      `updateChannel(input: { id: "${await channel()}", displayName: "${name()}" }) { channel { id } }`,
    async () => `eraseContact(input: { contactId: "${await contact()}" }) { __typename }`,
  ];
  const post = async (process: 0 | 1, body: object): Promise<string> => {
    const { status } = await fetch(
      `${servers[process].url}/webhooks/chatflow?key=${encodeURIComponent(installation.webhookKey)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    return `${status} to ${JSON.stringify(body)}`;
  };
  const message = (n: number) => ({
    message: `${pick(['word', 'text'])} ${n}`,
    metadata: {
      remoteJid: `${phone()}@s.whatsapp.net`,
      ...(random() < 0.5 ? { sender: name() } : {}),
      instance_id: pick(['instance_xxx', 'instance_default']),
      messageId: `any ${Math.floor(random() * 30)}`,
    },
  });

  return async n => {
    const process = random() < 0.5 ? 0 : 1;
    if (random() < 0.35) {
      const body = message(n);
      // Sometimes the same again at the other process, at the same moment.
      const copies =
        random() < 0.5 ? [post(process, body), post(process === 0 ? 1 : 0, body)] : [post(process, body)];
      return (await Promise.all(copies)).join(', ');
    }
    const text = await pick(mutations)();
    parse(`mutation { ${text} }`);
    const response = await fetch(`${servers[process].url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[process]}` },
      body: JSON.stringify({ query: `mutation { ${text} }` }),
    });
    const { errors } = (await response.json()) as { errors?: readonly { readonly message: string }[] };
    return `${text} ${errors ? errors[0]?.message : ''}`;
  };
}

type Row = () => Promise<string>;
