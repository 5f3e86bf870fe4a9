/** Ready operations: labels, teams and canned replies. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const labelOperations: ReadyOperationGroup = {
  title: 'Labels, teams, canned replies',
  operations: [
    {
      name: 'AddLabel',
      title: 'Add a label',
      document: `mutation AddLabel($input: UpsertLabelInput!) {
  upsertLabel(input: $input) { label { id name color } }
}
`,
      variables: { input: { name: 'VIP', color: '#d97706' } },
    },
    {
      name: 'LabelConversation',
      title: 'Label a conversation',
      document: `mutation LabelConversation($input: UpdateConversationInput!) {
  updateConversation(input: $input) { conversation { id labels { name color } } }
}
`,
      variables: { input: { id: '<conversationId>', addLabelIds: ['<labelId>'], removeLabelIds: [] } },
    },
    {
      name: 'LabelledConversations',
      title: 'Conversations with a label',
      document: `query LabelledConversations($filter: ConversationFilter) {
  conversations(filter: $filter) { totalCount nodes { id contact { displayName } labels { name } team { name } } }
}
`,
      variables: { filter: { labelIds: ['<labelId>'] } },
    },
    {
      name: 'AddTeam',
      title: 'Add a team',
      document: `mutation AddTeam($input: UpsertTeamInput!) {
  upsertTeam(input: $input) { team { id name members { name } } }
}
`,
      variables: { input: { name: 'Evening shift', memberIds: ['<viewerId>'] } },
    },
    {
      name: 'ChangeConversations',
      title: 'Change many conversations at once',
      document: `# One result for each id: a conversation that cannot be changed does not stop the others.
mutation ChangeConversations($input: UpdateConversationsInput!) {
  updateConversations(input: $input) { results { id code message conversation { status team { name } } } }
}
`,
      variables: { input: { ids: ['<conversationId>'], status: 'PENDING', teamId: '<teamId>' } },
    },
    {
      name: 'AddCannedReply',
      title: 'Add a canned reply of your own',
      document: `mutation AddCannedReply($input: UpsertCannedReplyInput!) {
  upsertCannedReply(input: $input) { cannedReply { id shortcut title body } }
}
`,
      variables: {
        input: {
          shortcut: 'hours',
          title: 'Opening hours',
          body: 'Hello {{contact.name}}, we are open from 9 to 18. {{agent.name}}',
        },
      },
    },
    {
      name: 'CannedReplies',
      title: 'Canned replies, filled in for a conversation',
      document: `query CannedReplies($conversationId: ID!, $search: String) {
  cannedReplies(search: $search) { id shortcut title text(conversationId: $conversationId) attachments { id fileName } usedCount }
}
`,
      variables: { conversationId: '<conversationId>', search: null },
    },
  ],
};
