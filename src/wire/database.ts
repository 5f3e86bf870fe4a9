/** The database of a server, migrated and checked, with the secrets that decrypt its contents. */
import { type CredentialsReader, createCredentialsReader } from '../accounts/credentials-reader.js';
import { seedDemoBookings } from '../accounts/demo-bookings.js';
import { seedDemo } from '../accounts/demo-seed.js';
import { createSecretCipher, type SecretCipher } from '../accounts/secret-cipher.js';
import { checkSecretsKey } from '../accounts/secrets-canary.js';
import { checkServer } from '../database/check-server.js';
import { divideConnections } from '../database/connection-budget.js';
import { type Database, openDatabase } from '../database/database.js';
import { migrate } from '../database/migrate.js';
import { readEpoch } from '../delivery/event-log.js';
import { openSecrets } from '../open-secrets.js';
import type { Part, ServerContext } from './server-context.js';

/** The open database. */
export interface DatabaseParts extends Part {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly openCredentials: CredentialsReader;
  /** Signs tokens, cursors and links. */
  readonly authSecret: string;
}

/** Opens the database: embedded in a demo, the configured one in an installation. */
export async function wireDatabase({ config, logger, hasDemo }: ServerContext): Promise<DatabaseParts> {
  const tell = (message: string) => logger.info(message);
  const warn = (message: string) => logger.warn(message);
  const { databaseUrl: url, authSecret, release, ...keys } = await openSecrets(config, tell);
  let database: Database | null = null;
  const stop = async (): Promise<void> => {
    await database?.close();
    await release();
  };
  try {
    await migrate(config.databaseSessionUrl ?? url, tell);
    const budget = divideConnections(config.databaseConnections);
    database = await openDatabase({
      ...{ url, budget, log: warn },
      sessionUrl: config.databaseSessionUrl,
      poolSize: budget.queries,
      preparesStatements: config.databasePreparedStatements,
      timeoutMs: config.databaseTimeoutMs,
    });
    database.logEpoch = await readEpoch(database);
    for (const complaint of await checkServer(database, budget, config.databaseTimeoutMs)) warn(complaint);
    const toBytes = (key: string) => Buffer.from(key, 'base64');
    const previous = keys.secretsKeyPrevious;
    const cipher = createSecretCipher(toBytes(keys.secretsKey), previous ? toBytes(previous) : undefined);
    const owner = await checkSecretsKey(
      database,
      cipher,
      config.mode === 'demo'
        ? ', or remove the folder of DATA_DIR to begin a new demo'
        : ', or run "trunkline secrets adopt-key" when it is lost',
    );
    if (owner === 'previous')
      warn(
        'The secrets in this database are sealed with SECRETS_KEY_PREVIOUS: run "trunkline secrets rotate" when all processes have both keys (docs/operations.md).',
      );
    if (hasDemo) {
      await seedDemo(database, cipher);
      await seedDemoBookings(database, cipher);
    }
    return { database, cipher, openCredentials: createCredentialsReader(cipher), authSecret, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
