import type { Config } from './config.js';
import { loadDemoSecrets } from './database/embedded/demo-secrets.js';
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.js';
import { ConfigurationInvalidError } from './domain/errors.js';

/** Database address and secrets that a server needs to start. */
export interface Secrets {
  readonly databaseUrl: string;
  /** Base64 of 32 bytes; encrypts provider credentials. */
  readonly secretsKey: string;
  /** The other key during a change of the key: decrypts only. */
  readonly secretsKeyPrevious?: string;
  /** Signs session tokens. */
  readonly authSecret: string;
  /** Releases the embedded database; does nothing in an installation. */
  release(): Promise<void>;
}

/** Opens the database address and the secrets: configured in an installation, generated in a demo. */
export async function openSecrets(config: Config, log: (message: string) => void): Promise<Secrets> {
  const { databaseUrl, secretsKey, secretsKeyPrevious, authSecret } = config;
  if (config.mode === 'demo') {
    const postgres = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log,
    });
    const secrets = await loadDemoSecrets(postgres.folder, config.dataDir);
    return { ...secrets, databaseUrl: postgres.url(), release: () => postgres.release() };
  }
  if (!databaseUrl || !secretsKey || !authSecret) {
    throw new ConfigurationInvalidError(['DATABASE_URL, SECRETS_KEY and AUTH_SECRET: all three are needed']);
  }
  return { databaseUrl, secretsKey, secretsKeyPrevious, authSecret, release: async () => {} };
}
