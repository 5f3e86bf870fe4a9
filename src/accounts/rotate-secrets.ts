/**
 * Encrypts all stored secrets with SECRETS_KEY that SECRETS_KEY_PREVIOUS had encrypted (`trunkline secrets rotate`).
 *
 * Runs while servers read and write: a value is replaced only if it is still the one that was read, each row on
 * its own, so it waits for no transaction of a server longer than for one row and cannot deadlock. Can be interrupted:
 * the next run continues with the remaining values. The canary follows as the last step.
 */
import type { Database } from '../database/database.js';
import { as, int, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, UnavailableError } from '../domain/errors.js';
import { sealedColumns } from './sealed-columns.js';
import type { SecretCipher } from './secret-cipher.js';
import { checkSecretsKey, replaceSealedCanary } from './secrets-canary.js';

/** Outcome of a rotation. */
export interface RotatedSecrets {
  /** Values that this run encrypted with SECRETS_KEY. */
  readonly rotated: number;
  /** Values that neither key can decrypt: `ProviderAccount.credentialsCipher <id>`; they are unchanged. */
  readonly unreadable: readonly string[];
}

/** Values that are read at once. */
const chunkSize = 100;
/** Servers that still encrypt with the former key add values while this runs; a second pass finds them. */
const maxPasses = 5;

const columns = sealedColumns.map((sealed, n) => ({
  ...sealed,
  count: statement(
    `count-secrets-of-key-${n}`,
    sql`select ${as('count', int('count(*)'))} from ${sealed.table}
      where starts_with(${sealed.column}, $1)`,
  ),
  read: statement(
    `read-secrets-of-key-${n}`,
    sql`select ${as('id', text(`${sealed.id}::text`))}, ${as('value', text(sealed.column))} from ${sealed.table}
      where starts_with(${sealed.column}, $1) and ($2::uuid is null or ${sealed.id} > $2)
      order by ${sealed.id} limit ${chunkSize}`,
  ),
  replace: statement(
    `replace-secret-${n}`,
    sql`update ${sealed.table} set ${sealed.column} = $3 where ${sealed.id} = $1 and ${sealed.column} = $2
      returning ${as('id', text(`${sealed.id}::text`))}`,
  ),
}));

/** Number of stored secrets whose text begins with this prefix of a key. */
export async function countSecretsOfKey(database: Pick<Database, 'query'>, prefix: string): Promise<number> {
  let total = 0;
  for (const { count } of columns) total += (await database.query(count, [prefix]))[0]?.count ?? 0;
  return total;
}

/**
 * Rotates until no readable value of the former key is left.
 * @param onProgress called after each chunk with the values so far and their number at the start
 * @throws BadUserInputError without SECRETS_KEY_PREVIOUS; ConfigurationInvalidError when neither key is the database's;
 * UnavailableError when servers keep encrypting with the former key
 */
export async function rotateSecrets(
  database: Database,
  cipher: SecretCipher,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<RotatedSecrets> {
  const { previousPrefix } = cipher;
  if (previousPrefix === null)
    throw new BadUserInputError(
      'SECRETS_KEY_PREVIOUS',
      'is needed, with the key to replace; SECRETS_KEY is the new one',
    );
  await checkSecretsKey(database, cipher, '');
  const total = await countSecretsOfKey(database, previousPrefix);
  let rotated = 0;
  for (let pass = 0; pass < maxPasses; pass++) {
    const unreadable: string[] = [];
    for (const column of columns)
      for await (const chunk of rotateColumn(database, cipher, previousPrefix, column)) {
        rotated += chunk.rotated;
        unreadable.push(...chunk.unreadable);
        onProgress(rotated, Math.max(total, rotated));
      }
    if ((await countSecretsOfKey(database, previousPrefix)) > unreadable.length) continue;
    await replaceSealedCanary(database, cipher);
    return { rotated, unreadable };
  }
  throw new UnavailableError(
    'Servers still encrypt with SECRETS_KEY_PREVIOUS: give all of them the same SECRETS_KEY and SECRETS_KEY_PREVIOUS, then run this again.',
  );
}

async function* rotateColumn(
  database: Database,
  cipher: SecretCipher,
  previousPrefix: string,
  { name, read, replace }: (typeof columns)[number],
): AsyncGenerator<RotatedSecrets> {
  for (let after: string | null = null; ; ) {
    const rows: readonly { readonly id: string; readonly value: string }[] = await database.query(read, [
      previousPrefix,
      after,
    ]);
    const unreadable: string[] = [];
    let rotated = 0;
    for (const { id, value } of rows) {
      const secret = tryOpen(cipher, value, id);
      if (secret === null) unreadable.push(`${name} ${id}`);
      else rotated += (await database.query(replace, [id, value, cipher.seal(secret.value, id)])).length;
    }
    if (rows.length > 0) yield { rotated, unreadable };
    after = rows.at(-1)?.id ?? null;
    if (rows.length < chunkSize) return;
  }
}

function tryOpen(cipher: SecretCipher, sealed: string, id: string): { readonly value: unknown } | null {
  try {
    return { value: cipher.open(sealed, id) };
  } catch {
    return null;
  }
}
