import type * as z from 'zod';
import {
  authSecret,
  bucketName,
  databaseUrl,
  integer,
  nonEmpty,
  oneOf,
  onOff,
  originList,
  proxyList,
  publicUrl,
  secretsKey,
} from './config-formats.js';
import { defaultConnections, minConnections } from './database/connection-budget.js';

/**
 * The only table of configuration variables: name, format, default, description. `loadConfig` reads it, a test compares
 * it with `.env.example`, and the `Config` type is derived from it. Add a variable here and nowhere else.
 */

/**
 * Kind of process to configure. `demo`: the embedded database. `development`: an external database outside production.
 * `production`: set by NODE_ENV.
 */
export type Situation = 'demo' | 'development' | 'production';

/** One row of the table. A variable without a default may be absent, unless the situation requires it. */
export type ConfigVariable = {
  /** Parses the text of the variable. Its messages finish the sentence "expected …" and never contain the value. */
  readonly schema: z.ZodType<unknown, string>;
  readonly description: string;
  /** Default when the variable is absent or empty; per situation where they differ. */
  readonly default?: string | Readonly<Record<Situation, string>>;
  /** Situations in which the variable is required; only for variables without a default. */
  readonly requiredIn?: readonly Situation[];
  /** Name of a variable whose presence makes this one required; only without a default. */
  readonly requiredWith?: string;
  /** A value that is allowed only in these situations, and the end of "expected …" for the others. */
  readonly restricted?: {
    readonly value: string;
    readonly to: readonly Situation[];
    readonly expected: string;
  };
};

