import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.js';
import { loadDemoSecrets } from '../../src/database/embedded/demo-secrets.js';
import { ConfigurationInvalidError } from '../../src/domain/errors.js';

describe('loadDemoSecrets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'trunkline-secrets-')), 'data');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('makes one pair for all who ask at once, and gives it again later', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadDemoSecrets(folder)));
    expect(new Set(all.map(secrets => JSON.stringify(secrets))).size).toBe(1);
    expect(await loadDemoSecrets(folder)).toEqual(all[0]);
    expect(await readdir(folder)).toEqual(['secrets.json']);
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('takes over those that an older version kept elsewhere, once, for all who ask at once', async () => {
    const former = join(folder, '..', 'checkout');
    const old = await loadDemoSecrets(former);
    const all = await Promise.all(Array.from({ length: 20 }, () => loadDemoSecrets(folder, former)));
    for (const secrets of all) expect(secrets).toEqual(old);
    expect(await readdir(former)).toEqual([]);
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const newer = await loadDemoSecrets(former);
    expect(await loadDemoSecrets(folder, former)).toEqual(old);
    expect(await loadDemoSecrets(former)).toEqual(newer);
  });

  it('refuses a damaged file elsewhere too', async () => {
    const former = join(folder, '..', 'checkout');
    await loadDemoSecrets(former);
    await writeFile(join(former, 'secrets.json'), '{}');
    await expect(loadDemoSecrets(folder, former)).rejects.toThrow(ConfigurationInvalidError);
  });

  it('makes secrets that an installation would take', async () => {
    const { secretsKey, authSecret } = await loadDemoSecrets(folder);
    const env = { DATABASE_URL: 'postgres://db/x', SECRETS_KEY: secretsKey, AUTH_SECRET: authSecret };
    expect(loadConfig(env)).toMatchObject({ secretsKey, authSecret });
  });

  it('refuses a damaged file instead of making new secrets, which could not read what the old ones wrote', async () => {
    await loadDemoSecrets(folder);
    await writeFile(join(folder, 'secrets.json'), '{"secretsKey":"');
    await expect(loadDemoSecrets(folder)).rejects.toThrow(ConfigurationInvalidError);
  });
});
