/** The import table of docs/architecture.md, as a tool enforces it: a folder may import only what its row names. */
const table = {
  domain: [],
  client: [],
  entities: ['domain'],
  database: ['domain', 'entities'],
  events: ['domain', 'entities', 'database'],
  providers: ['domain'],
  accounts: ['domain', 'entities', 'database', 'events'],
  queries: ['domain', 'entities', 'database'],
  ingest: ['domain', 'entities', 'database', 'events'],
  outbox: ['domain', 'entities', 'database', 'events'],
  desk: ['domain', 'entities', 'database', 'events'],
  bookings: ['domain', 'entities', 'database', 'events', 'outbox'],
  webhooks: ['domain', 'providers', 'ingest', 'bookings'],
  schema: ['domain', 'entities'],
  resolvers: [
    'domain',
    'entities',
    'database',
    'events',
    'accounts',
    'queries',
    'ingest',
    'outbox',
    'desk',
    'bookings',
    'schema',
  ],
  server: [
    'domain',
    'entities',
    'database',
    'events',
    'providers',
    'accounts',
    'queries',
    'ingest',
    'outbox',
    'desk',
    'bookings',
    'webhooks',
    'schema',
    'resolvers',
  ],
  cli: [
    'domain',
    'entities',
    'database',
    'events',
    'providers',
    'accounts',
    'queries',
    'ingest',
    'outbox',
    'desk',
    'bookings',
    'webhooks',
    'schema',
    'resolvers',
    'server',
  ],
};
/** Single files beside the folders of the table. */
const providerContract = '^src/providers/(provider|registry|redact)\\.ts$';
const configuration = '^src/config\\.ts$';
const exceptions = {
  outbox: [providerContract],
  accounts: [providerContract],
  server: [configuration],
  cli: [configuration],
};
const forbidden = Object.entries(table).map(([folder, allowed]) => ({
  name: `import-table-${folder}`,
  comment: `src/${folder} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [folder, ...allowed]
      .map(name => `^src/${name}/`)
      .concat(
        ['outbox', 'accounts', 'ingest'].includes(folder)
          ? ['^src/providers/(provider|registry|redact)\\.ts$']
          : [],
      ),
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
      from: { path: '^src/providers/([^/]+)/' },
      to: { path: '^src/providers/[^/]+/', pathNot: '^src/providers/$1/' },
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
