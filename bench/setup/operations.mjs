/** The measured operations: those that the playground offers. */

export const inboxQuery = `query Inbox($first: Int = 20, $after: Cursor) {
  conversations(first: $first, after: $after) {
    nodes {
      id
      status
      unreadCount
      lastActivityAt
      channel { id displayName externalId }
      contact { id displayName phone }
      lastMessage { id direction text status sentAt }
    }
    pageInfo { hasNextPage endCursor }
    syncCursor
  }
}`;

/** The same as a full list of agents shows it: with lead, its stage and topic, and the assignee. */
export const fullInboxQuery = inboxQuery.replace('Inbox', 'FullInbox').replace(
  'lastMessage {',
  `lead { id name stage { id name } topic { id name } }
      assignee { id name }
      lastMessage {`,
);

export const searchQuery = `query Search($query: String!, $first: Int = 20) {
  search(query: $query, filter: { kinds: [MESSAGE] }, first: $first) {
    edges {
      cursor
      field
      snippet { text isMatch }
      node { ... on Message { id text sentAt conversation { id contact { displayName } } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const reportQuery = `query Report($input: ReportInput!) {
  report(input: $input) { rows { key { label } startsAt values } }
}`;

export const liveMessages = `subscription LiveMessages($after: Cursor) {
  messageAdded(after: $after) {
    id
    direction
    text
    status
    channel { displayName externalId }
    conversation { id contact { displayName phone } }
    cursor
  }
}`;

export const liveStatus = `subscription LiveStatus($after: Cursor) {
  messageUpdated(after: $after) {
    cursor
    changed
    message { id status }
  }
}`;

export const sendReply = `mutation SendReply($input: SendReplyInput!) {
  sendReply(input: $input) {
    message { id status channel { displayName externalId } }
  }
}`;

/** Starts the live messages with a document that is different for every number. */
export function toDistinctSubscribe(number) {
  return toSubscribe(liveMessages.replace('direction', `number${number}: direction`));
}

/** The protocol message that starts a subscription. */
export function toSubscribe(query, variables = {}) {
  return JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } });
}
