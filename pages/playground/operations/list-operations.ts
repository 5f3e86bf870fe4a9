/** Ready operations: topics and stages. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const listOperations: ReadyOperationGroup = {
  title: 'Topics and stages',
  operations: [
    {
      name: 'Topics',
      title: 'The topics with their keywords',
      document: `query Topics($includeArchived: Boolean! = false) {
  topics(includeArchived: $includeArchived) { id name keywords isArchived }
}
`,
    },
    {
      name: 'MatchTopics',
      title: 'Test which topic a text gets',
      document: `query MatchTopics($text: String!) {
  matchTopics(text: $text) {
    topic { name }
    candidates { topic { name } count keywords { keyword words } }
  }
}
`,
      variables: { text: 'Сколько стоит доставка ламината?' },
    },
    {
      name: 'AddTopic',
      title: 'Add a topic',
      document: `mutation AddTopic($input: UpsertTopicInput!) {
  upsertTopic(input: $input) { topic { id name keywords } }
}
`,
      variables: { input: { name: 'Doors', keywords: ['door', 'дверь', 'двер*'] } },
    },
    {
      name: 'ChangeTopic',
      title: 'Change or archive a topic',
      document: `# isArchived: true takes it out of use; it stays where it is set.
mutation ChangeTopic($input: UpsertTopicInput!) {
  upsertTopic(input: $input) { topic { id name keywords isArchived } }
}
`,
      variables: { input: { id: '<topicId>', isArchived: false } },
    },
    {
      name: 'AddStage',
      title: 'Add a stage',
      document: `mutation AddStage($input: UpsertLeadStageInput!) {
  upsertLeadStage(input: $input) { stage { id name position outcome } }
}
`,
      variables: { input: { name: 'Offer sent', outcome: 'OPEN' } },
    },
    {
      name: 'ArchiveStage',
      title: 'Archive a stage and move its leads',
      document: `mutation ArchiveStage($input: UpsertLeadStageInput!) {
  upsertLeadStage(input: $input) { stage { id name isArchived } }
}
`,
      variables: {
        input: { id: 'an id of LeadStages', isArchived: true, moveLeadsToId: '<stageId>' },
      },
    },
    {
      name: 'ReorderStages',
      title: 'Set the order of the stages',
      document: `mutation ReorderStages($input: ReorderLeadStagesInput!) {
  reorderLeadStages(input: $input) { stages { id name position } }
}
`,
      variables: { input: { ids: '<stageIds>' } },
    },
  ],
};
