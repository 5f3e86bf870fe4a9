import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Config, loadConfig } from '../../src/config.js';
import { type ConfigVariable, configVariables } from '../../src/config-variables.js';
import { ConfigurationInvalidError } from '../../src/domain/errors.js';

const key = Buffer.alloc(32, 7);
const installation = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:hunter2@db.example:5432/trunkline',
  SECRETS_KEY: key.toString('base64'),
  AUTH_SECRET: 'a'.repeat(32),
};

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationInvalidError) return error.facts.faults as readonly string[];
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('makes a demo of an empty environment, without secrets', () => {
    expect(loadConfig({})).toEqual({
      mode: 'demo',
      production: false,
      nodeEnv: 'development',
      host: '127.0.0.1',
      port: 4000,
      publicUrl: undefined,
      trustedProxies: undefined,
      corsOrigins: undefined,
      databaseUrl: undefined,
      databaseSessionUrl: undefined,
      databaseConnections: 25,
      databasePreparedStatements: true,
      databaseTimeoutMs: 8000,
      dataDir: '.trunkline',
      secretsKey: undefined,
      secretsKeyPrevious: undefined,
      authSecret: undefined,
      accessTokenTtlMinutes: 15,
      apiTokenRequestsPerMinute: 600,
      refreshTokenTtlDays: 30,
      logLevel: 'info',
      logFormat: 'pretty',
      introspection: 'on',
      playground: true,
      debugErrors: false,
      webhookBodyLimitBytes: 1_048_576,
      graphqlBodyLimitBytes: 262_144,
      queryMaxDepth: 12,
      queryMaxCost: 5000,
      queryMaxTokens: 1000,
      answerCacheMib: 32,
      subscriptionsPerUser: 50,
      subscriptionsPerTenant: 500,
      eventRetentionDays: 30,
      webhookRetentionDays: 90,
      auditRetentionDays: 730,
      jobConcurrency: 10,
      providerTimeoutMs: 10_000,
      mediaMaxBytes: 104_857_600,
      mediaUrlTtlMinutes: 60,
      mediaS3Endpoint: undefined,
      mediaS3Bucket: undefined,
      mediaS3Region: 'us-east-1',
      mediaS3AccessKeyId: undefined,
      mediaS3SecretAccessKey: undefined,
      mediaS3PathStyle: true,
      aiAllowPrivate: true,
      webhookPrivateTargets: true,
      simulators: true,
      demoConversations: true,
      shutdownDrainMs: 0,
      shutdownTimeoutMs: 10_000,
    } satisfies Config);
  });

  it('closes in production what a demo leaves open', () => {
    expect(loadConfig(installation)).toMatchObject({
      mode: 'installation',
      production: true,
      introspection: 'authenticated',
      playground: false,
      debugErrors: false,
      simulators: false,
      demoConversations: false,
      logFormat: 'json',
    });
  });

  it('demands the bucket and its keys with an S3 endpoint', () => {
    expect(faultsOf({ ...installation, MEDIA_S3_ENDPOINT: 'https://s3.example' })).toEqual([
      'MEDIA_S3_BUCKET: missing, and required because MEDIA_S3_ENDPOINT is set; expected the name of a bucket',
      expect.stringContaining('MEDIA_S3_ACCESS_KEY_ID: missing'),
      expect.stringContaining('MEDIA_S3_SECRET_ACCESS_KEY: missing'),
    ]);
  });

  it('is an installation outside production when a database is named', () => {
    const config = loadConfig({ ...installation, NODE_ENV: 'test' });
    expect(config).toMatchObject({
      mode: 'installation',
      production: false,
      playground: true,
      simulators: false,
      demoConversations: false,
    });
  });

  it('names every missing variable of production at once', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'DATABASE_URL: missing, and required because NODE_ENV is production; expected a URL such as postgres://user:password@host:5432/name',
      'SECRETS_KEY: missing, and required because NODE_ENV is production; expected 32 random bytes in base64 or hex',
      'AUTH_SECRET: missing, and required because NODE_ENV is production; expected at least 32 characters',
    ]);
  });

  it('requires the secrets as soon as a database is named', () => {
    expect(faultsOf({ DATABASE_URL: installation.DATABASE_URL })).toEqual([
      'SECRETS_KEY: missing, and required because DATABASE_URL is set; expected 32 random bytes in base64 or hex',
      'AUTH_SECRET: missing, and required because DATABASE_URL is set; expected at least 32 characters',
    ]);
  });

  it('collects malformed, misplaced and missing variables in one error that holds no value', () => {
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: 'mysql://app:hunter2@db.example/trunkline',
      AUTH_SECRET: 'too-short-secret',
      PORT: '65536',
      LOG_LEVEL: 'loud',
      SIMULATORS: 'on',
      PUBLIC_URL: 'https://user:hunter2@example.com',
    };
    expect(faultsOf(env)).toEqual([
      'PORT: expected a whole number from 0 to 65535',
      'PUBLIC_URL: expected an http or https URL without credentials, query or fragment',
      'DATABASE_URL: expected a URL such as postgres://user:password@host:5432/name',
      'SECRETS_KEY: missing, and required because NODE_ENV is production; expected 32 random bytes in base64 or hex',
      'AUTH_SECRET: expected at least 32 characters',
      'LOG_LEVEL: expected one of: fatal, error, warn, info, debug, trace, silent',
      'SIMULATORS: expected off, because on needs the embedded database (no DATABASE_URL, NODE_ENV not production)',
    ]);
    for (const value of ['hunter2', 'too-short', '65536', 'loud']) {
      expect(() => loadConfig(env)).not.toThrow(value);
    }
  });

  it.each(['4000.5', '-1', '1e3', ' 4000', '0x10', 'NaN'])('refuses %j as a port', port => {
    expect(faultsOf({ PORT: port })).toEqual(['PORT: expected a whole number from 0 to 65535']);
  });

  it('takes 0 as a port and treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '0', HOST: '', DATABASE_URL: '' })).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      mode: 'demo',
    });
  });

  it.each([
    ['base64', key.toString('base64')],
    ['base64url', key.toString('base64url')],
    ['hex', key.toString('hex')],
  ])('hands on a key given in %s as base64', (_format, text) => {
    expect(loadConfig({ ...installation, SECRETS_KEY: text }).secretsKey).toBe(key.toString('base64'));
  });

  it.each([16, 31, 33, 48])('refuses a key of %i bytes', bytes => {
    const text = Buffer.alloc(bytes, 7).toString('base64');
    expect(faultsOf({ ...installation, SECRETS_KEY: text })).toEqual([
      'SECRETS_KEY: expected 32 random bytes in base64 or hex',
    ]);
  });

  it('removes the slash at the end of the public URL', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://example.com/trunk/' }).publicUrl).toBe(
      'https://example.com/trunk',
    );
  });

  it('takes origins and patterns of origins', () => {
    const text =
      'https://app.example.com, https://*.example.com:8443,http://localhost:5173,capacitor://localhost';
    expect(loadConfig({ CORS_ORIGINS: text }).corsOrigins).toBe(text);
  });

  it.each(['*', 'https://app.example.com/', 'app.example.com', 'https://*.com', 'https://app.example.com,'])(
    'refuses %j as origins, and says what to write',
    text => {
      expect(faultsOf({ CORS_ORIGINS: text })).toEqual([
        expect.stringMatching(
          /^CORS_ORIGINS: expected origins .* such as https:\/\/app\.example\.com or https:\/\/\*\.example\.com/,
        ),
      ]);
    },
  );

  it('is frozen, and holds nothing that could be changed', () => {
    const config = loadConfig(installation);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.values(config).filter(value => typeof value === 'object')).toEqual([]);
  });
});

describe('the table of variables', () => {
  const table: [string, ConfigVariable][] = Object.entries(configVariables);
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

  it('has the same variables in the same order as .env.example', () => {
    expect([...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(match => match[1])).toEqual(
      table.map(([name]) => name),
    );
  });

  it.each(table)('describes %s in .env.example with its meaning and its default', (name, variable) => {
    const shown = typeof variable.default === 'object' ? variable.default.demo : (variable.default ?? '');
    const block = example.split('\n\n').find(text => text.includes(`\n#${name}=`));
    expect(block).toContain(`# ${variable.description}.\n`);
    expect(`${block?.trimEnd()}\n`).toContain(`\n#${name}=${shown}\n`);
    if (typeof variable.default === 'object') {
      const each = Object.entries(variable.default).map(([situation, text]) => `${text} (${situation})`);
      expect(block).toContain(`# Default: ${each.join(', ')}.\n`);
    }
  });

  it.each(table)('has a default for %s that its own schema takes', (_name, { schema, default: texts }) => {
    for (const text of typeof texts === 'object'
      ? Object.values(texts)
      : texts === undefined
        ? []
        : [texts]) {
      expect(schema.safeParse(text).success).toBe(true);
    }
  });
});
