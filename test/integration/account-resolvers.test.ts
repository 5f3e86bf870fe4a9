import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { buildSchema } from 'type-graphql';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { createProvisioning, type Provisioning } from '../../src/accounts/provisioning.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import type { Sessions } from '../../src/accounts/sessions.js';
import type { Viewer } from '../../src/accounts/viewer.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { DateTime } from '../../src/domain/scalars.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createLoaders } from '../../src/queries/loaders.js';
import { ChannelAdministrationResolver } from '../../src/resolvers/channel-administration.resolver.js';
import { ProviderAccountResolver } from '../../src/resolvers/provider-account.resolver.js';
import { SessionResolver } from '../../src/resolvers/session.resolver.js';
import { TenantResolver } from '../../src/resolvers/tenant.resolver.js';
import { TenantSettingsResolver } from '../../src/resolvers/tenant-settings.resolver.js';
import { UserResolver } from '../../src/resolvers/user.resolver.js';
import '../../src/schema/enums.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { clientAt, createTestSessions } from '../support/test-sessions.js';

const authSecret = 'a secret of at least thirty-two characters';
const accessTokens = createAccessTokens(authSecret, 15);

describe('account resolvers', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let schema: GraphQLSchema;
  let provisioning: Provisioning;
  let sessions: Sessions;
  let viewer: Viewer;

  const run = async (source: string, as: Viewer | null = viewer) => {
    const reader = as && createTenantReader(database, as.tenantId);
    const contextValue = {
      scope: as,
      viewer: as,
      reader,
      loaders: reader && createLoaders(reader),
      useCases: { provisioning, sessions },
      clientAddress: '192.0.2.1',
      requestId: 'r1',
    };
    const { data, errors } = await graphql({ schema, source, contextValue });
    // The prototype of `data` is null; a copy compares as a plain object.
    return JSON.parse(JSON.stringify({ data, errors: errors?.map(error => error.message) }));
  };

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    const log = () => {};
    const cipher = createSecretCipher(randomBytes(32));
    provisioning = createProvisioning({
      ...{ database, cipher, publicUrl: () => 'https://trunkline.test' },
      ...{ findUrlFault: () => null, log, audit: log },
    });
    ({ sessions } = createTestSessions(database, { accessTokens, authSecret }));
    schema = await buildSchema({
      resolvers: [
        SessionResolver,
        UserResolver,
        TenantResolver,
        TenantSettingsResolver,
        ProviderAccountResolver,
        ChannelAdministrationResolver,
      ],
      scalarsMap: [{ type: Date, scalar: DateTime }],
      validate: false,
    });
    const company = {
      slug: 'acme',
      name: 'Acme',
      defaultCountry: 'KZ',
      timezone: 'Asia/Almaty',
      locale: 'ru',
    };
    const tenant = { tenantId: (await provisioning.createTenant(company)).id };
    const person = { email: 'owner@acme.test', name: 'Аида', role: Role.OWNER, password: 'long enough' };
    await provisioning.createUser(tenant, person);
    const { accessToken } = await sessions.signIn(person, clientAt(null));
    viewer = (await accessTokens.verify(accessToken)) as Viewer;
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('signs in, refreshes, and says who that is', async () => {
    const { data } = await run(
      'mutation { signIn(input: { email: "owner@acme.test", password: "long enough" }) { accessToken refreshToken expiresAt user { email role } } }',
      null,
    );
    expect(data.signIn).toMatchObject({ user: { email: 'owner@acme.test', role: 'OWNER' } });
    const refreshed = await run(
      `mutation { refreshSession(input: { refreshToken: "${data.signIn.refreshToken}" }) { accessToken } }`,
      null,
    );
    const as = (await accessTokens.verify(refreshed.data.refreshSession.accessToken)) as Viewer;
    expect(await run('{ viewer { id email name role permissions availability } }', as)).toEqual({
      data: {
        viewer: {
          id: viewer.userId,
          email: 'owner@acme.test',
          name: 'Аида',
          role: 'OWNER',
          permissions: permissionsOf(Role.OWNER),
          availability: 'OFFLINE',
        },
      },
    });
  });

  it('connects an account, adds a number, and shows both without a secret', async () => {
    const connected = await run(`mutation { connectProvider(input: { kind: CHATFLOW, name: "ChatFlow",
      credentials: { apiToken: "secret-token" } }) { webhookUrl account { id } } }`);
    const { account, webhookUrl } = connected.data.connectProvider;
    const key = new URL(webhookUrl).searchParams.get('key') ?? '';
    const created = await run(`mutation { createChannel(input: { accountId: "${account.id}",
      externalId: "instance_xxx", displayName: "Номер 1" }) { channel { id isDefault } } }`);
    const { channel } = created.data.createChannel;
    expect(channel.isDefault).toBe(false);
    const updated = await run(
      `mutation { updateChannel(input: { id: "${channel.id}", status: PAUSED }) { channel { displayName status } } }`,
    );
    expect(updated.data.updateChannel.channel).toEqual({ displayName: 'Номер 1', status: 'PAUSED' });
    const shown = await run(`{ providerAccounts { kind name credentialsSet webhookUrl webhookKeyPrefix
      capabilities { media maxTextLength } channels { externalId status } } }`);
    expect(shown.data.providerAccounts).toMatchObject([
      {
        kind: 'CHATFLOW',
        name: 'ChatFlow',
        credentialsSet: true,
        webhookUrl: `https://trunkline.test/webhooks/chatflow?key=${key.slice(0, 6)}***`,
        webhookKeyPrefix: key.slice(0, 6),
        channels: [
          { externalId: 'default', status: 'ACTIVE' },
          { externalId: 'instance_xxx', status: 'PAUSED' },
        ],
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain(key);
    expect(JSON.stringify(shown)).not.toContain('secret-token');
    const rotated = await run(
      `mutation { rotateWebhookKey(input: { accountId: "${account.id}" }) { webhookUrl } }`,
    );
    expect(rotated.data.rotateWebhookKey.webhookUrl).not.toBe(webhookUrl);
  });

  it('shows and changes the settings', async () => {
    const changed = await run(
      'mutation { updateTenantSettings(input: { timezone: "Europe/Moscow", recentActivityMinutes: 7 }) { settings { recentActivityMinutes } } }',
    );
    expect(changed.data.updateTenantSettings.settings).toEqual({ recentActivityMinutes: 7 });
    expect(
      await run(
        '{ tenant { slug timezone defaultCountry settings { replyWindowHours webhookRetentionDays recentActivityMinutes defaultChannel { externalId } } } }',
      ),
    ).toMatchObject({
      data: {
        tenant: {
          slug: 'acme',
          timezone: 'Europe/Moscow',
          defaultCountry: 'KZ',
          settings: { replyWindowHours: 24, webhookRetentionDays: 90, recentActivityMinutes: 7 },
        },
      },
    });
  });

  it('asks for a viewer before it changes anything', async () => {
    const { errors } = await run(
      'mutation { updateTenantSettings(input: {}) { settings { replyWindowHours } } }',
      null,
    );
    expect(errors).toEqual([expect.stringContaining('Sign in first')]);
  });

  it('describes every type, field, argument and enum value', () => {
    const undescribed: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || ['Query', 'Mutation', 'Subscription'].includes(type.name)) continue;
      if (!type.description) undescribed.push(type.name);
      if ('getValues' in type) {
        for (const value of type.getValues())
          if (!value.description) undescribed.push(`${type.name}.${value.name}`);
      }
    }
    for (const type of [
      schema.getQueryType(),
      schema.getMutationType(),
      ...Object.values(schema.getTypeMap()),
    ]) {
      if (!type || !('getFields' in type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) undescribed.push(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : []) {
          if (!argument.description) undescribed.push(`${type.name}.${field.name}(${argument.name})`);
        }
      }
    }
    expect(undescribed).toEqual([]);
  });
});
