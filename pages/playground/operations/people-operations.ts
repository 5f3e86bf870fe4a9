/** Ready operations: contacts and leads. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const peopleOperations: ReadyOperationGroup = {
  title: 'People and leads',
  operations: [
    {
      name: 'Leads',
      title: 'Leads with stage, topic and number',
      document: `query Leads($first: Int = 20, $after: Cursor, $filter: LeadFilter, $orderBy: LeadOrder! = NEWEST_FIRST) {
  leads(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      id
      name
      phone
      stage { name }
      topic { name }
      channel { displayName externalId }
      createdAt
    }
    pageInfo { hasNextPage endCursor }
    syncCursor
  }
}
`,
    },
    {
      name: 'LeadNotes',
      title: 'The notes of a lead',
      document: `query LeadNotes($id: ID!, $first: Int = 20) {
  lead(id: $id) {
    id
    name
    notes(first: $first) { nodes { id body createdAt sourceMessage { id } } }
  }
}
`,
      variables: { id: '<leadId>' },
    },
    {
      name: 'CreateLead',
      title: 'Make a lead by hand',
      document: `mutation CreateLead($input: CreateLeadInput!) {
  createLead(input: $input) {
    created
    lead { id name phone stage { name } contact { id } }
  }
}
`,
      variables: {
        input: { channelId: '<channelId>', phone: '+77011234567', name: 'Aliya', note: 'Called us.' },
      },
    },
    {
      name: 'LeadStages',
      title: 'The steps of the pipeline, and the topics',
      document: `query LeadStages {
  leadStages { id name position outcome }
  topics { id name keywords }
}
`,
    },
    {
      name: 'UpdateLead',
      title: 'Move a lead to another step',
      document: `mutation UpdateLead($input: UpdateLeadInput!) {
  updateLead(input: $input) {
    lead { id name stage { name } topic { name } owner { name } }
  }
}
`,
      variables: { input: { id: '<leadId>', stageId: '<stageId>' } },
    },
    {
      name: 'Contacts',
      title: 'Find people by name or phone',
      document: `query Contacts($filter: ContactFilter, $orderBy: ContactOrder! = NEWEST_FIRST, $first: Int = 20, $after: Cursor) {
  contacts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { id displayName phone identities { id kind rawValue canonical } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'ExplainIdentity',
      title: 'How an address is read',
      document: `query ExplainIdentity($raw: String!) {
  explainIdentity(raw: $raw) {
    canonical
    country
    rule
    matchKeys
    candidates { id displayName phone }
  }
}
`,
      variables: { raw: '8 (700) 123-45-67' },
    },
    {
      name: 'PeopleToMerge',
      title: 'People who may be one person',
      document: `# Suggestions only: MergeContacts makes one person of two,
# UnmergeContact takes it back.
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
      name: 'MergeContacts',
      title: 'Make one person of two',
      document: `mutation MergeContacts($keepId: ID!, $mergeId: ID!) {
  mergeContacts(input: { keepId: $keepId, mergeId: $mergeId }) {
    contact { id displayName phone identities { rawValue } }
  }
}
`,
      variables: { keepId: '<contactId>', mergeId: 'an id of PeopleToMerge' },
    },
    {
      name: 'UpdateContact',
      title: 'Correct the name of a contact',
      document: `mutation UpdateContact($input: UpdateContactInput!) {
  updateContact(input: $input) {
    contact { id displayName version }
  }
}
`,
      variables: { input: { id: '<contactId>', displayName: 'Anna' } },
    },
    {
      name: 'UnmergeContact',
      title: 'Take a merge back',
      document: `mutation UnmergeContact($id: ID!) {
  unmergeContact(input: { contactId: $id }) {
    contact { id displayName phone identities { rawValue } }
  }
}
`,
      variables: { id: 'the id of the contact that was merged' },
    },
    {
      name: 'OwnAddresses',
      title: 'Contacts that hold an address of our own numbers',
      document: `# SeparateAddress takes such an address out of its contact.
query OwnAddresses {
  contactsWithOwnAddresses {
    contact { id displayName phone }
    ownAddresses { id rawValue }
    merges { merged { id displayName } mergedAt mergedBy { name } }
  }
}
`,
    },
    {
      name: 'SeparateAddress',
      title: 'Take an address out of a contact',
      document: `mutation SeparateAddress($input: SeparateAddressInput!) {
  separateAddress(input: $input) {
    contact { id displayName phone }
  }
}
`,
      variables: { input: { identityId: 'an id of the identities of Contacts' } },
    },
  ],
};
