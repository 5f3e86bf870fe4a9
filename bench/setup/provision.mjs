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
  const { migrate } = await folder.load('database/migrate.js');
  await migrate(url);
  const password = randomBytes(12).toString('hex');
  return withProvisioning(folder, url, secretsKey, async provisioning => {
    const { tenantId, accountId, channelIds, webhookKey } = await addCompany(
      provisioning,
      slug,
      'instance_default',
    );
    const user = await provisioning.createUser(
      { tenantId },
      { email: `owner@${slug}.test`, name: 'Owner', role: 'OWNER', password },
    );
    await addTopics(url, tenantId);
    return {
      ...{
        tenantId,
        userId: user.id,
        accountId,
        channelIds,
        email: user.email,
        password,
        webhookKey,
        secretsKey,
      },
      env: {
        SECRETS_KEY: secretsKey.toString('base64'),
        AUTH_SECRET: randomBytes(48).toString('base64'),
      },
    };
  });
}

/**
 * Further owners of a company.
 * @returns the credentials of each, with the company's webhook key
 */
export async function addUsers(folder, url, { tenantId, webhookKey, secretsKey }, count) {
  const password = randomBytes(12).toString('hex');
  return withProvisioning(folder, url, secretsKey, async provisioning => {
    const users = [];
    for (let n = 0; n < count; n += 1) {
      const { email } = await provisioning.createUser(
        { tenantId },
        { email: `owner${n}@bench.test`, name: `Owner ${n}`, role: 'OWNER', password },
      );
      users.push({ email, password, webhookKey });
    }
    return users;
  });
}

/**
 * Further companies of the same installation, without users, each with the channels of the first one.
 * @returns the webhook key of each
 */
export async function addCompanies(folder, url, { secretsKey }, count) {
  return withProvisioning(folder, url, secretsKey, async provisioning => {
    const companies = [];
    for (let n = 0; n < count; n += 1)
      companies.push(await addCompany(provisioning, `bench-${n}`, `instance_${n}`));
    return companies;
  });
}

async function addCompany(provisioning, slug, instanceId) {
  const place = { defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
  const { id: tenantId } = await provisioning.createTenant({ slug, name: slug, ...place });
  const { account, webhookUrl } = await provisioning.connectProvider(
    { tenantId },
    { kind: 'CHATFLOW', name: 'ChatFlow', credentials: { apiToken: 'bench', instanceId } },
  );
  const channelIds = [];
  for (const externalId of channelExternalIds) {
    const facts = { accountId: account.id, externalId, displayName: externalId };
    channelIds.push((await provisioning.createChannel({ tenantId }, facts)).id);
  }
  const webhookKey = new URL(webhookUrl).searchParams.get('key');
  return { tenantId, accountId: account.id, channelIds, webhookKey };
}

async function withProvisioning(folder, url, secretsKey, work) {
  const [{ openDatabase }, { createProvisioning }, { createSecretCipher }] = await Promise.all([
    folder.load('database/database.js'),
    folder.load('accounts/provisioning.js'),
    folder.load('accounts/secret-cipher.js'),
  ]);
  const database = await openDatabase({ url, poolSize: 2, timeoutMs: 10_000, log: () => {} });
  const cipher = createSecretCipher(secretsKey);
  const publicUrl = () => 'http://localhost';
  const quiet = { findUrlFault: () => null, log: () => {}, audit: () => {} };
  try {
    return await work(createProvisioning({ database, cipher, publicUrl, ...quiet }));
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
