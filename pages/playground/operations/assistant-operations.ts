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
