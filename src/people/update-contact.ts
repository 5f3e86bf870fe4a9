/** Use case: change the fields of a contact that an agent may edit. */

import { tableOf } from '../database/columns.js';
import type { PublishingTransaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { toName } from '../domain/to-name.js';
import { EventType } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';
import { lockContacts } from './lock-contacts.js';

/** Input of `updateContact`: an absent field is unchanged, null clears it. */
export interface UpdateContactInput {
  readonly id: string;
  readonly displayName?: string | null;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');

const renameStatement = statement(
  'rename-contact',
  `update ${contacts.table} c set ${contacts.column.displayName} = $3
    where ${contact.tenantId} = $1 and ${contact.id} = $2 and ${contact.displayName} is distinct from $3
   returning ${contact.id} as "id"`,
);

/**
 * Changes a contact and emits CONTACT_UPDATED when something differs. A name set here stays: ingest only fills an
 * absent one.
 * @throws NotFoundError, BadUserInputError, ConflictError for a merged or erased contact
 */
export async function updateContact(
  transaction: PublishingTransaction,
  tenantId: string,
  { id, displayName }: UpdateContactInput,
): Promise<void> {
  const [row] = await lockContacts(transaction, tenantId, [id]);
  if (!row) throw new NotFoundError('contact', id);
  if (row.mergedIntoId !== null)
    throw new ConflictError(`The contact ${row.id} is merged into ${row.mergedIntoId}; change that one.`, {
      reason: 'MERGED',
      mergedIntoId: row.mergedIntoId,
    });
  if (row.erasedAt !== null)
    throw new ConflictError(`The data of the contact ${row.id} were erased.`, { reason: 'ERASED' });
  if (displayName === undefined) return;
  const renamed = await transaction.query(renameStatement, [
    tenantId,
    row.id,
    toName('displayName', displayName),
  ]);
  if (renamed.length > 0)
    transaction.emit({ kind: EventType.CONTACT_UPDATED, subjectId: row.id, changed: ['displayName'] });
}
