/** A company in Trunkline's database, created by the use cases of the operator's commands. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { channelExternalIds } from '../load/bodies.mjs';
import { withClient } from './postgres.mjs';

/**
 * The environment of a server on this database, and the data its clients need. A further company of the same
 * installation gets its `secretsKey`.
 */
export async function provision(folder, url, { slug = 'bench', secretsKey = randomBytes(32) } = {}) {
  const [{ migrate }, { openDatabase }, { createProvisioning }, { createSecretCipher }] = await Promise.all([
    folder.load('database/migrate.js'),
    folder.load('database/database.js'),
    folder.load('accounts/provisioning.js'),
    folder.load('accounts/secret-cipher.js'),
  ]);
  await migrate(url);
  const password = randomBytes(12).toString('hex');
  const database = await openDatabase({ url, poolSize: 2, timeoutMs: 10_000, log: () => {} });
  try {
    const provisioning = createProvisioning({
      database,
      cipher: createSecretCipher(secretsKey),
      publicUrl: () => 'http://localhost',
      findUrlFault: () => null,
      log: () => {},
      audit: () => {},
    });
    const place = { defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
    const tenant = await provisioning.createTenant({ slug, name: slug, ...place });
    const owner = { tenantId: tenant.id };
    const user = await provisioning.createUser(owner, {
      email: `owner@${slug}.test`,
      name: 'Owner',
      role: 'OWNER',
      password,
    });
    const { account, webhookUrl } = await provisioning.connectProvider(owner, {
      kind: 'CHATFLOW',
      name: 'ChatFlow',
      credentials: { apiToken: 'bench', instanceId: 'instance_default' },
    });
    const channelIds = [];
    for (const externalId of channelExternalIds) {
      const channel = await provisioning.createChannel(owner, {
        accountId: account.id,
        externalId,
        displayName: externalId,
      });
      channelIds.push(channel.id);
    }
    await addTopics(url, tenant.id);
    return {
      tenantId: tenant.id,
      userId: user.id,
      accountId: account.id,
      channelIds,
      email: user.email,
      password,
      webhookKey: new URL(webhookUrl).searchParams.get('key'),
      secretsKey,
      env: {
        SECRETS_KEY: secretsKey.toString('base64'),
        AUTH_SECRET: randomBytes(48).toString('base64'),
      },
    };
  } finally {
    await database.close();
  }
}

/**
 * Further owners of a company.
 * @returns the credentials of each, with the company's webhook key
 */
export async function addUsers(folder, url, { tenantId, webhookKey, secretsKey }, count) {
  const [{ openDatabase }, { createProvisioning }, { createSecretCipher }] = await Promise.all([
    folder.load('database/database.js'),
    folder.load('accounts/provisioning.js'),
    folder.load('accounts/secret-cipher.js'),
  ]);
  const database = await openDatabase({ url, poolSize: 2, timeoutMs: 10_000, log: () => {} });
  try {
    const provisioning = createProvisioning({
      database,
      cipher: createSecretCipher(secretsKey),
      publicUrl: () => 'http://localhost',
      findUrlFault: () => null,
      log: () => {},
      audit: () => {},
    });
    const password = randomBytes(12).toString('hex');
    const users = [];
    for (let n = 0; n < count; n += 1) {
      const { email } = await provisioning.createUser(
        { tenantId },
        { email: `owner${n}@bench.test`, name: `Owner ${n}`, role: 'OWNER', password },
      );
      users.push({ email, password, webhookKey });
    }
    return users;
  } finally {
    await database.close();
  }
}

/** Topics are matched for every inbound text. By SQL, so that builds without `upsertTopic` can be measured too; some start a company with topics. */
function addTopics(url, tenantId) {
  const topics = [
    ['Панели', ['панель', 'панели', 'мдф']],
    ['Ламинат', ['ламинат', 'паркет']],
    ['Доставка', ['доставка', 'привезти', 'курьер']],
  ];
  return withClient(url, async client => {
    for (const [name, keywords] of topics) {
      await client.query(
        'insert into topics (id, tenant_id, name, keywords) values (gen_random_uuid(), $1, $2, $3) on conflict do nothing',
        [tenantId, name, keywords],
      );
    }
  });
}
