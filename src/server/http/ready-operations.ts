/**
 * The operations that the playground offers ready to run. A test validates each against the schema and its limits.
 *
 * A variable of the form `<name>` is a place to fill: the page finds a value with `placeFinders` when somebody is
 * signed in, and leaves it as it is when there is nothing to put there yet.
 */

/** One operation of the menu. */
export interface ReadyOperation {
  /** The operation's name in the document; names the tab. */
  readonly name: string;
  /** What it is for, as the menu says it. */
  readonly title: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A query that finds values for places. */
export interface PlaceFinder {
  readonly document: string;
  /** Where a place's value stands in the answer; the first path that leads somewhere counts. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** Apart from each other, as not every role may ask all of them. */
export const placeFinders: readonly PlaceFinder[] = [
  {
    document: `query LatestConversation {
  conversations(first: 1) { nodes { id channel { id } } }
  channels(first: 1) { nodes { id } }
}`,
    paths: {
      '<conversationId>': ['conversations.nodes.0.id'],
      '<channelId>': ['conversations.nodes.0.channel.id', 'channels.nodes.0.id'],
    },
  },
  {
    document: `query LatestQuarantined {
  webhookEvents(filter: { status: [QUARANTINED] }, first: 1) { nodes { id } }
}`,
    paths: { '<eventId>': ['webhookEvents.nodes.0.id'] },
  },
];

/** In the order of the menu. The first one is open when the page is seen for the first time. */
export const readyOperations: readonly ReadyOperation[] = [
  {
    name: 'Inbox',
    title: 'Inbox: a page of conversations',
    document: `# The inbox, latest activity first. To follow it from
# here, pass syncCursor as "after" to a subscription.
query Inbox($first: Int = 20, $after: Cursor) {
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
}
`,
  },
  {
    name: 'ConversationMessages',
    title: 'Messages of a conversation',
    document: `query ConversationMessages($id: ID!, $last: Int = 20, $before: Cursor) {
  conversation(id: $id) {
    id
    channel { displayName externalId }
    contact { displayName phone }
    messages(last: $last, before: $before) {
      nodes {
        id
        direction
        kind
        text
        attachments { mimeType fileName state stateReason url }
        status
        failure { providerCode message retryable }
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
    name: 'SendReply',
    title: 'Send a reply',
    document: `# The reply leaves from the number that the person wrote to.
# The same key is the same message, however often it is sent.
mutation SendReply($input: SendReplyInput!) {
  sendReply(input: $input) {
    replayed
    message {
      id
      status
      channel { displayName externalId }
    }
  }
}
`,
    variables: { input: { conversationId: '<conversationId>', text: 'Hello!', idempotencyKey: '<newKey>' } },
  },
  {
    name: 'MessageTemplates',
    title: 'Templates of a number, and the reply window',
    document: `# WhatsApp takes free text for 24 hours after the person
# wrote; afterwards only one of these, once it is APPROVED.
query MessageTemplates($channelId: ID!, $conversationId: ID!) {
  messageTemplates(channelId: $channelId) {
    id
    name
    language
    status
    body
    variables
  }
  conversation(id: $conversationId) {
    channel { displayName kind }
    replyWindow { open expiresAt freeFormAllowed reason }
  }
}
`,
    variables: { channelId: '<channelId>', conversationId: '<conversationId>' },
  },
  {
    name: 'SendTemplate',
    title: 'Send a template',
    document: `# A value for each of the template's variables, by name.
mutation SendTemplate($input: SendReplyInput!) {
  sendReply(input: $input) {
    replayed
    message {
      id
      kind
      text
      status
      template { name }
    }
  }
}
`,
    variables: {
      input: {
        conversationId: '<conversationId>',
        templateId: 'an id of MessageTemplates',
        templateVariables: { '1': 'Asha', '2': 'Friday at 10:00' },
        idempotencyKey: '<newKey>',
      },
    },
  },
  {
    name: 'LiveMessages',
    title: 'Live: every message as it is stored',
    document: `# Runs until it is stopped. To resume without a gap, give
# "after" the cursor of the last message you have.
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
    name: 'LiveStatus',
    title: 'Live: delivery status of messages',
    document: `subscription LiveStatus($after: Cursor) {
  messageUpdated(after: $after) {
    cursor
    replayed
    changed
    message {
      id
      text
      status
      failure { providerCode message retryable }
    }
  }
}
`,
  },
  {
    name: 'Quarantine',
    title: 'Webhooks of unknown numbers',
    document: `# Webhooks whose number nobody knows yet. They wait here,
# and are processed once their channel is created.
query Quarantine($first: Int = 20) {
  webhookEvents(filter: { status: [QUARANTINED] }, first: $first) {
    nodes { id source status reason receivedAt rawBody }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    name: 'ResolveQuarantined',
    title: 'Process a webhook of an unknown number',
    document: `mutation ResolveQuarantined($eventId: ID!, $channelId: ID!) {
  resolveQuarantined(eventId: $eventId, channelId: $channelId) {
    report { matched replayed unchanged failed }
  }
}
`,
    variables: { eventId: '<eventId>', channelId: '<channelId>' },
  },
  {
    name: 'SimulateInbound',
    title: 'Simulate a message from a customer',
    document: `# Needs the simulators, which the demo has. The message takes
# the whole way in, as if the provider had posted it.
mutation SimulateInbound($channelId: ID!, $from: String!, $text: String!, $faults: [Fault!]) {
  simulateInbound(channelId: $channelId, from: $from, text: $text, faults: $faults) {
    event {
      id
      status
      message { id conversation { id } }
    }
  }
}
`,
    variables: { channelId: '<channelId>', from: '+77011234567', text: 'How much is laminate?' },
  },
  {
    name: 'SimulateInboundPicture',
    title: 'Simulate a picture from a customer',
    document: `# The bytes come here by a job: ask "Messages of a
# conversation" a moment later for the link to them.
mutation SimulateInboundPicture($channelId: ID!, $from: String!, $text: String!, $file: SampleFile = PICTURE) {
  simulateInbound(channelId: $channelId, from: $from, text: $text, file: $file) {
    event {
      id
      status
      message { id attachments { state url } }
    }
  }
}
`,
    variables: { channelId: '<channelId>', from: '+77011234567', text: 'Do you have this colour?' },
  },
  {
    name: 'CreateUpload',
    title: 'Upload a file to send',
    document: `# PUT the bytes to uploadUrl, then give the id to sendReply:
#   curl -T wall.png '<uploadUrl>'
#   sendReply(input: { conversationId: …, attachmentIds: [id] })
mutation CreateUpload($fileName: String!, $mimeType: String!, $sizeBytes: Int!) {
  createUpload(fileName: $fileName, mimeType: $mimeType, sizeBytes: $sizeBytes) {
    uploadUrl
    attachment { id state }
  }
}
`,
    variables: { fileName: 'wall.png', mimeType: 'image/png', sizeBytes: 1024 },
  },
  {
    name: 'PeopleToMerge',
    title: 'People who may be one',
    document: `# Suggestions only: mergeContacts(keepId:, mergeId:) makes one
# person of two, unmergeContact(id:) takes it back.
query PeopleToMerge($first: Int = 20) {
  contacts(first: $first) {
    nodes {
      id
      displayName
      phone
      identities { kind rawValue }
      mergeSuggestions { score reason other { id displayName phone } }
    }
  }
}
`,
  },
  {
    name: 'Stats',
    title: 'Figures about messages',
    document: `query Stats($channelId: ID, $since: DateTime) {
  messageStats(channelId: $channelId, since: $since) {
    totalMessages
    contactsWithMessages
    byChannel { channel { displayName } inbound outbound }
    byStatus { status count }
  }
}
`,
  },
];
