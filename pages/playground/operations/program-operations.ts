/** Ready operations: API tokens. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const programOperations: ReadyOperationGroup = {
  title: 'Programs',
  operations: [
    {
      name: 'ApiTokens',
      title: 'Credentials of programs',
      document: `query ApiTokens {
  apiTokens { id name prefix scopes channels { displayName } expiresAt lastUsedAt revokedAt createdBy { name } }
}
`,
    },
    {
      name: 'CreateApiToken',
      title: 'Create an API token',
      document: `mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { secret apiToken { id name scopes } }
}
`,
      variables: { input: { name: 'Web shop', scopes: ['READ', 'SEND'] } },
    },
    {
      name: 'RateLimit',
      title: 'What your token may still do this minute',
      document: `query RateLimit {
  rateLimit { limit remaining resetsAt }
}
`,
    },
  ],
};
