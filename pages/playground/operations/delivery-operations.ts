/** Ready operations: webhooks, the outbox, statistics. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const deliveryOperations: ReadyOperationGroup = {
  title: 'Webhooks and delivery',
  operations: [
    {
      name: 'WebhookEvents',
      title: 'The ledger of received webhooks',
      document: `query WebhookEvents($first: Int = 20, $after: Cursor, $filter: WebhookEventFilter) {
  webhookEvents(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      source
      eventType
      status
      reason
      receivedAt
      externalEventId
      channel { displayName }
      message { id text }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'Quarantine',
      title: 'Webhooks of unknown numbers',
      document: `# Webhooks of numbers that do not exist here yet. They wait,
# and are processed once CreateChannel adds the number.
query Quarantine($first: Int = 20) {
  webhookEvents(filter: { status: [QUARANTINED] }, first: $first) {
    nodes { id source status reason receivedAt rawBody }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'UnknownNumbers',
      title: 'Unknown numbers, with their first message',
      document: `# One row a number: create it with CreateChannel, or assign
# its events with ResolveQuarantined and withSameNumber.
query UnknownNumbers {
  quarantinedNumbers {
    externalId
    count
    firstText
    firstSender
    lastAt
    account { id name kind }
    firstEvent { id }
  }
}
`,
    },
    {
      name: 'ResolveQuarantined',
      title: 'Process a webhook of an unknown number',
      document: `mutation ResolveQuarantined($eventId: ID!, $channelId: ID!) {
  resolveQuarantined(input: { eventId: $eventId, channelId: $channelId }) {
    report { matched replayed unchanged failed }
  }
}
`,
      variables: { eventId: '<eventId>', channelId: '<channelId>' },
    },
    {
      name: 'ReplayWebhooks',
      title: 'Process webhooks again',
      document: `# dryRun only shows what would happen.
mutation ReplayWebhooks($input: ReplayWebhookEventsInput!) {
  replayWebhookEvents(input: $input) {
    report {
      dryRun matched wouldChange replayed unchanged failed
      entries { outcome effect text event { id reason } }
    }
  }
}
`,
      variables: { input: { dryRun: true, filter: { status: ['FAILED', 'QUARANTINED'] } } },
    },
    {
      name: 'Outbox',
      title: 'Messages that have not certainly arrived',
      document: `query Outbox($first: Int = 20, $status: [MessageStatus!]) {
  outbox(first: $first, status: $status) {
    nodes {
      status
      heldReason
      nextAttemptAt
      attempts { number outcome httpStatus error startedAt finishedAt }
      message { id text failure { message retryable } conversation { id } }
    }
  }
}
`,
    },
    {
      name: 'RetryMessage',
      title: 'Send a failed message again',
      document: `# The person may already have an UNKNOWN message: it is sent
# again only when you accept that.
mutation RetryMessage($id: ID!, $acceptPossibleDuplicate: Boolean!) {
  retryMessage(input: { messageId: $id, acceptPossibleDuplicate: $acceptPossibleDuplicate }) {
    message { id status }
  }
}
`,
      variables: { id: '<unsentMessageId>', acceptPossibleDuplicate: true },
    },
    {
      name: 'ConfirmUnknownMessage',
      title: 'Say that an unknown message arrived',
      document: `# It becomes SENT. CONFLICT for one that is not UNKNOWN.
mutation ConfirmUnknownMessage($input: ConfirmUnknownMessageInput!) {
  confirmUnknownMessage(input: $input) { message { id status } }
}
`,
      variables: { input: { messageId: '<unsentMessageId>' } },
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
  ],
};
