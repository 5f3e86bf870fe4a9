/** Ready operations: subscriptions. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const liveOperations: ReadyOperationGroup = {
  title: 'Live',
  operations: [
    {
      name: 'LiveMessages',
      title: 'Every message as it is stored',
      document: `# Runs until it is stopped. After a lost connection it
# continues from the cursor of the last event. To start in
# the past, give "after" the cursor of a message.
subscription LiveMessages($after: Cursor) {
  messageAdded(after: $after) {
    id
    direction
    text
    status
    channel { displayName externalId }
    conversation { id contact { displayName phone } }
    cursor
  }
}
`,
    },
    {
      name: 'LivePresence',
      title: 'Who is there, looks at a conversation or types',
      document: `# The states now come first, then each change.
subscription LivePresence($conversationIds: [ID!]) {
  presenceChanged(conversationIds: $conversationIds) {
    actor { ... on User { id name } }
    isOnline
    activity
    conversation { id contact { displayName } }
    at
  }
}
`,
    },
    {
      name: 'LiveStatus',
      title: 'Changes of messages: delivery status, files, reactions, edits',
      document: `subscription LiveStatus($filter: StreamFilter, $after: Cursor) {
  messageUpdated(filter: $filter, after: $after) {
    cursor
    isCatchUp
    changed
    message {
      id
      text
      status
      failure { providerCode message retryable }
      attachments { fileName mimeType state url }
      reactions { emoji }
      editedAt
      deletedAt
    }
  }
}
`,
    },
    {
      name: 'LiveViewer',
      title: 'What you have read, also on your other devices',
      document: `subscription LiveViewer($after: Cursor) {
  viewerEvents(after: $after) {
    __typename
    ... on DomainEvent {
      cursor
      type
      node { ... on Conversation { id viewerState { unreadCount lastReadMessage { id } } } }
    }
    ... on CaughtUp { cursor }
    ... on StreamReset { cursor reason }
  }
}
`,
    },
    {
      name: 'LiveConversations',
      title: 'Conversations that are new or changed',
      document: `# With a filter, such as assigneeIds: "matches" is false
# once, when the conversation is given to another user.
subscription LiveConversations($filter: StreamFilter, $after: Cursor) {
  conversationUpdated(filter: $filter, after: $after) {
    cursor
    isCatchUp
    changed
    matches
    conversation {
      id
      status
      unreadCount
      contact { displayName phone }
      topic { name }
      lastMessage { text }
    }
  }
}
`,
    },
    {
      name: 'LiveEvents',
      title: 'Every change, in commit order',
      document: `subscription LiveEvents($after: Cursor, $types: [EventType!], $filter: StreamFilter) {
  events(after: $after, types: $types, filter: $filter) {
    __typename
    ... on DomainEvent {
      position
      type
      at
      changed
      node { __typename ... on Message { id text } ... on Conversation { id unreadCount } ... on Lead { id name } }
      cursor
    }
    ... on CaughtUp { catchUpCount cursor }
    ... on StreamReset { reason cursor }
  }
}
`,
    },
  ],
};