/** The table, in the order of `.env.example` and of the faults in an error. */
export const configVariables = {
  NODE_ENV: {
    schema: oneOf('development', 'test', 'production'),
    default: 'development',
    description: 'production turns on everything that an installation on the open network needs',
  },
  HOST: { schema: nonEmpty, default: '127.0.0.1', description: 'Address to listen on; 0.0.0.0 for all' },
  PORT: { schema: integer(0, 65_535), default: '4000', description: 'Port to listen on; 0 picks a free one' },
  PUBLIC_URL: {
    schema: publicUrl,
    description: 'Base URL at which providers reach this server; absent, it is made from HOST and PORT',
  },
  TRUSTED_PROXIES: {
    schema: proxyList,
    description: 'Addresses or networks of the proxies in front, as 127.0.0.1,10.0.0.0/8 (docs/proxy.md)',
  },
  CORS_ORIGINS: {
    schema: originList,
    description:
      'Origins of other pages that may call the API in a browser, as https://app.example.com,https://*.example.com (docs/client.md)',
  },
  DATABASE_URL: {
    schema: databaseUrl,
    requiredIn: ['production'],
    description: 'PostgreSQL 15 or later; absent, the embedded database is started (not in production)',
  },
  DATABASE_SESSION_URL: {
    schema: databaseUrl,
    description:
      'PostgreSQL itself, where DATABASE_URL is a transaction pooler; for LISTEN, locks, jobs and migrations (docs/scaling.md)',
  },
  DATABASE_CONNECTIONS: {
    schema: integer(minConnections, 1000),
    default: String(defaultConnections),
    description: 'Most connections that one process opens to PostgreSQL, for all uses (docs/scaling.md)',
  },
  DATABASE_PREPARED_STATEMENTS: {
    schema: onOff(),
    default: 'on',
    description: 'on or off: off for a pooler that keeps no prepared statements',
  },
  DATABASE_TIMEOUT_MS: {
    schema: integer(100, 600_000),
    default: '8000',
    description: 'Longest wait for a connection or a statement before the request is answered 503',
  },
  DATA_DIR: {
    schema: nonEmpty,
    default: '.trunkline',
    description: 'Folder of the embedded database and of the demo secrets, from the working directory',
  },
  SECRETS_KEY: {
    schema: secretsKey,
    requiredIn: ['development', 'production'],
    description: 'Encrypts provider credentials: 32 random bytes in base64 or hex (openssl rand -base64 32)',
  },
  SECRETS_KEY_PREVIOUS: {
    schema: secretsKey,
    description:
      'The other key while SECRETS_KEY is changed: it decrypts, and never encrypts (docs/operations.md)',
  },
  AUTH_SECRET: {
    schema: authSecret,
    requiredIn: ['development', 'production'],
    description: 'Signs session tokens: at least 32 random characters (openssl rand -base64 48)',
  },
  ACCESS_TOKEN_TTL_MINUTES: {
    schema: integer(1, 1440),
    default: '15',
    description: 'Life of an access token',
  },
  API_TOKEN_REQUESTS_PER_MINUTE: {
    schema: integer(1, 1_000_000),
    default: '600',
    description: 'Requests and operations of one API token per minute and process; more get RATE_LIMITED',
  },
  REFRESH_TOKEN_TTL_DAYS: { schema: integer(1, 365), default: '30', description: 'Life of a refresh token' },
  LOG_LEVEL: {
    schema: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    description: 'fatal, error, warn, info, debug, trace or silent',
  },
  LOG_FORMAT: {
    schema: oneOf('json', 'pretty'),
    default: { demo: 'pretty', development: 'json', production: 'json' },
    description: 'json (one object a line) or pretty (for reading)',
  },
  INTROSPECTION: {
    schema: oneOf('on', 'off', 'authenticated'),
    default: { demo: 'on', development: 'on', production: 'authenticated' },
    description: 'Who may read the GraphQL schema: on (everyone), authenticated, off (no one)',
  },
  PLAYGROUND: {
    schema: onOff(),
    default: { demo: 'on', development: 'on', production: 'off' },
    description: 'on or off: the page to try GraphQL',
  },
  DEBUG_ERRORS: {
    schema: onOff(),
    default: 'off',
    description: 'on or off: put stacks into answers; for local work only',
  },
  WEBHOOK_BODY_LIMIT_BYTES: {
    schema: integer(1024, 104_857_600),
    default: '1048576',
    description: 'Largest webhook body (1 MiB)',
  },
  GRAPHQL_BODY_LIMIT_BYTES: {
    schema: integer(1024, 104_857_600),
    default: '262144',
    description: 'Largest GraphQL request body (256 KiB)',
  },
  QUERY_MAX_DEPTH: {
    schema: integer(1, 1000),
    default: '12',
    description: 'Deepest nesting of an operation',
  },
  QUERY_MAX_COST: {
    schema: integer(1, 1_000_000),
    default: '5000',
    description: 'Highest estimated cost of an operation',
  },
  QUERY_MAX_TOKENS: {
    schema: integer(10, 100_000),
    default: '1000',
    description: 'Most lexical tokens of a document',
  },
  ANSWER_CACHE_MIB: {
    schema: integer(0, 65_536),
    default: '32',
    description:
      'Memory for answers that are given again while nothing has changed, in MiB per process; 0 turns it off',
  },
  SUBSCRIPTIONS_PER_USER: {
    schema: integer(1, 100_000),
    default: '50',
    description: 'Most different subscriptions of one user in one process; equal ones count once',
  },
  SUBSCRIPTIONS_PER_TENANT: {
    schema: integer(1, 100_000),
    default: '500',
    description: 'Most different subscriptions of one company in one process; equal ones count once',
  },
  EVENT_RETENTION_DAYS: {
    schema: integer(1, 3650),
    default: '30',
    description: 'How long a subscriber can resume from a cursor',
  },
  WEBHOOK_RETENTION_DAYS: {
    schema: integer(1, 3650),
    default: '90',
    description: 'How long the ledger of received webhooks is kept',
  },
  AUDIT_RETENTION_DAYS: {
    schema: integer(1, 36_500),
    default: '730',
    description: 'How long the audit log is kept',
  },
  JOB_CONCURRENCY: {
    schema: integer(1, 1000),
    default: '10',
    description:
      'Jobs (sends, media) that one process runs at once; the sends of its own replies come in addition, up to 16 times as many',
  },
  PROVIDER_TIMEOUT_MS: {
    schema: integer(100, 600_000),
    default: '10000',
    description: "Longest wait for a provider's answer",
  },
  MEDIA_MAX_BYTES: {
    schema: integer(1024, 2_147_483_647),
    default: '104857600',
    description: 'Largest file that is fetched or uploaded (100 MiB)',
  },
  MEDIA_URL_TTL_MINUTES: {
    schema: integer(1, 10_080),
    default: '60',
    description: 'Life of a link to a file',
  },
  MEDIA_S3_ENDPOINT: {
    schema: publicUrl,
    description: 'S3-compatible service that keeps files; absent, they are kept under DATA_DIR',
  },
  MEDIA_S3_BUCKET: {
    schema: bucketName,
    requiredWith: 'MEDIA_S3_ENDPOINT',
    description: 'Bucket for files',
  },
  MEDIA_S3_REGION: {
    schema: nonEmpty,
    default: 'us-east-1',
    description: 'Region of the bucket',
  },
  MEDIA_S3_ACCESS_KEY_ID: {
    schema: nonEmpty,
    requiredWith: 'MEDIA_S3_ENDPOINT',
    description: 'Access key for the bucket',
  },
  MEDIA_S3_SECRET_ACCESS_KEY: {
    schema: nonEmpty,
    requiredWith: 'MEDIA_S3_ENDPOINT',
    description: 'Secret of the access key',
  },
  MEDIA_S3_PATH_STYLE: {
    schema: onOff(),
    default: 'on',
    description: 'on: the bucket stands in the path; off: in the host name, as Amazon wants it',
  },
  WEBHOOK_PRIVATE_TARGETS: {
    schema: onOff(),
    default: { demo: 'on', development: 'off', production: 'off' },
    restricted: {
      value: 'on',
      to: ['demo', 'development'],
      expected: 'off, because on lets every company of this server call addresses of its private network',
    },
    description:
      'on or off: outgoing webhooks may call http and addresses of private networks; for development and tests',
  },
  AI_ALLOW_PRIVATE: {
    schema: onOff(),
    default: { demo: 'on', development: 'off', production: 'off' },
    description:
      'on or off: assistants may call models over http and at addresses of private networks, such as a model on this machine. On lets every company of this server call such addresses',
  },
  SIMULATORS: {
    schema: onOff(),
    default: { demo: 'on', development: 'off', production: 'off' },
    restricted: {
      value: 'on',
      to: ['demo'],
      expected: 'off, because on needs the embedded database (no DATABASE_URL, NODE_ENV not production)',
    },
    description: 'on or off: stand-ins for the providers; on is possible with the embedded database only',
  },
  DEMO_CONVERSATIONS: {
    schema: onOff(),
    default: { demo: 'on', development: 'off', production: 'off' },
    description: 'on or off: a new demo begins with a few conversations',
  },
  SHUTDOWN_DRAIN_MS: {
    schema: integer(0, 600_000),
    default: { demo: '0', development: '0', production: '5000' },
    description:
      'After SIGTERM: how long /readyz answers 503 while requests are still served, so that a load balancer stops sending them',
  },
  SHUTDOWN_TIMEOUT_MS: {
    schema: integer(0, 600_000),
    default: '10000',
    description: 'Longest wait for running requests and jobs after the drain',
  },
} as const satisfies Record<string, ConfigVariable>;

/** The name of a variable of the table. */
export type ConfigVariableName = keyof typeof configVariables;
