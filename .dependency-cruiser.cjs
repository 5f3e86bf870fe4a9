/** The import table of docs/architecture.md, as a tool enforces it: a folder may import only what its row names. */
const table = {
  domain: [],
  entities: ['domain'],
  database: ['domain', 'entities'],
  jobs: ['domain', 'database'],
  delivery: ['domain', 'entities', 'database'],
  providers: ['domain'],
  'providers/contract': ['domain'],
  'providers/json': ['domain', 'providers/contract'],
  'providers/http': ['domain', 'providers/contract', 'providers/json'],
  'providers/simulation': ['domain', 'providers/contract', 'providers/http'],
  'providers/meta': [
    'domain',
    'providers/contract',
    'providers/http',
    'providers/json',
    'providers/simulation',
  ],
  people: ['domain', 'entities', 'database'],
  messages: ['domain', 'entities', 'database', 'jobs', 'delivery', 'people'],
  accounts: ['domain', 'entities', 'database'],
  audit: ['domain', 'entities', 'database'],
  queries: ['domain', 'entities', 'database'],
  ingest: ['domain', 'entities', 'database', 'jobs', 'delivery', 'people', 'messages'],
  outbox: ['domain', 'entities', 'database', 'jobs', 'people', 'messages'],
  media: ['domain', 'entities', 'database', 'jobs'],
  desk: ['domain', 'entities', 'database', 'jobs', 'people'],
  data: ['domain', 'entities', 'database', 'jobs', 'people', 'media', 'desk', 'queries'],
  templates: ['domain', 'entities', 'database', 'jobs'],
  bookings: ['domain', 'entities', 'database', 'jobs', 'people', 'messages', 'outbox'],
  search: ['domain', 'entities', 'database', 'delivery', 'jobs', 'queries'],
  outgoing: ['domain', 'entities', 'database', 'jobs', 'delivery', 'accounts', 'queries'],
  ai: ['domain', 'entities', 'database', 'jobs', 'accounts', 'people', 'messages', 'outbox'],
  webhooks: ['domain', 'providers', 'ingest', 'bookings'],
  schema: ['domain', 'entities'],
  resolvers: [
    'domain',
    'entities',
    'database',
    'delivery',
    'audit',
    'accounts',
    'queries',
    'search',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'data',
    'bookings',
    'templates',
    'outgoing',
    'ai',
    'schema',
  ],
  graphql: ['domain', 'accounts', 'resolvers'],
  'delivery/subscriptions': ['domain', 'database', 'delivery', 'accounts', 'queries', 'resolvers', 'graphql'],
  server: [
    'domain',
    'entities',
    'database',
    'delivery',
    'delivery/subscriptions',
    'providers',
    'audit',
    'accounts',
    'queries',
    'search',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'bookings',
    'templates',
    'outgoing',
    'ai',
    'webhooks',
    'schema',
    'resolvers',
    'graphql',
  ],
  cli: [
    'domain',
    'entities',
    'database',
    'delivery',
    'providers',
    'audit',
    'accounts',
    'queries',
    'search',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'bookings',
    'templates',
    'outgoing',
    'ai',
    'webhooks',
    'schema',
    'resolvers',
    'server',
  ],
};
/** Single files beside the folders of the table. */
// What parts outside see of vendors: the contract, a file for each of its sides, and the list of those that keep it.
const providerContract = '^src/providers/(contract/[a-z-]+|registry)\\.ts$';
/** Folders of `providers` that are no vendor's. */
const sharedProviderFolders = '^src/providers/(contract|http|json|meta|simulation)/';
/** The rules for addresses that a company has given, and the agent that keeps them: those of calls to vendors. */
const callsToGivenAddresses =
  '^src/providers/http/(find-target-fault|find-url-fault|http-agent|http-failure|private-address|public-lookup)\\.ts$';
