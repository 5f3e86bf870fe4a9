/**
 * Checks that SECRETS_KEY is the key of the database's credentials. Runs at each start: with a wrong key a server would
 * look healthy, and fail to decrypt at the first webhook or send.
 *
 * An encrypted canary in the database decides. Without one, in a new database or one of an older version, the stored
 * credentials decide, and the canary is stored then. Processes that start at the same time agree on one canary.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConfigurationInvalidError } from '../domain/errors.js';
import { SealedCanary } from '../entities/sealed-canary.entity.js';
import { sealedColumns } from './sealed-columns.js';
import type { SecretCipher } from './secret-cipher.js';

const canary = tableOf(SealedCanary);
const boundTo = 'canary';

const readCanary = statement(
  'read-sealed-canary',
  sql`select ${as('sealed', canary.column.sealed)} from ${canary.table} where ${canary.column.id} = 1`,
);

const addCanary = statement(
  'add-sealed-canary',
  `insert into ${canary.table} (${canary.list(['id', 'sealed', 'createdAt'])}) values (1, $1, now())
   on conflict do nothing`,
);

const replaceCanary = statement(
  'replace-sealed-canary',
  `insert into ${canary.table} (${canary.list(['id', 'sealed', 'createdAt'])}) values (1, $1, now())
   on conflict (${canary.column.id}) do update set ${canary.column.sealed} = excluded.${canary.column.sealed},
     ${canary.column.createdAt} = now()`,
);

const allSealed = sealedColumns
  .map(({ table, column }) => `select ${column} as sealed from ${table} where ${column} is not null`)
  .join(' union all ');

/** Finds secrets of the given keys (`hasOwn`) and of another (`foreign`). Parameters: prefixes of the given keys. */
const findForeign = statement(
  'find-credentials-of-another-key',
  sql`select ${as('hasOwn', bool('coalesce(bool_or(sealed ^@ any($1::text[])), false)'))},
          ${as('foreign', int(`count(*) filter (where sealed ~ '^v1[.][A-Za-z0-9_-]{6}[.]' and not sealed ^@ any($1::text[]))`))}
     from (${allSealed}) s`,
);

const forgetForeign = sealedColumns
  .filter(({ whenLost }) => whenLost === 'clear')
  .map(({ table, column, id }, n) =>
    statement(
      `forget-credentials-of-another-key-${n}`,
      `update ${table} set ${column} = null
      where ${column} is not null and not starts_with(${column}, $1)
     returning ${id} as "id"`,
    ),
  );

/** Whose texts a database contains. */
export interface SecretsState {
  /** The key of the canary; `none` in a database that no server has started on. */
  readonly canary: 'none' | 'current' | 'previous' | 'other';
  /** True if a secret is encrypted with a given key. */
  readonly hasOwn: boolean;
  /** Secrets that are encrypted with another key than the given ones. */
  readonly foreign: number;
}

/** Reads whose texts the database contains, and changes nothing. */
export async function readSecretsState(
  database: Pick<Database, 'query'>,
  cipher: SecretCipher,
): Promise<SecretsState> {
  const [known] = await database.query(readCanary, []);
  const [found] = await database.query(findForeign, [prefixesOf(cipher)]);
  const { hasOwn = false, foreign = 0 } = found ?? {};
  return { canary: known === undefined ? 'none' : ownerOf(cipher, known.sealed), hasOwn, foreign };
}

const prefixesOf = ({ prefix, previousPrefix }: SecretCipher): readonly string[] =>
  previousPrefix === null ? [prefix] : [prefix, previousPrefix];

function ownerOf(cipher: SecretCipher, sealed: string): 'current' | 'previous' | 'other' {
  try {
    cipher.open(sealed, boundTo);
  } catch {
    return 'other';
  }
  return sealed.startsWith(cipher.prefix) ? 'current' : 'previous';
}

/**
 * Checks the key, and stores the canary if there is none.
 * @param howToGoOn the end of the sentence for the operator, after "restore it"
 * @returns the key that the database's secrets are encrypted with; `previous` until they are rotated
 * @throws ConfigurationInvalidError when the credentials are encrypted with another key
 */
export async function checkSecretsKey(
  database: Pick<Database, 'query'>,
  cipher: SecretCipher,
  howToGoOn: string,
): Promise<'current' | 'previous'> {
  const { canary: known, hasOwn, foreign } = await readSecretsState(database, cipher);
  let owner = known;
  if (known === 'none' && (foreign === 0 || hasOwn)) {
    // The canary of another process may be first.
    await database.query(addCanary, [cipher.seal(boundTo, boundTo)]);
    owner = ownerOf(cipher, (await database.query(readCanary, []))[0]?.sealed ?? '');
  }
  if (owner === 'current' || owner === 'previous') return owner;
  throw new ConfigurationInvalidError([
    `SECRETS_KEY: expected the key that the credentials in this database are sealed with; restore it${howToGoOn}`,
  ]);
}

/** Encrypts the canary with SECRETS_KEY; from then on a server starts only with that key. */
export async function replaceSealedCanary(
  database: Pick<Database, 'query'>,
  cipher: SecretCipher,
): Promise<void> {
  await database.query(replaceCanary, [cipher.seal(boundTo, boundTo)]);
}

/**
 * Adopts the given key when the former one is lost. Credentials encrypted with any other key are removed, as they can
 * no longer be decrypted; their accounts wait for new ones.
 * @returns how many accounts lost their credentials
 */
export function adoptSecretsKey(database: Database, cipher: SecretCipher): Promise<number> {
  return database.transaction(async ({ query }) => {
    let forgotten = 0;
    for (const forget of forgetForeign) forgotten += (await query(forget, [cipher.prefix])).length;
    await query(replaceCanary, [cipher.seal(boundTo, boundTo)]);
    return forgotten;
  });
}
