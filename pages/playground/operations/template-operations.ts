/** Ready operations: approved templates. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const templateOperations: ReadyOperationGroup = {
  title: 'Templates',
  operations: [
    {
      name: 'MessageTemplates',
      title: 'The templates of a WhatsApp Cloud number',
      document: `# WhatsApp takes free text for 24 hours after the person
# wrote; afterwards only one of these, once it is APPROVED.
query MessageTemplates($channelId: ID!) {
  channel(id: $channelId) { displayName externalId kind }
  messageTemplates(channelId: $channelId) {
    id
    name
    language
    status
    body
    variables
  }
}
`,
      variables: { channelId: '<templateChannelId>' },
    },
    {
      name: 'SendTemplate',
      title: 'Send a template in a conversation',
      document: `# A value for each of the template's variables, by name.
mutation SendTemplate($input: SendReplyInput!) {
  sendReply(input: $input) {
    repeated
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
          conversationId: '<templateConversationId>',
          templateId: '<templateId>',
          templateVariables: '<templateValues>',
          idempotencyKey: '<newKey>',
        },
      },
    },
    {
      name: 'SyncMessageTemplates',
      title: 'Read the templates from the provider now',
      document: `mutation SyncMessageTemplates($channelId: ID!) {
  syncMessageTemplates(input: { channelId: $channelId }) {
    templates { id name language status }
  }
}
`,
      variables: { channelId: '<templateChannelId>' },
    },
  ],
};
