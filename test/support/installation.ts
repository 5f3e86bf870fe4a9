/** A company as set up by an operator, in a database that servers of other processes use. */
import { createChannel } from '../../src/accounts/channels.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { createTenant, createUser } from '../../src/accounts/tenants.js';
import { openDatabase } from '../../src/database/database.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { installationEnv } from './server-process.js';

/** Credentials of a user, and the webhook key. */
export interface Installation {
  readonly tenantId: string;
  readonly email: string;
  readonly password: string;
  readonly webhookKey: string;
}

/** Adds a company with an owner, a ChatFlow account and the number `instance_xxx` to a migrated database. */
export async function addInstallation(databaseUrl: string, slug = 'acme'): Promise<Installation> {
  const database = await openDatabase({ url: databaseUrl, poolSize: 2, timeoutMs: 60_000, log: () => {} });
  try {
    const [email, password] = [`owner@${slug}.test`, 'a password for tests'];
    const company = { slug, name: slug, defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
    const { id: tenantId } = await createTenant(database, company);
    await createUser(database, tenantId, { email, name: 'Owner', role: Role.OWNER, password });
    const cipher = createSecretCipher(Buffer.from(installationEnv.SECRETS_KEY ?? '', 'base64'));
    const { account, webhookKey } = await connectProvider(database, cipher, tenantId, {
      kind: ProviderKind.CHATFLOW,
      name: 'ChatFlow',
      credentials: { apiToken: 'a-token', instanceId: 'instance_default' },
    });
    const number = { accountId: account.id, externalId: 'instance_xxx', displayName: 'One' };
    await createChannel(database, tenantId, number);
    return { tenantId, email, password, webhookKey };
  } finally {
    await database.close();
  }
}
