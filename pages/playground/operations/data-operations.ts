/** Ready operations: attributes, import, export, erasure. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const dataOperations: ReadyOperationGroup = {
  title: 'Data: import, export, erasure',
  operations: [
    {
      name: 'Attributes',
      title: "The company's own fields",
      document: `query Attributes($includeArchived: Boolean! = false) {
  attributeDefinitions(includeArchived: $includeArchived) { id target key name type choices isArchived }
}
`,
    },
    {
      name: 'AddAttribute',
      title: 'Add a field of contacts',
      document: `mutation AddAttribute($input: UpsertAttributeInput!) {
  upsertAttribute(input: $input) { attribute { id key name type } }
}
`,
      variables: { input: { target: 'CONTACT', key: 'city', name: 'City', type: 'TEXT' } },
    },
    {
      name: 'SetAttributes',
      title: 'Set the fields of a contact',
      document: `# By key; null clears one.
mutation SetAttributes($input: UpdateContactInput!) {
  updateContact(input: $input) { contact { id attributes { definition { name } value } } }
}
`,
      variables: { input: { id: '<contactId>', attributes: { city: 'Almaty' } } },
    },
    {
      name: 'Jobs',
      title: 'Imports, exports and erasures',
      document: `query Jobs($kinds: [JobKind!], $first: Int = 20, $after: Cursor) {
  jobs(kinds: $kinds, first: $first, after: $after) {
    nodes {
      id
      kind
      status
      dryRun
      progress
      created
      updated
      deleted
      refused
      refusals { line column reason }
      refusalsUrl
      resultUrl
      details
      error
      createdAt
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    },
    {
      name: 'UploadCsv',
      title: 'Upload a CSV file to import',
      document: `# PUT the bytes to uploadUrl: curl -T people.csv '<uploadUrl>'
mutation UploadCsv($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadUrl attachment { id } }
}
`,
      variables: {
        input: { fileName: 'people.csv', mimeType: 'text/csv', sizeBytes: 1000, purpose: 'IMPORT' },
      },
    },
    {
      name: 'ImportContacts',
      title: 'Import contacts from the uploaded file',
      document: `# A dry run counts and lists refused rows; then run it with dryRun: false.
mutation ImportContacts($input: ImportContactsInput!) {
  importContacts(input: $input) { job { id status } }
}
`,
      variables: { input: { attachmentId: 'the id of the uploaded file', dryRun: true } },
    },
    {
      name: 'CreateExport',
      title: 'Export contacts',
      document: `# The query Jobs shows its resultUrl.
mutation CreateExport($input: CreateExportInput!) {
  createExport(input: $input) { job { id status } }
}
`,
      variables: { input: { kind: 'CONTACTS', format: 'CSV' } },
    },
    {
      name: 'CreateReportExport',
      title: 'Export figures of a year by month',
      document: `# The same input as the query report.
mutation CreateReportExport($input: CreateExportInput!) {
  createExport(input: $input) { job { id status } }
}
`,
      variables: {
        input: {
          ...{ kind: 'REPORT', format: 'CSV' },
          report: {
            ...{ metrics: ['MESSAGES_IN', 'MESSAGES_OUT'], interval: 'MONTH', groupBy: 'CHANNEL' },
            ...{ from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
          },
        },
      },
    },
    {
      name: 'EraseContact',
      title: 'Count what an erasure of a person erases',
      document: `# With dryRun: false it erases, permanently.
mutation EraseContact($input: EraseContactInput!) {
  eraseContact(input: $input) { job { id status } }
}
`,
      variables: { input: { contactId: '<contactId>', reason: 'Request of the person', dryRun: true } },
    },
    {
      name: 'SetRetention',
      title: 'Delete messages after a year',
      document: `# null keeps messages forever.
mutation SetRetention($input: UpdateTenantSettingsInput!) {
  updateTenantSettings(input: $input) { settings { messageRetentionDays webhookRetentionDays } }
}
`,
      variables: { input: { messageRetentionDays: 365 } },
    },
  ],
};
