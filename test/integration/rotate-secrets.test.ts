/** Changing SECRETS_KEY: two keys at once, and the rotation beside servers, with interruptions. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBookings } from '../../src/accounts/booking-accounts.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { countSecretsOfKey, rotateSecrets } from '../../src/accounts/rotate-secrets.js';
import { sealedColumns } from '../../src/accounts/sealed-columns.js';
import { createSecretCipher, type SecretCipher } from '../../src/accounts/secret-cipher.js';
import { checkSecretsKey, readSecretsState } from '../../src/accounts/secrets-canary.js';
import { updateProviderAccount } from '../../src/accounts/update-provider-account.js';
import { type CommandIo } from '../../src/cli/command-io.js';
import { runProgram } from '../../src/cli/run-program.js';
import type { Database } from '../../src/database/database.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { type CompanyDatabase, createCompanyDatabase } from '../support/company-database.js';
import { installationEnv } from '../support/server-process.js';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const onlyOld = createSecretCipher(oldKey);
const onlyNew = createSecretCipher(newKey);
/** A process before the exchange of the variables, and one after it. */
const before = createSecretCipher(oldKey, newKey);
const after = createSecretCipher(newKey, oldKey);

let company: CompanyDatabase;
let database: Database;
let tenantId: string;

beforeAll(async () => {
  company = await createCompanyDatabase();
  ({ database, tenantId } = company);
});
afterEach(async () => {
  for (const table of ['sealed_canary', 'channels', 'provider_accounts', 'booking_accounts'])
    await database.pool.query(`delete from ${table}`);
});
afterAll(() => company.drop());

let names = 0;
const connect = async (cipher: SecretCipher): Promise<string> => {
  const credentials = { apiToken: `token-${names++}`, instanceId: `instance_${names}` };
  const input = { kind: ProviderKind.CHATFLOW, name: 'ChatFlow', credentials };
  return (await connectProvider(database, cipher, tenantId, input)).account.id;
};
const sealedOf = async (id: string): Promise<string> => {
  const sql = 'select credentials_cipher as sealed from provider_accounts where id = $1';
  return (await database.pool.query(sql, [id])).rows[0].sealed;
};

/** A company with more accounts than one chunk, as the old key sealed them. */
async function fill(count: number): Promise<string[]> {
  await checkSecretsKey(database, onlyOld, '');
  const first = await connect(onlyOld);
  await connectBookings(database, onlyOld, tenantId, { webhookSecret: 'a-long-secret' });
  const ids = Array.from(
    { length: count - 1 },
    (_, n) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  );
  await database.pool.query(
    `insert into provider_accounts (id, tenant_id, kind, name, credentials_cipher, webhook_key_hash, webhook_key_prefix, created_at)
     select n.id, $1, 'CHATFLOW', 'copy', n.sealed, n.id::text, 'key', now() from unnest($2::uuid[], $3::text[]) n(id, sealed)`,
    [tenantId, ids, ids.map(id => onlyOld.seal({ apiToken: `token of ${id}` }, id))],
  );
  return [first, ...ids];
}

