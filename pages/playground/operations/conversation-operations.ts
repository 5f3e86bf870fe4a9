/** Ready operations: the inbox, replies, agents' work. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const conversationOperations: ReadyOperationGroup = {
  title: 'Conversations',
  operations: [
    {
      name: 'Inbox',
      title: 'A page of conversations with contact, lead and topic',
      document: `# The inbox, latest activity first. To follow it from
# here, pass syncCursor as "after" to a subscription.
query Inbox($first: Int = 20, $after: Cursor, $filter: ConversationFilter, $orderBy: ConversationOrder! = LATEST_ACTIVITY_FIRST) {
  conversations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      id
      status
      unreadCount
      lastActivityAt
      channel { id displayName externalId }
      contact { id displayName phone }
      lead {
        id
        name
        stage { name }
        topic { name }
        channel { externalId }
      }
      topic { name }
      lastMessage { id direction text status sentAt }
    }
    pageInfo { hasNextPage endCursor }
    syncCursor
  }
}
`,
    },
    {
      name: 'ConversationMessages',
      title: 'The messages of a conversation',
      document: `query ConversationMessages($id: ID!, $last: Int = 20, $before: Cursor) {
  conversation(id: $id) {
    id
    channel { displayName externalId }
    contact { displayName phone }
    replyWindow { open expiresAt freeFormAllowed reason }
    messages(last: $last, before: $before) {
      nodes {
        id
        direction
        kind
        text
        attachments { id mimeType fileName state stateReason url }
        status
        failure { providerCode message retryable }
        reactions { emoji at }
        editedAt
        deletedAt
        sentAt
        cursor
      }
      pageInfo { hasPreviousPage startCursor }
      syncCursor
    }
  }
}
`,
      variables: { id: '<conversationId>' },
    },
    {
      name: 'ConversationTimeline',
      title: 'Messages, notes and notices of a conversation in one order',
      document: `query ConversationTimeline($id: ID!, $last: Int = 20, $before: Cursor) {
  conversation(id: $id) {
    id
    viewerState { unreadCount lastReadMessage { id } }
    timeline(last: $last, before: $before) {
      nodes {
        __typename
        ... on Message { id direction text status }
        ... on Note { id body }
        ... on BookingNotification { id decision reason }
      }
      pageInfo { hasPreviousPage startCursor }
      syncCursor
    }
  }
}
`,
      variables: { id: '<conversationId>' },
    },
    {
      name: 'MarkConversationUnread',
      title: 'Mark the last message as unread, for yourself',
      document: `mutation MarkConversationUnread($input: MarkConversationUnreadInput!) {
  markConversationUnread(input: $input) {
    conversation { id unreadCount viewerState { unreadCount } }
  }
}
`,
      variables: { input: { conversationId: '<conversationId>' } },
    },
    {
      name: 'ScheduleReply',
      title: 'Send a reply later',
      document: `mutation ScheduleReply($input: ScheduleReplyInput!) {
  scheduleReply(input: $input) {
    replayed
    scheduledReply { id status sendAt conversation { scheduledReplies { id sendAt text } } }
  }
}
`,
      variables: {
        input: {
          reply: { conversationId: '<conversationId>', text: 'Good morning!' },
          sendAt: '2027-01-04T04:00:00Z',
          cancelOnInbound: true,
        },
      },
    },
    {
      name: 'CancelQueuedMessage',
      title: 'Take a message back before it is sent',
      document: `# CONFLICT with reason TOO_LATE once it is being sent.
mutation CancelQueuedMessage($input: CancelQueuedMessageInput!) {
  cancelQueuedMessage(input: $input) { message { id status } }
}
`,
      variables: { input: { messageId: '<lastMessageId>' } },
    },
    {
      name: 'SendReply',
      title: 'Send a reply',
      document: `# The reply leaves from the number that the person wrote to.
# The same key is the same message, however often it is sent.
mutation SendReply($input: SendReplyInput!) {
  sendReply(input: $input) {
    repeated
    message {
      id
      status
      channel { displayName externalId }
    }
  }
}
`,
      variables: {
        input: { conversationId: '<conversationId>', text: 'Hello!', idempotencyKey: '<newKey>' },
      },
    },
    {
      name: 'StartConversation',
      title: 'Write to a person first, with a template',
      document: `# From a number that has templates. Outside the reply window
# the first message must be one.
mutation StartConversation(
  $channelId: ID!
  $phone: PhoneNumber!
  $templateId: ID
  $values: JSON
  $text: String
  $key: String!
) {
  startConversation(input: {
    channelId: $channelId
    phone: $phone
    templateId: $templateId
    templateVariables: $values
    text: $text
    idempotencyKey: $key
  }) {
    repeated
    message {
      id
      kind
      text
      status
      channel { displayName }
      conversation { id contact { phone } }
    }
  }
}
`,
      variables: {
        channelId: '<templateChannelId>',
        phone: '+919800000123',
        templateId: '<templateId>',
        values: '<templateValues>',
        key: '<newKey>',
      },
    },
    {
      name: 'MarkRead',
      title: 'Mark a conversation as read',
      document: `mutation MarkRead($id: ID!, $upToMessageId: ID!) {
  markConversationRead(input: { conversationId: $id, upToMessageId: $upToMessageId }) {
    conversation { id unreadCount }
  }
}
`,
      variables: { id: '<conversationId>', upToMessageId: '<lastMessageId>' },
    },
    {
      name: 'AssignConversation',
      title: 'Assign a conversation to yourself',
      document: `mutation AssignConversation($id: ID!, $userId: ID) {
  assignConversation(input: { conversationId: $id, userId: $userId }) {
    conversation { id assignee { name } }
  }
}
`,
      variables: { id: '<conversationId>', userId: '<viewerId>' },
    },
    {
      name: 'SetStatus',
      title: 'Resolve, snooze or reopen a conversation',
      document: `# SNOOZED needs snoozedUntil, a moment in the future.
mutation SetStatus($id: ID!, $status: ConversationStatus!, $snoozedUntil: DateTime) {
  setConversationStatus(input: { conversationId: $id, status: $status, snoozedUntil: $snoozedUntil }) {
    conversation { id status snoozedUntil }
  }
}
`,
      variables: { id: '<conversationId>', status: 'RESOLVED' },
    },
    {
      name: 'SetTopic',
      title: 'Set the topic of a conversation by hand',
      document: `mutation SetTopic($conversationId: ID!, $topicId: ID) {
  setTopic(input: { conversationId: $conversationId, topicId: $topicId }) {
    conversation { id topic { name } lead { id topic { name } } }
  }
}
`,
      variables: { conversationId: '<conversationId>', topicId: '<topicId>' },
    },
    {
      name: 'AddNote',
      title: 'Add a note to a conversation',
      document: `mutation AddNote($conversationId: ID!, $body: String!) {
  addNote(input: { conversationId: $conversationId, body: $body }) {
    note { id body createdAt author { __typename ... on User { name } } }
  }
}
`,
      variables: { conversationId: '<conversationId>', body: 'Prefers to be called after six.' },
    },
    {
      name: 'SearchMessages',
      title: 'Find messages by text',
      document: `query SearchMessages($text: String!, $last: Int = 20, $before: Cursor) {
  messages(filter: { text: $text }, last: $last, before: $before) {
    nodes { id direction text sentAt conversation { id contact { displayName phone } } }
    pageInfo { hasPreviousPage startCursor }
  }
}
`,
      variables: { text: 'ламинат' },
    },
    {
      name: 'RefetchAttachment',
      title: 'Fetch a file again that could not be fetched',
      document: `mutation RefetchAttachment($input: RefetchAttachmentInput!) {
  refetchAttachment(input: $input) {
    attachment { id state stateReason }
  }
}
`,
      variables: { input: { attachmentId: 'an id of an UNAVAILABLE file' } },
    },
    {
      name: 'CreateUpload',
      title: 'Upload a file to send',
      document: `# PUT the bytes to uploadUrl, then give the id to sendReply:
#   curl -T wall.png '<uploadUrl>'
#   sendReply(input: { conversationId: …, attachmentIds: [id] })
mutation CreateUpload($fileName: String!, $mimeType: String!, $sizeBytes: Int!) {
  createUpload(input: { fileName: $fileName, mimeType: $mimeType, sizeBytes: $sizeBytes }) {
    uploadUrl
    attachment { id state }
  }
}
`,
      variables: { fileName: 'wall.png', mimeType: 'image/png', sizeBytes: 1024 },
    },
    {
      name: 'Nodes',
      title: 'Any objects by their ids',
      document: `# Up to 100 ids of any types; null for an unknown one.
query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Contact { displayName phone version }
    ... on Conversation { status unreadCount version }
  }
}
`,
      variables: { ids: ['<contactId>', '<conversationId>'] },
    },
    {
      name: 'Search',
      title: 'Search for words, names and phones',
      document: `# All words must occur; the last one can be unfinished, "…" keeps
# words together, a phone is found in any writing.
query Search($query: String!, $filter: SearchFilter, $first: Int = 20, $after: Cursor) {
  search(query: $query, filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      field
      snippet { text isMatch }
      node {
        __typename
        ... on Message { id sentAt conversation { id } }
        ... on Note { id createdAt }
        ... on Conversation { id identity { canonical } channel { displayName } }
        ... on Contact { id displayName phone }
        ... on Lead { id name phone }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
      variables: { query: 'ламинат', first: 20 },
    },
  ],
};
