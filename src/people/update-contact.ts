/** Use case: change the fields of a contact that an agent may edit. */

import { tableOf } from '../database/columns.js';
import type { PublishingTransaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { toName } from '../domain/to-name.js';
import { AttributeTarget, EventType } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';
import { changeAttributes, readValueDefinitions } from './attribute-changes.js';
import { changeLabels, type LabelChange, readLabelChange } from './label-changes.js';
import { lockContacts } from './lock-contacts.js';

/** Input of `updateContact`: an absent field is unchanged, null clears it. */
export interface UpdateContactInput extends LabelChange {
  readonly id: string;
  readonly displayName?: string | null;
  /** Values by key; null clears one. */
  readonly attributes?: Readonly<Record<string, unknown>> | null;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');

const readOwnLists = statement(
  'read-contact-attributes',
  sql`select ${contacts.select('c', ['attributes', 'labelIds'])} from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);
const changeStatement = statement(
  'change-contact',
  `update ${contacts.table} c set ${contacts.column.displayName} = $3, ${contacts.column.attributes} = $4::jsonb, ${contacts.column.labelIds} = $5::uuid[]
    where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

/**
 * Changes a contact and emits CONTACT_UPDATED when something differs. A name set here stays: ingest only fills an
 * absent one.
 * @throws NotFoundError, BadUserInputError, ConflictError for a merged or erased contact and an archived label,
 * LimitReachedError for too many labels
 */
export async function updateContact(
  transaction: PublishingTransaction,
  tenantId: string,
  { id, displayName, attributes, ...labelChange }: UpdateContactInput,
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
  const name = displayName === undefined ? row.displayName : toName('displayName', displayName);
  const [stored] = await transaction.query(readOwnLists, [tenantId, row.id]);
  const before = stored?.attributes ?? {};
  const after =
    attributes == null
      ? before
      : changeAttributes(
          before,
          attributes,
          await readValueDefinitions(transaction, tenantId, AttributeTarget.CONTACT),
        );
  const labelsBefore = stored?.labelIds ?? [];
  const choice = await readLabelChange(transaction, tenantId, labelChange);
  const labelIds = changeLabels(labelsBefore, choice);
  const changed = [
    ...(name === row.displayName ? [] : ['displayName']),
    ...(after === before ? [] : ['attributes']),
    ...(labelIds.join() === labelsBefore.join() ? [] : ['labels']),
  ];
  if (changed.length === 0) return;
  await transaction.query(changeStatement, [tenantId, row.id, name, JSON.stringify(after), labelIds]);
  transaction.emit({ kind: EventType.CONTACT_UPDATED, subjectId: row.id, changed });
}
