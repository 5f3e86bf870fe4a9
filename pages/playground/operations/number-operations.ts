/** Ready operations: numbers, accounts, settings. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const numberOperations: ReadyOperationGroup = {
  title: 'Numbers and accounts',
  operations: [
    {
      name: 'Channels',
      title: 'The numbers with their state',
      document: `query Channels($first: Int = 50, $after: Cursor) {
  channels(first: $first, after: $after) {
    nodes {
      id
      displayName
      kind
      externalId
      phoneNumber
      isDefault
      status
      health { state error outboxDepth unknownCount }
      account { id name }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'ProviderAccounts',
      title: 'The accounts at providers with their numbers',
      document: `query ProviderAccounts {
  providerAccounts {
    id
    name
    kind
    webhookUrl
    credentialsWork
    lastWebhookAt
    disconnectedAt
    channels { id displayName externalId status }
    capabilities { media templates quotes replyWindowHours deliveryReceipts }
  }
}
`,
    },
    {
      name: 'CreateChannel',
      title: 'Add a number; what waits for it is processed',
      document: `# externalId is the provider's name for the number, such as
# "nobody" of the webhook that is in quarantine.
mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel { id displayName externalId status account { name } }
  }
}
`,
      variables: { input: { accountId: '<accountId>', externalId: 'nobody', displayName: 'A new number' } },
    },
    {
      name: 'UpdateChannel',
      title: 'Rename, pause or resume a number',
      document: `mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel { id displayName status }
  }
}
`,
      variables: { input: { id: '<channelId>', status: 'PAUSED' } },
    },
    {
      name: 'ConnectProvider',
      title: 'Connect an account at a provider',
      document: `# The webhook URL is shown this once: enter it at the provider.
mutation ConnectProvider($input: ConnectProviderInput!) {
  connectProvider(input: $input) {
    webhookUrl
    account { id name kind }
  }
}
`,
      variables: {
        input: {
          kind: 'CHATFLOW',
          name: 'Second ChatFlow account',
          credentials: { apiToken: 'your token', instanceId: 'your instance' },
        },
      },
    },
    {
      name: 'UpdateProviderAccount',
      title: 'Replace a token of an account, or rename it',
      document: `# Only the given fields change. Credentials are never shown again.
mutation UpdateProviderAccount($input: UpdateProviderAccountInput!) {
  updateProviderAccount(input: $input) {
    webhookUrl
    account { id name kind credentialsSet }
  }
}
`,
      variables: {
        input: {
          id: 'an id of ProviderAccounts',
          name: 'New name',
          credentials: { apiToken: 'your new token' },
        },
      },
    },
    {
      name: 'CredentialFields',
      title: "The fields of a provider's credentials",
      document: `query CredentialFields($kind: ProviderKind!) {
  credentialFields(kind: $kind) { name label description isRequired isSecret }
}
`,
      variables: { kind: 'TWILIO_MESSAGING' },
    },
    {
      name: 'DisconnectProvider',
      title: 'Disconnect an account; what is queued is held',
      document: `# connectProvider with the same account connects it again.
mutation DisconnectProvider($input: DisconnectProviderInput!) {
  disconnectProvider(input: $input) {
    account { id name disconnectedAt channels { id status } }
  }
}
`,
      variables: { input: { accountId: 'an id of ProviderAccounts' } },
    },
    {
      name: 'DeleteChannel',
      title: 'Delete a number without conversations',
      document: `mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) { deletedId }
}
`,
      variables: { input: { id: 'an id of Channels' } },
    },
    {
      name: 'RotateWebhookKey',
      title: 'Give an account a new webhook key',
      document: `# The old URL stops working within a second.
mutation RotateWebhookKey($accountId: ID!) {
  rotateWebhookKey(input: { accountId: $accountId }) {
    webhookUrl
    account { id name webhookKeyPrefix }
  }
}
`,
      variables: { accountId: 'an id of ProviderAccounts' },
    },
    {
      name: 'TestWebhookUrl',
      title: 'Test the webhook URL of an account',
      document: `# Posts a signed sample to the public URL; nothing is stored but a ledger row.
mutation TestWebhookUrl($input: TestWebhookUrlInput!) {
  testWebhookUrl(input: $input) {
    outcome
    advice
    httpStatus
    durationMs
    refusal
    webhookEvent { id status reason }
  }
}
`,
      variables: { input: { accountId: '<accountId>' } },
    },
    {
      name: 'AuditLog',
      title: 'The audit log: who changed what',
      document: `query AuditLog($first: Int = 20, $after: Cursor, $filter: ActivityFilter) {
  activities(first: $first, after: $after, filter: $filter) {
    nodes {
      createdAt
      action
      actor { __typename ... on User { name } ... on SystemActor { name } }
      targetType
      targetId
      changes { field before after isHidden }
      ipAddress
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'Company',
      title: 'The company, its settings, and who you are',
      document: `query Company {
  viewer { id name email role availability }
  tenant {
    id
    name
    slug
    defaultCountry
    timezone
    locale
    settings {
      defaultChannel { displayName }
      recentActivityMinutes
      replyWindowHours
      webhookRetentionDays
      showsDeletedText
      assignsOnReply
      awayText
      optOutWords
      businessHours { timezone periods { day opens closes } closedOn isOpen changesAt }
    }
  }
}
`,
    },
    {
      name: 'UpdateSettings',
      title: 'Change the settings of the company',
      document: `mutation UpdateSettings($replyWindowHours: Int, $recentActivityMinutes: Int) {
  updateTenantSettings(input: { replyWindowHours: $replyWindowHours, recentActivityMinutes: $recentActivityMinutes }) {
    settings { replyWindowHours recentActivityMinutes }
  }
}
`,
      variables: { replyWindowHours: 12 },
    },
    {
      name: 'SetBusinessHours',
      title: 'Set business hours, and the text that is sent outside them',
      document: `mutation SetBusinessHours($input: UpdateTenantSettingsInput!) {
  updateTenantSettings(input: $input) {
    settings { awayText businessHours { isOpen changesAt periods { day opens closes } closedOn } }
  }
}
`,
      variables: {
        input: {
          businessHours: {
            periods: [
              { day: 'MONDAY', opens: '09:00', closes: '18:00' },
              { day: 'TUESDAY', opens: '09:00', closes: '18:00' },
            ],
            closedOn: ['2027-01-01'],
          },
          awayText: 'We are closed and will answer at nine.',
        },
      },
    },
  ],
};
