/** The database: reachable, recent enough, with the needed rights, the right clock, migrated, and with these secrets. */
import pg from 'pg';
import { countSecretsOfKey } from '../../accounts/rotate-secrets.js';
import { createSecretCipher } from '../../accounts/secret-cipher.js';
import { readSecretsState } from '../../accounts/secrets-canary.js';
import type { Config } from '../../config.js';
import { checkServer } from '../../database/check-server.js';
import { divideConnections } from '../../database/connection-budget.js';
import { type Database, openDatabase } from '../../database/database.js';
import { explainConnectionFailure } from '../../database/explain-connection-failure.js';
import { findMigrations } from '../../database/find-migrations.js';
import { minServerVersion } from '../../database/migrate.js';
import { readEpoch } from '../../delivery/event-log.js';
import { type Check, fail, ok, warn } from './check.js';

/** Findings about the database, and its identity for the check of the public URL. */
export interface DatabaseChecks {
  readonly checks: readonly Check[];
  /** Epoch of the event log; null when the database cannot be read. */
  readonly epoch: string | null;
}

const timeoutMs = 10_000;
const maxClockMs = 2_000;

interface Facts {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly nowMs: number;
  readonly role: string;
  readonly name: string;
  readonly mayCreate: boolean;
  readonly mayCreateSchema: boolean;
  readonly foreignTables: number;
}

const readFacts = `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding, current_user as role, current_database() as name,
       (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs",
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as "mayCreate",
       has_database_privilege(current_database(), 'CREATE') as "mayCreateSchema",
       (select count(*)::int from pg_class
         where relnamespace = to_regnamespace(current_schema())::oid and relkind = 'r'
           and not pg_has_role(relowner, 'USAGE')) as "foreignTables"`;

/** Checks the database of the configuration, and that of DATABASE_SESSION_URL. */
export async function checkDatabase(config: Config): Promise<DatabaseChecks> {
  const { databaseUrl: url, databaseSessionUrl: sessionUrl } = config;
  if (url === undefined) return { checks: [], epoch: null };
  const checks: Check[] = [];
  try {
    const isMigrated = await withClient(sessionUrl ?? url, async client => {
      checks.push(...(await checkFacts(client)));
      const migrations = await checkMigrations(client);
      checks.push(migrations);
      return migrations.status !== 'FAIL';
    });
    return { checks, epoch: isMigrated ? await checkContents(config, url, checks) : null };
  } catch (error) {
    const known = explainConnectionFailure(error, url);
    const advice = 'correct DATABASE_URL, or start the database';
    checks.push(fail('database', known instanceof Error ? known.message : String(known), advice));
    return { checks, epoch: null };
  }
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function checkFacts(client: pg.Client): Promise<Check[]> {
  const before = Date.now();
  const { rows } = await client.query<Facts>(readFacts);
  const [facts] = rows;
  if (facts === undefined) throw new Error('The database answered no row.');
  const { number, version, encoding, role, name } = facts;
  const { host } = client;
  const database =
    number < minServerVersion
      ? fail('database', `PostgreSQL ${version} at ${host}`, 'upgrade it to PostgreSQL 15 or later')
      : encoding !== 'UTF8'
        ? fail(
            'database',
            `${name} has the encoding ${encoding}`,
            "create it again: create database … encoding 'UTF8' template template0",
          )
        : ok('database', `PostgreSQL ${version} at ${host}, database ${name}`);
  return [database, checkRights(facts, role, name), checkClock(facts, before)];
}

function checkRights(
  { mayCreate, mayCreateSchema, foreignTables }: Facts,
  role: string,
  name: string,
): Check {
  const advice = `alter database "${name}" owner to "${role}", and its tables too`;
  if (!mayCreate || !mayCreateSchema)
    return fail(
      'database rights',
      `the user ${role} may not create tables or schemas, which an upgrade needs`,
      advice,
    );
  if (foreignTables > 0)
    return fail(
      'database rights',
      `${foreignTables} tables belong to another user than ${role}`,
      `reassign owned by … to "${role}"`,
    );
  return ok('database rights', `the user ${role} may read, write and migrate`);
}

function checkClock({ nowMs }: Facts, before: number): Check {
  const after = Date.now();
  // The answer was made at some time between the two.
  const differenceMs = Math.round(nowMs < before ? before - nowMs : Math.max(0, nowMs - after));
  const finding = `differs from the database's by ${differenceMs} ms`;
  const advice = 'synchronise both machines (NTP): tokens, reply windows and retries compare times';
  return differenceMs > maxClockMs ? fail('clock', finding, advice) : ok('clock', finding);
}

async function checkMigrations(client: pg.Client): Promise<Check> {
  const { missing, unknown, hasJobs } = await findMigrations(client);
  if (unknown.length > 0)
    return fail(
      'migrations',
      `a newer version migrated the database: ${unknown.join(', ')}`,
      'install that version again, or restore the backup from before the upgrade (docs/operations.md)',
    );
  if (missing.length > 0 || !hasJobs)
    return fail(
      'migrations',
      `${missing.length} are missing${hasJobs ? '' : ', and the tables of the job queue'}`,
      'run "trunkline migrate", or start the server',
    );
  return ok('migrations', 'the database is up to date');
}

/** @returns the epoch of the event log */
async function checkContents(config: Config, url: string, checks: Check[]): Promise<string> {
  const budget = divideConnections(config.databaseConnections);
  const database = await openDatabase({
    ...{ url, poolSize: 2, timeoutMs, log: () => {} },
    sessionUrl: config.databaseSessionUrl,
    preparesStatements: config.databasePreparedStatements,
  });
  try {
    const complaints = await checkServer(database, budget, config.databaseTimeoutMs);
    checks.push(
      ...(complaints.length === 0
        ? [ok('database settings', `${config.databaseConnections} connections fit`)]
        : complaints.map(complaint => warn('database settings', complaint, 'see docs/scaling.md'))),
    );
    checks.push(await checkSecrets(config, database));
    return await readEpoch(database);
  } finally {
    await database.close();
  }
}

async function checkSecrets(
  { secretsKey = '', secretsKeyPrevious }: Config,
  database: Database,
): Promise<Check> {
  const previous = secretsKeyPrevious === undefined ? undefined : Buffer.from(secretsKeyPrevious, 'base64');
  const cipher = createSecretCipher(Buffer.from(secretsKey, 'base64'), previous);
  const { canary, foreign } = await readSecretsState(database, cipher);
  const name = 'stored secrets';
  if (canary === 'other')
    return fail(
      name,
      'the secrets in the database are sealed with another key than SECRETS_KEY',
      'restore the former key; "trunkline secrets adopt-key" discards the secrets when it is lost',
    );
  if (foreign > 0)
    return fail(
      name,
      `${foreign} are sealed with a key that is not configured`,
      'give them again: updateProviderAccount, connectBookings, or a new secret of the webhook endpoint',
    );
  const { previousPrefix } = cipher;
  if (previousPrefix === null) return ok(name, 'SECRETS_KEY decrypts them');
  const left = await countSecretsOfKey(database, previousPrefix);
  if (canary === 'previous' || left > 0)
    return warn(name, `${left} are sealed with SECRETS_KEY_PREVIOUS`, 'run "trunkline secrets rotate"');
  return warn(name, 'none is sealed with SECRETS_KEY_PREVIOUS', 'remove that variable, and destroy the key');
}
