import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';
import { createClient } from 'graphql-ws';
import { createTokenKeeper, keepNewest, socketOptions, webStorage } from 'trunkline-client';
import { trunklineExchange } from 'trunkline-client/urql';
import { element, onSubmit, showList } from '../dom.js';
import { signIn } from '../sign-in.js';

type Contact = { displayName: string | null; phone: string | null };
type Conversation = { id: string; contact: Contact };
type Message = { id: string; version: number; conversation: Conversation } & Record<Shown, string>;
type Shown = 'text' | 'status' | 'direction';

const parts = gql`
  fragment MessageParts on Message {
    id version text status direction conversation { id version contact { id version displayName phone } }
  }
`;
const inboxQuery = gql<{ conversations: { syncCursor: string; nodes: Conversation[] } }>`
  query {
    conversations(first: 20) { syncCursor nodes { id version contact { id version displayName phone } } }
  }
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
const exchanges = [cacheExchange, live, fetchExchange];
const client = new Client({ url: `${url}/graphql`, exchanges, requestPolicy: 'network-only' });

// The document cache keeps whole results; what changes live is kept here.
let conversations: readonly Conversation[] = [];
let messages: readonly Message[] = [];
let open = '';

async function loadInbox(): Promise<string> {
  const { data, error } = await client.query(inboxQuery, {});
  if (!data) throw error;
  conversations = data.conversations.nodes;
  await showThread({ id: open });
  return data.conversations.syncCursor;
}

async function showThread({ id }: { readonly id: string }) {
  open = id;
  messages = [];
  const answer = id ? await client.query(threadQuery, { id }) : null;
  if (open !== id) return;
  const live = messages; // came meanwhile
  messages = answer?.data?.conversation.messages.nodes ?? [];
  for (const message of live) messages = keepNewest(messages, message);
  show();
}

function show() {
  const toName = ({ contact }: Conversation) => contact.displayName ?? contact.phone ?? '?';
  showList('conversations', conversations, toName, showThread);
  showList('messages', messages, ({ direction, text, status }) => `${direction} ${text} (${status})`);
}

function showMessage(message: Message | undefined) {
  if (message?.conversation.id === open) messages = keepNewest(messages, message);
  show();
}
async function showDesk() {
  const after = await loadInbox();
  element('sign-in').hidden = true;
  element('desk').hidden = false;
  client.subscription(added, { after }).subscribe(({ data }) => {
    const first = data?.messageAdded.conversation;
    if (first) conversations = [first, ...conversations.filter(({ id }) => id !== first.id)];
    showMessage(data?.messageAdded);
  });
  client.subscription(updated, { after }).subscribe(({ data }) => showMessage(data?.messageUpdated.message));
}

onSubmit('sign-in', async credentials => {
  await keeper.start(await signIn(url, credentials));
  await showDesk();
});
onSubmit('reply', async ({ text }) => {
  const input = { conversationId: open, text, idempotencyKey: crypto.randomUUID() };
  const { data, error } = await client.mutation(reply, { input });
  if (error) throw error;
  showMessage(data?.sendReply.message);
});
if (await keeper.accessToken()) await showDesk();
