/** The whole server inside the test's process: real PostgreSQL, real HTTP and sockets, on free ports. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { createTenant, createUser } from '../../src/accounts/tenants.js';
import { type App, startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import type { Role } from '../../src/domain/vocabulary.js';
import { addFailureReport, LastLines } from './failure-reports.js';
import { SignInDocument } from './gql/operations.js';
import { readRows } from './message-rows.js';
import { runFolder } from './run-folder.js';
import { createTestDatabase } from './test-database.js';

/** A response of the GraphQL endpoint. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
}

/** A running server with helpers for tests. */
export interface TestApp {
  readonly app: App;
  readonly url: string;
  readonly databaseUrl: string;
  /** Runs an operation and returns its response, errors included. */
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Answer<Data>>;
  /** Runs an operation that must succeed. */
  run<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    token: string,
  ): Promise<Data>;
  signIn(email: string, password?: string): Promise<string>;
  /** Adds another tenant with a user of the role. @returns the user's access token and the tenant's id. */
  addTenant(slug: string, role: Role): Promise<{ token: string; tenantId: string }>;
  addUser(tenantId: string, email: string, role: Role): Promise<string>;
  /** A client with a socket of its own; the app closes it. */
  connect(token: string): Client;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts a server over a database of its own (or another server's), with the demo tenant and the simulators. */
export async function startTestApp(
  options: {
    databaseUrl?: string;
    env?: Record<string, string>;
    /** Called with every log line from `logLevel` on, `warn` by default; without it a failed test tells the last ones. */
    onLog?: (line: string) => void;
    logLevel?: string;
  } = {},
): Promise<TestApp> {
  const own = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? own?.url ?? '';
  const dataDir = await mkdtemp(join(runFolder(), 'trunkline-app-'));
  const config = loadConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    NODE_ENV: 'test',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough-0123456789',
    DATABASE_CONNECTIONS: '18',
    // A busy machine responds late; tests of an unresponsive database set this themselves.
    DATABASE_TIMEOUT_MS: '60000',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const { onLog, logLevel = 'warn' } = options;
  const warnings = new LastLines(20);
  const logger = pino({ level: logLevel }, { write: onLog ?? (line => warnings.add(line.trim())) });
  const app = await startApp(config, logger, { hasDemo: true });
  const removeReport = addFailureReport(async () =>
    [`The server ${app.url} said:`, warnings, ...(await readBusySessions(databaseUrl))].join('\n'),
  );
  const clients: Client[] = [];

  const ask: TestApp['ask'] = async (document, variables, token) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query: print(document), variables }),
    });
    return (await response.json()) as never;
  };
  const run: TestApp['run'] = async (document, variables, token) => {
    const { data, errors } = await ask(document, variables, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const signIn = async (email: string, password = 'trunkline') => {
    const { data, errors } = await ask(SignInDocument, { email, password });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.signIn.accessToken ?? '';
  };
  const addUser = async (tenantId: string, email: string, role: Role) => {
    const password = randomBytes(12).toString('hex');
    await createUser(app.database, tenantId, { email, name: email, role, password });
    return signIn(email, password);
  };

  return {
    app,
    url: app.url,
    databaseUrl,
    ask,
    run,
    signIn,
    addUser,
    addTenant: async (slug, role) => {
      const tenant = await createTenant(app.database, {
        slug,
        name: slug,
        defaultCountry: 'KZ',
        timezone: 'Asia/Almaty',
        locale: 'ru',
      });
      return {
        tenantId: tenant.id,
        token: await addUser(tenant.id, `${role.toLowerCase()}@${slug}.test`, role),
      };
    },
    connect: token => {
      const client = createClient({
        url: `${app.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        lazy: true,
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    post: (path, body, headers = {}) =>
      fetch(`${app.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    stop: async () => {
      removeReport();
      for (const client of clients) await client.dispose();
      await app.stop();
      await own?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the connections of a database do now. */
async function readBusySessions(databaseUrl: string): Promise<string[]> {
  const rows = await readRows<{ line: string }>(
    databaseUrl,
    `select concat_ws(' ', state, 'since', now() - state_change, wait_event_type, wait_event, left(query, 100)) as line
       from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
  );
  return ['Its database does:', ...rows.map(({ line }) => line)];
}

/** The results of a subscription so far, in order. */
export interface Collected<Data> {
  readonly items: Data[];
  readonly errors: unknown[];
  stop(): void;
}

/** Subscribes and collects; errors of the operation are collected too. */
export function collect<Data, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Collected<Data> {
  const items: Data[] = [];
  const errors: unknown[] = [];
  const stop = client.subscribe<Data>(
    { query: print(document), variables },
    {
      next: ({ data, errors: failed }) => {
        if (data) items.push(data);
        if (failed) errors.push(...failed);
      },
      error: error => errors.push(...(Array.isArray(error) ? error : [error])),
      complete: () => {},
    },
  );
  return { items, errors, stop };
}
