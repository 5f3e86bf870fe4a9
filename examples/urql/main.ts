import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';
import { createClient } from 'graphql-ws';
import { createTokenKeeper, keepNewest, socketOptions, webStorage } from 'trunkline-client';
import { trunklineExchange } from 'trunkline-client/urql';
import { element, onSubmit, showList } from '../dom.js';

type Contact = { displayName: string | null; phone: string | null };
type Conversation = { id: string; contact: Contact };
type State = { id: string; version: number; text: string; status: string; direction: string };
type Message = State & { conversation: Conversation };

const parts = gql`
  fragment MessageParts on Message { id version text status direction conversation { ...ConversationParts } }
  fragment ConversationParts on Conversation { id version contact { id version displayName phone } }
`;
const inboxQuery = gql<{ conversations: { syncCursor: string; nodes: Conversation[] } }>`
  query { conversations(first: 20) { syncCursor nodes { ...ConversationParts } } } ${parts}
`;
const threadQuery = gql<{ conversation: { messages: { nodes: Message[] } } }>`
  query ($id: ID!) { conversation(id: $id) { id version messages(last: 50) { nodes { ...MessageParts } } } } ${parts}
`;
const added = gql<{ messageAdded: Message }>`
  subscription ($after: Cursor) { messageAdded(after: $after) { cursor ...MessageParts } } ${parts}
`;
const updated = gql<{ messageUpdated: { message: Message } }>`
  subscription ($after: Cursor) { messageUpdated(after: $after) { cursor message { ...MessageParts } } } ${parts}
`;
const reply = gql<{ sendReply: { message: Message } }>`
  mutation ($input: SendReplyInput!) { sendReply(input: $input) { message { ...MessageParts } } } ${parts}
`;

const url: string = import.meta.env.VITE_TRUNKLINE_URL ?? 'http://localhost:3000';
const keeper = createTokenKeeper({ url, storage: webStorage(), onEnd: () => location.reload() });
const socket = createClient(socketOptions(url, keeper));
const live = trunklineExchange({ keeper, client: socket, onReset: loadInbox });
const client = new Client({
  url: `${url}/graphql`,
  preferGetMethod: false,
  exchanges: [cacheExchange, live, fetchExchange],
});

// The document cache keeps whole results; what changes live is kept here.
let conversations: readonly Conversation[] = [];
let messages: readonly Message[] = [];
let open = '';

async function loadInbox(): Promise<string> {
  const { data, error } = await client.query(inboxQuery, {}, { requestPolicy: 'network-only' });
  if (!data) throw error;
  conversations = data.conversations.nodes;
  await showThread({ id: open });
  return data.conversations.syncCursor;
}

async function showThread({ id }: { readonly id: string }) {
  open = id;
  const answer = id ? await client.query(threadQuery, { id }, { requestPolicy: 'network-only' }) : null;
  if (open === id) messages = answer?.data?.conversation.messages.nodes ?? [];
  show();
}

function show() {
  const toName = ({ contact }: Conversation) => contact.displayName ?? contact.phone ?? '?';
  showList('conversations', conversations, toName, showThread);
  showList('messages', messages, ({ direction, text, status }) => `${direction} ${text} (${status})`);
}

function showMessage(message: Message) {
  if (message.conversation.id === open) messages = keepNewest(messages, message);
  show();
}

async function showDesk() {
  const after = await loadInbox();
  element('sign-in').hidden = true;
  element('desk').hidden = false;
  client.subscription(added, { after }).subscribe(({ data }) => {
    if (!data) return;
    const { conversation } = data.messageAdded;
    conversations = [conversation, ...conversations.filter(({ id }) => id !== conversation.id)];
    showMessage(data.messageAdded);
  });
  client
    .subscription(updated, { after })
    .subscribe(({ data }) => data && showMessage(data.messageUpdated.message));
}

onSubmit('sign-in', async values => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/auth/login`, { method: 'POST', headers, body: JSON.stringify(values) });
  if (!answer.ok) throw new Error((await answer.json()).error.message);
  await keeper.start(await answer.json());
  await showDesk();
});
onSubmit('reply', async ({ text }) => {
  const input = { conversationId: open, text, idempotencyKey: crypto.randomUUID() };
  const { data, error } = await client.mutation(reply, { input });
  if (!data) throw error;
  showMessage(data.sendReply.message);
});
if (await keeper.accessToken()) await showDesk();