it('every column whose name says that it holds an encrypted text is in the list of encrypted columns', async () => {
  const { rows } = await database.pool.query(
    `select format('%I.%I', table_name, column_name) as name from information_schema.columns
      where table_schema = 'public' and (column_name like '%\\_cipher' or column_name like '%\\_sealed')`,
  );
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`.replaceAll('"', ''));
  expect(listed.sort()).toEqual(rows.map(({ name }) => name).sort());
});

describe('two processes with each order of the keys', () => {
  it('read what either writes, and each writes with its first key', async () => {
    const ids = [await connect(before), await connect(after)];
    for (const cipher of [before, after])
      for (const id of ids)
        expect(cipher.open(await sealedOf(id), id)).toMatchObject({ apiToken: expect.any(String) });
    const [one = '', two = ''] = await Promise.all(ids.map(sealedOf));
    expect([one.startsWith(onlyOld.prefix), two.startsWith(onlyNew.prefix)]).toEqual([true, true]);
    expect(() => onlyOld.open(two, ids[1] ?? '')).toThrow(/SECRETS_KEY/);
  });

  it('start on the database of the old key and on that of the new one; a third key starts on neither', async () => {
    await checkSecretsKey(database, onlyOld, '');
    expect(await checkSecretsKey(database, before, '')).toBe('current');
    expect(await checkSecretsKey(database, after, '')).toBe('previous');
    await expect(checkSecretsKey(database, onlyNew, '')).rejects.toThrow(/SECRETS_KEY/);
    await rotateSecrets(database, after);
    expect(await checkSecretsKey(database, after, '')).toBe('current');
    expect(await checkSecretsKey(database, before, '')).toBe('previous');
    await expect(checkSecretsKey(database, onlyOld, '')).rejects.toThrow(/SECRETS_KEY/);
    const third = createSecretCipher(randomBytes(32), randomBytes(32));
    await expect(checkSecretsKey(database, third, '')).rejects.toThrow(/SECRETS_KEY/);
  });
});

describe('a rotation', () => {
  it('encrypts everything with the new key, which alone reads it afterwards', async () => {
    const ids = await fill(250);
    const progress: string[] = [];
    const outcome = await rotateSecrets(database, after, (done, total) => progress.push(`${done}/${total}`));
    expect(outcome).toEqual({ rotated: 251, unreadable: [] });
    expect(progress).toEqual(['100/251', '200/251', '250/251', '251/251']);
    expect(await readSecretsState(database, onlyNew)).toEqual({
      canary: 'current',
      hasOwn: true,
      foreign: 0,
    });
    for (const id of ids)
      expect(onlyNew.open(await sealedOf(id), id)).toMatchObject({ apiToken: expect.any(String) });
    expect(await rotateSecrets(database, after)).toEqual({ rotated: 0, unreadable: [] });
  });

  it('that is interrupted leaves both keys readable, and the next one does only the rest', async () => {
    const ids = await fill(250);
    const interrupted = rotateSecrets(database, after, done => {
      if (done >= 200) throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(await countSecretsOfKey(database, onlyOld.prefix)).toBe(51);
    expect(await readSecretsState(database, after)).toMatchObject({ canary: 'previous', foreign: 0 });
    for (const id of ids) for (const cipher of [before, after]) cipher.open(await sealedOf(id), id);
    expect(await rotateSecrets(database, after)).toEqual({ rotated: 51, unreadable: [] });
    await expect(checkSecretsKey(database, onlyNew, '')).resolves.toBe('current');
  });

  it('loses no change that a server makes at the same time, whichever key the server writes with', async () => {
    const ids = await fill(120);
    const [first = '', second = ''] = ids;
    const change = (cipher: SecretCipher, id: string, apiToken: string) =>
      updateProviderAccount({ database, cipher, findUrlFault: () => null }, tenantId, {
        id,
        credentials: { apiToken, instanceId: 'instance_changed' },
      });
    expect((await rotateSecrets(database, after)).rotated).toBe(121);
    // Between the read of a chunk and its writes: what was read is no longer there, and is not overwritten.
    await database.pool.query('update provider_accounts set credentials_cipher = $2 where id = $1', [
      second,
      onlyOld.seal({ apiToken: 'stale' }, second),
    ]);
    const query = database.query.bind(database);
    let raced = false;
    database.query = (async (statement, parameters, pool) => {
      if (statement.name.startsWith('replace-secret') && !raced) {
        raced = true;
        await query(
          { name: 'race', text: 'update provider_accounts set credentials_cipher = $2 where id = $1' },
          [second, onlyOld.seal({ apiToken: 'newer' }, second)],
        );
      }
      return query(statement, parameters, pool);
    }) as Database['query'];
    try {
      expect(await rotateSecrets(database, after)).toEqual({ rotated: 1, unreadable: [] });
    } finally {
      database.query = query;
    }
    expect(onlyNew.open(await sealedOf(second), second)).toEqual({ apiToken: 'newer' });
    await change(after, first, 'changed-token');
    expect(onlyNew.open(await sealedOf(first), first)).toMatchObject({ apiToken: 'changed-token' });
  });

  it('of two at the same time does everything once', async () => {
    await fill(150);
    const outcomes = await Promise.all([rotateSecrets(database, after), rotateSecrets(database, after)]);
    expect(outcomes.reduce((sum, { rotated }) => sum + rotated, 0)).toBe(151);
    await expect(checkSecretsKey(database, onlyNew, '')).resolves.toBe('current');
  });

  it('names what is damaged, leaves it, and ends', async () => {
    const [, damaged = ''] = await fill(3);
    const text = `${onlyOld.prefix}AAAA`;
    await database.pool.query('update provider_accounts set credentials_cipher = $2 where id = $1', [
      damaged,
      text,
    ]);
    expect(await rotateSecrets(database, after)).toEqual({
      rotated: 3,
      unreadable: [`ProviderAccount.credentialsCipher ${damaged}`],
    });
    expect(await sealedOf(damaged)).toBe(text);
  });
});

describe('trunkline secrets rotate', () => {
  const run = async (env: Record<string, string>, ...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const io: CommandIo = {
      env: { ...installationEnv, DATABASE_URL: company.url, ...env },
      result: text => void out.push(text),
      progress: text => void err.push(text),
      readInput: async () => '',
      ask: async () => null,
    };
    const code = await runProgram(['secrets', ...args], io);
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const [SECRETS_KEY, SECRETS_KEY_PREVIOUS] = [newKey.toString('base64'), oldKey.toString('hex')];

  it('shows progress, says that the old key can go, and prints no key', async () => {
    await fill(5);
    const { code, out, err } = await run({ SECRETS_KEY, SECRETS_KEY_PREVIOUS }, 'rotate');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/rotated +6[\s\S]*SECRETS_KEY_PREVIOUS is no longer needed/),
    ]);
    expect(err).toContain('6 of 6 secrets');
    for (const key of [SECRETS_KEY, SECRETS_KEY_PREVIOUS]) expect(out + err).not.toContain(key);
    const again = await run({ SECRETS_KEY, SECRETS_KEY_PREVIOUS }, 'rotate', '--json');
    expect(JSON.parse(again.out)).toEqual({ rotated: 0, unreadable: [], previousKeyNeeded: false });
  });

  it('needs both keys, of which one is the database’s', async () => {
    await fill(2);
    expect(await run({ SECRETS_KEY }, 'rotate')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"SECRETS_KEY_PREVIOUS" is needed'),
    });
    const other = randomBytes(32).toString('base64');
    expect(await run({ SECRETS_KEY, SECRETS_KEY_PREVIOUS: other }, 'rotate')).toMatchObject({
      code: 1,
      err: expect.stringContaining('SECRETS_KEY: expected the key'),
    });
    expect(await countSecretsOfKey(database, onlyOld.prefix)).toBe(3);
    expect(await run({ SECRETS_KEY, SECRETS_KEY_PREVIOUS }, 'adopt-key', '--yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('trunkline secrets rotate'),
    });
  });
});