const configuration = '^src/(config|env-file)\\.ts$';
const exceptions = {
  outbox: [providerContract],
  media: [providerContract],
  templates: [providerContract],
  accounts: [providerContract],
  messages: [providerContract],
  people: [providerContract],
  ingest: [providerContract],
  outgoing: [callsToGivenAddresses],
  ai: [providerContract, callsToGivenAddresses],
  'providers/simulation': ['^src/providers/registry\\.ts$'],
  // Builds the executable schema from the resolvers, which import the types beside it.
  schema: ['^src/resolvers/', providerContract],
  server: [configuration],
  cli: [configuration],
};
/** Files of a folder, without a folder inside it that has a row of its own and is not named. */
function toPattern(name, allowed) {
  const own = Object.keys(table)
    .filter(row => row.startsWith(`${name}/`) && name !== 'providers' && !allowed.includes(row))
    .map(row => `${row.slice(name.length + 1)}/`);
  return `^src/${name}/${own.length > 0 ? `(?!${own.join('|')})` : ''}`;
}
const forbidden = Object.entries(table).map(([folder, allowed]) => ({
  name: `import-table-${folder}`,
  comment: `src/${folder} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  // A folder within a folder with a row of its own goes by that row.
  from: {
    path: `^src/${folder}/`,
    pathNot: Object.keys(table)
      .filter(name => name.startsWith(`${folder}/`))
      .map(name => `^src/${name}/`),
  },
  to: {
    path: '^src/',
    pathNot: [folder, ...allowed].map(name => toPattern(name, allowed)).concat(exceptions[folder] ?? []),
  },
}));
module.exports = {
  forbidden: [
    ...forbidden,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-other-vendor',
      comment: "A vendor's folder never imports another's.",
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/', pathNot: sharedProviderFolders },
      to: { path: '^src/providers/[^/]+/', pathNot: ['^src/providers/$1/', sharedProviderFolders] },
    },
    {
      name: 'client-core',
      comment: 'The client package without a GraphQL library imports nothing.',
      severity: 'error',
      from: { path: '^packages/client/src/(?!apollo/|urql/)' },
      to: { pathNot: '^packages/client/src/(?!apollo/|urql/)' },
    },
    {
      name: 'client-apollo',
      comment: "The client package's side for Apollo imports the core, @apollo/client and graphql.",
      severity: 'error',
      from: { path: '^packages/client/src/apollo/' },
      to: { pathNot: ['^packages/client/src/(?!urql/)', 'node_modules/(@apollo/client|graphql)/'] },
    },
    {
      name: 'client-urql',
      comment: "The client package's side for urql imports the core and @urql/core.",
      severity: 'error',
      from: { path: '^packages/client/src/urql/' },
      to: { pathNot: ['^packages/client/src/(?!apollo/)', 'node_modules/@urql/core/'] },
    },
    {
      name: 'server-without-client',
      comment: 'The server imports neither the client package nor the examples.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(packages|examples)/' },
    },
    {
      name: 'examples-as-applications',
      comment:
        'An example imports the client package by its name, as an application does, and nothing of the server.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(src|test|pages|packages/[^/]+/src)/' },
    },
    {
      name: 'web-as-application',
      comment: 'The inbox imports the client package by its name, and nothing of the server.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|pages|examples|packages/[^/]+/src)/' },
    },
    {
      name: 'web-base',
      comment: 'ui, i18n, config, gql and live know no feature; ui and live know each other not.',
      severity: 'error',
      from: { path: '^web/src/(ui|i18n|config|gql|live)/' },
      to: {
        path: '^web/src/',
        pathNot: ['^web/src/(i18n|config|gql)/', '^web/src/$1/'],
      },
    },
    {
      name: 'web-features',
      comment: 'Features import each other through their index.ts.',
      severity: 'error',
      from: {
        path: '^web/src/([a-z-]+)/',
        pathNot: '^web/src/(ui|i18n|config|gql|live|early)/',
      },
      to: {
        path: '^web/src/',
        pathNot: ['^web/src/$1/', '^web/src/(config|gql)/', '/index\\.ts$', '/page\\.tsx$'],
      },
    },
    {
      name: 'web-early',
      comment:
        'What begins before the application imports single files: an index.ts would take the application with it.',
      severity: 'error',
      from: { path: '^web/src/early/' },
      to: {
        path: '^web/src/',
        pathNot: [
          '^web/src/(early|config|gql)/',
          '^web/src/(i18n/catalogues|session/session-requests|conversations/(kept-)?filters)\\.ts$',
        ],
      },
    },
    {
      name: 'web-media',
      comment: 'Files of messages know no other feature.',
      severity: 'error',
      from: { path: '^web/src/media/' },
      to: { path: '^web/src/', pathNot: ['^web/src/(media|live|ui|i18n|gql)/'] },
    },
    {
      name: 'web-kit',
      comment: 'What pages are built from knows no feature.',
      severity: 'error',
      from: { path: '^web/src/kit/' },
      to: { path: '^web/src/', pathNot: ['^web/src/(kit|live|ui|i18n|gql)/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(src|packages/client/src)/', pathNot: ['^src/main\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
