/** Whether the vendor accepts an account's credentials, learned from sends; see `ProviderAccount.credentialsWork`. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { EventType } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';

const accounts = tableOf(ProviderAccount);
const account = accounts.of('a');

/** Credentials that were replaced meanwhile are not judged. */
const writeStatement = statement(
  'outbox-write-credentials-state',
  `update ${accounts.table} a set ${accounts.column.credentialsAccepted} = $4
    where ${account.tenantId} = $1 and ${account.id} = $2 and ${account.credentialsCipher} = $3
      and ${account.credentialsAccepted} is distinct from $4
   returning ${account.id} as "id"`,
);

/** Stores what a send showed. @param isNews true to report it by TENANT_UPDATED */
export async function writeCredentialsState(
  database: Database,
  tenantId: string,
  { accountId, credentialsCipher }: { readonly accountId: string; readonly credentialsCipher: string | null },
  isAccepted: boolean,
  isNews: boolean,
): Promise<void> {
  await database.publish(tenantId, async transaction => {
    const rows = await transaction.query(writeStatement, [
      tenantId,
      accountId,
      credentialsCipher,
      isAccepted,
    ]);
    if (rows.length > 0 && isNews)
      transaction.emit({
        kind: EventType.TENANT_UPDATED,
        ...{ subjectId: tenantId, changed: ['providerAccounts'] },
      });
  });
}
