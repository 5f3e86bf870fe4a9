/** The import table of docs/architecture.md, as a tool enforces it: a folder may import only what its row names. */
const table = {
  domain: [],
  client: [],
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
  queries: ['domain', 'entities', 'database'],
  ingest: ['domain', 'entities', 'database', 'jobs', 'delivery', 'people', 'messages'],
  outbox: ['domain', 'entities', 'database', 'jobs', 'people', 'messages'],
  media: ['domain', 'entities', 'database', 'jobs'],
  desk: ['domain', 'entities', 'database', 'jobs', 'people'],
  templates: ['domain', 'entities', 'database', 'jobs'],
  bookings: ['domain', 'entities', 'database', 'jobs', 'people', 'messages', 'outbox'],
  outgoing: ['domain', 'entities', 'database', 'jobs', 'delivery', 'accounts', 'queries'],
  webhooks: ['domain', 'providers', 'ingest', 'bookings'],
  schema: ['domain', 'entities'],
  resolvers: [
    'domain',
    'entities',
    'database',
    'delivery',
    'accounts',
    'queries',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'bookings',
    'templates',
    'outgoing',
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
    'accounts',
    'queries',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'bookings',
    'templates',
    'outgoing',
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
    'accounts',
    'queries',
    'people',
    'ingest',
    'outbox',
    'media',
    'desk',
    'bookings',
    'templates',
    'outgoing',
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
const configuration = '^src/(config|env-file)\\.ts$';
const exceptions = {
  outbox: [providerContract],
  media: [providerContract],
  templates: [providerContract],
  accounts: [providerContract],
  messages: [providerContract],
  people: [providerContract],
  ingest: [providerContract],
  // The rules for addresses of the private network are those of calls to vendors.
  outgoing: [
    '^src/providers/http/(find-url-fault|http-agent|http-failure|private-address|public-lookup)\\.ts$',
  ],
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
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['^src/main\\.ts$', '\\.d\\.ts$'] },
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
