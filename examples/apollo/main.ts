import { ApolloClient, gql } from '@apollo/client';
import { createClient } from 'graphql-ws';
import { createTokenKeeper, socketOptions, webStorage } from 'trunkline-client';
import { addNode, createTrunklineLink, TrunklineCache } from 'trunkline-client/apollo';
import { element, onSubmit, showList } from '../dom.js';
import { signIn } from '../sign-in.js';

type Message = { __typename: 'Message'; id: string; text: string; status: string; direction: string };
type Contact = { displayName: string | null; phone: string | null };
type Conversation = { __typename: 'Conversation'; id: string; contact: Contact };

const parts = gql`
  fragment MessageParts on Message {
    id version text status direction conversation { id version contact { id version displayName phone } }
  }
`;
const inboxQuery = gql`
  query Inbox {
    conversations(first: 20) { syncCursor nodes { id version contact { id version displayName phone } } }
  }
`;
const threadQuery = gql`
  query Thread($id: ID!) { conversation(id: $id) { id version messages(last: 50) { nodes { ...MessageParts } } } }
  ${parts}
`;
const added = gql`
  subscription Added($after: Cursor) { messageAdded(after: $after) { cursor ...MessageParts } } ${parts}
`;
const updated = gql`
  subscription Updated($after: Cursor) { messageUpdated(after: $after) { cursor message { ...MessageParts } } }
  ${parts}
`;
const reply = gql`
  mutation Reply($input: SendReplyInput!) { sendReply(input: $input) { message { ...MessageParts } } } ${parts}
`;

const url: string = import.meta.env.VITE_TRUNKLINE_URL ?? 'http://localhost:3000';
const keeper = createTokenKeeper({ url, storage: webStorage(), onEnd: () => location.reload() });
const cache = new TrunklineCache();
const socket = createClient(socketOptions(url, keeper));
const link = createTrunklineLink({ url, keeper, client: socket, onReset: loadInbox });
const client = new ApolloClient({ cache, link });

/** Loads what is shown; the cursor is where the subscriptions begin. */
async function loadInbox() {
  type Inbox = { conversations: { syncCursor: string } };
  const { data } = await client.query<Inbox>({ query: inboxQuery, fetchPolicy: 'network-only' });
  await client.refetchQueries({ include: 'active' });
  return data?.conversations.syncCursor ?? null;
}

async function showDesk() {
  const after = await loadInbox();
  element('sign-in').hidden = true;
  element('desk').hidden = false;
  type Inbox = { conversations: { nodes: Conversation[] } };
  client.watchQuery<Inbox>({ query: inboxQuery }).subscribe(({ data, dataState }) => {
    if (dataState !== 'complete') return;
    const toName = ({ contact }: Conversation) => contact.displayName ?? contact.phone ?? '?';
    showList('conversations', data.conversations.nodes, toName, showThread);
  });
  type Added = { messageAdded: Message & { conversation: Conversation } };
  client.subscribe<Added>({ query: added, variables: { after } }).subscribe(({ data }) => {
    if (!data) return;
    const { conversation, ...message } = data.messageAdded;
    addNode(cache, { field: 'conversations', node: conversation, place: 'START' });
    addNode(cache, { of: conversation, field: 'messages', node: message, place: 'END' });
  });
  // The cache takes the new statuses from the results.
  client.subscribe({ query: updated, variables: { after } }).subscribe(() => {});
}

let open: { id: string; stop: () => void } | null = null;
function showThread({ id }: Conversation) {
  open?.stop();
  type Thread = { conversation: { messages: { nodes: Message[] } } };
  const thread = client.watchQuery<Thread>({ query: threadQuery, variables: { id } });
  const shown = thread.subscribe(({ data, dataState }) => {
    if (dataState !== 'complete') return;
    const toLine = ({ direction, text, status }: Message) => `${direction} ${text} (${status})`;
    showList('messages', data.conversation.messages.nodes, toLine);
  });
  open = { id, stop: () => shown.unsubscribe() };
}

onSubmit('sign-in', async credentials => {
  await keeper.start(await signIn(url, credentials));
  await showDesk();
});
onSubmit('reply', async ({ text }) => {
  const input = { conversationId: open?.id, text, idempotencyKey: crypto.randomUUID() };
  await client.mutate({ mutation: reply, variables: { input } });
});
if (await keeper.accessToken()) await showDesk();
