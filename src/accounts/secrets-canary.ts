/**
 * Checks that SECRETS_KEY is the key of the database's credentials. Runs at each start: with a wrong key a server would
 * look healthy, and fail to decrypt at the first webhook or send.
 *
 * An encrypted canary in the database decides. Without one, in a new database or one of an older version, the stored
 * credentials decide, and the canary is stored then. Processes that start at the same time agree on one canary.
 */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConfigurationInvalidError } from '../domain/errors.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { SealedCanary } from '../entities/sealed-canary.entity.js';
import type { SecretCipher } from './secret-cipher.js';

const canary = tableOf(SealedCanary);
const sealers = [tableOf(ProviderAccount), tableOf(BookingAccount)];
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

const allSealed = sealers
  .map(
    ({ table, column }) =>
      `select ${column.credentialsCipher} as sealed from ${table} where ${column.credentialsCipher} is not null`,
  )
  .join(' union all ');

/** Finds credentials of the given key (`hasOwn`) and of another (`hasForeign`). Parameters: prefix of the given key. */
const findForeign = statement(
  'find-credentials-of-another-key',
  sql`select ${as('hasOwn', bool('coalesce(bool_or(starts_with(sealed, $1)), false)'))},
          ${as('hasForeign', bool(`coalesce(bool_or(sealed ~ '^v1[.][A-Za-z0-9_-]{6}[.]' and not starts_with(sealed, $1)), false)`))}
     from (${allSealed}) s`,
);

const forgetForeign = sealers.map(({ table, column }, n) =>
  statement<{ id: string; tenantId: string }>(
    `forget-credentials-of-another-key-${n}`,
    `update ${table} set ${column.credentialsCipher} = null
      where ${column.credentialsCipher} is not null and not starts_with(${column.credentialsCipher}, $1)
     returning ${column.id} as "id", ${column.tenantId} as "tenantId"`,
  ),
);

/**
 * Checks the key, and stores the canary if there is none.
 * @param howToGoOn the end of the sentence for the operator, after "restore it"
 * @throws ConfigurationInvalidError when the credentials are encrypted with another key
 */
export async function checkSecretsKey(
  database: Pick<Database, 'query'>,
  cipher: SecretCipher,
  howToGoOn: string,
): Promise<void> {
  const wrongKey = (cause?: unknown) =>
    new ConfigurationInvalidError(
      [
        `SECRETS_KEY: expected the key that the credentials in this database are sealed with; restore it${howToGoOn}`,
      ],
      { cause },
    );
  const [known] = await database.query(readCanary, []);
  if (!known) {
    const [found] = await database.query(findForeign, [cipher.prefix]);
    if (found?.hasForeign && !found.hasOwn) throw wrongKey();
    await database.query(addCanary, [cipher.seal(boundTo, boundTo)]);
  }
  const [stored] = known ? [known] : await database.query(readCanary, []);
  try {
    cipher.open(stored?.sealed ?? '', boundTo);
  } catch (error) {
    throw wrongKey(error);
  }
}

/**
 * Adopts the given key when the former one is lost. Credentials encrypted with any other key are removed, as they can
 * no longer be decrypted; their accounts wait for new ones.
 * @returns how many accounts lost their credentials
 */
export function adoptSecretsKey(database: Database, cipher: SecretCipher): Promise<number> {
  return database.transaction(async ({ query }) => {
    let forgotten = 0;
    for (const forget of forgetForeign) {
      const rows = await query(forget, [cipher.prefix]);
      forgotten += rows.length;
      for (const { id, tenantId } of rows)
        recordActivity({ tenantId, targetId: id, changes: [{ field: 'credentials', isHidden: true }] });
    }
    await query(replaceCanary, [cipher.seal(boundTo, boundTo)]);
    return forgotten;
  });
}
