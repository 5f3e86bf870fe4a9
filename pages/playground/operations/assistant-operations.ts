/** Ready operations: assistants and hand-offs. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const assistantOperations: ReadyOperationGroup = {
  title: 'Assistants',
  operations: [
    {
      name: 'Assistants',
      title: 'All assistants',
      document: `query Assistants {
  aiAssistants { id name mode fault model channels { displayName } }
}
`,
    },
    {
      name: 'AddAssistant',
      title: 'Add an assistant',
      document: `mutation AddAssistant($input: UpsertAiAssistantInput!) {
  upsertAiAssistant(input: $input) { assistant { id name mode apiKeySet } }
}
`,
      variables: {
        input: {
          ...{ name: 'Assistant', endpointUrl: 'https://model.example/v1', model: 'small', mode: 'DRAFT' },
          ...{ channelIds: [], instructions: 'Be polite and short.', facts: ['Delivery: 2 000 tenge'] },
          languages: [
            { language: 'en', handoffText: 'I ask a colleague.', fallbackText: 'We answer later.' },
          ],
        },
      },
    },
    {
      name: 'CallsOfConversation',
      title: 'What the model was asked, and answered',
      document: `query CallsOfConversation($id: ID!) {
  conversation(id: $id) {
    aiCalls(first: 10) {
      nodes {
        createdAt latencyMs fault outcome outcomeReason promptTokens completionTokens cost { amount currency }
        prompt { instructions dialogue { isCustomer text } }
        answer { reply handoff topic stage }
      }
    }
  }
}
`,
      variables: { id: '<conversationId>' },
    },
    {
      name: 'AssistantFigures',
      title: 'Work and costs of assistants by day',
      document: `query AssistantFigures($input: ReportInput!) {
  report(input: $input) { metrics currency rows { startsAtLocal values } }
}
`,
      variables: {
        input: {
          metrics: ['CUSTOMER_TURNS', 'AI_ANSWERS', 'HANDOFFS', 'AI_CALLS', 'AI_FAILURES', 'AI_COST'],
          ...{ from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', interval: 'DAY' },
        },
      },
    },
    {
      name: 'Drafts',
      title: 'Watch proposals while they are written',
      document: `subscription Drafts {
  aiDraftChanged { conversation { id } assistant { name } text at }
}
`,
      variables: {},
    },
    {
      name: 'AddProgram',
      title: 'Add a program of yours as an assistant',
      document: `mutation AddProgram($input: UpsertAiAssistantInput!) {
  upsertAiAssistant(input: $input) { assistant { id name engine mode } }
}
`,
      variables: { input: { name: 'Bot', engine: 'EXTERNAL', mode: 'AUTO', channelIds: [] } },
    },
    {
      name: 'AskForProposal',
      title: 'Ask the assistant for a proposal',
      document: `mutation AskForProposal($input: RequestSuggestionInput!) {
  requestSuggestion(input: $input) { suggestion { id text status } }
}
`,
      variables: { input: { conversationId: '<conversationId>', instruction: 'Shorter' } },
    },
    {
      name: 'AskForPerson',
      title: 'Ask for a person',
      document: `mutation AskForPerson($input: RequestHandoffInput!) {
  requestHandoff(input: $input) { conversation { id handoff handoffReason team { name } } }
}
`,
      variables: { input: { conversationId: '<conversationId>', reason: 'VIP' } },
    },
    {
      name: 'MyNotifications',
      title: 'What I am told',
      document: `query MyNotifications {
  notifications(first: 20) { unreadCount nodes { id kind isUnread createdAt conversation { id handoffReason } } }
}
`,
    },
    {
      name: 'TakeOver',
      title: 'Take a conversation over',
      document: `mutation TakeOver($input: SetHandoffInput!) {
  setHandoff(input: $input) { conversation { id handoff handoffCause } }
}
`,
      variables: { input: { conversationId: '<conversationId>', state: 'HUMAN_ACTIVE' } },
    },
  ],
};
