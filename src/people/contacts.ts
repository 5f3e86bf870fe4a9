/** Use cases for contacts: merge two contacts, undo a merge, separate an address. */
import type { Database } from '../database/database.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { toName } from '../domain/to-name.js';
import { isUuid } from '../domain/uuid-v7.js';
import { lockContacts } from './lock-contacts.js';
import { mergeContact } from './merge-contact.js';
import { separateAddress } from './separate-address.js';
import { unmergeContact } from './unmerge-contact.js';
import { type UpdateContactInput, updateContact } from './update-contact.js';

/** The acting user: from the credential, never from an argument. */
export interface ContactsActor {
  readonly tenantId: string;
  readonly userId: string;
}

/** The use cases; each is one transaction. */
export interface Contacts {
  /**
   * Merges one contact into another, also the older into the younger.
   * @throws BadUserInputError for a contact and itself, NotFoundError, ConflictError when one is merged or erased
   */
  merge(actor: ContactsActor, keepId: string, mergeId: string): Promise<void>;
  /** Changes a contact. @throws NotFoundError, BadUserInputError, ConflictError when it is merged or erased */
  update(actor: ContactsActor, input: UpdateContactInput): Promise<void>;
  /** Undoes the merge of a contact. @throws NotFoundError, ConflictError when it is not merged */
  unmerge(actor: ContactsActor, mergedId: string): Promise<void>;
  /**
   * Moves one address to a new contact, or removes an address that is one of the company's own numbers.
   * @returns the id of the contact that has the address now, or that it was removed from
   * @throws NotFoundError, BadUserInputError, ConflictError for the only address of a contact
   */
  separate(actor: ContactsActor, identityId: string, name?: string | null): Promise<string>;
}

/** Creates the use cases; stateless, one per process. */
export function createContacts(database: Database): Contacts {
  return {
    merge: async ({ tenantId, userId }, keepId, mergeId) => {
      if (keepId.toLowerCase() === mergeId.toLowerCase())
        throw new BadUserInputError('mergeId', 'must be another contact than "keepId"');
      for (const id of [keepId, mergeId]) if (!isUuid(id)) throw new NotFoundError('contact', id);
      await database.publish(tenantId, async transaction => {
        const rows = await lockContacts(transaction, tenantId, [keepId, mergeId]);
        const [kept, merged] = [keepId, mergeId].map(id => {
          const row = rows.find(locked => locked.id === id.toLowerCase());
          if (!row) throw new NotFoundError('contact', id);
          if (row.mergedIntoId !== null)
            throw new ConflictError(
              `The contact ${row.id} is merged into ${row.mergedIntoId} already; take that one instead.`,
              { reason: 'MERGED', mergedIntoId: row.mergedIntoId },
            );
          if (row.erasedAt !== null)
            throw new ConflictError(`The data of the contact ${row.id} were erased; it stays as it is.`, {
              reason: 'ERASED',
            });
          return row;
        });
        if (!kept || !merged) throw new NotFoundError('contact', keepId);
        transaction.emit(
          ...(await mergeContact(transaction, {
            ...{ tenantId, kept, merged, mergedById: userId, sourceEventId: null },
          })),
        );
      });
    },
    update: async ({ tenantId }, input) => {
      if (!isUuid(input.id)) throw new NotFoundError('contact', input.id);
      await database.publish(tenantId, transaction => updateContact(transaction, tenantId, input));
    },
    separate: async ({ tenantId, userId }, identityId, givenName) => {
      if (!isUuid(identityId)) throw new NotFoundError('address', identityId);
      const name = toName('name', givenName);
      return database.publish(tenantId, async transaction => {
        const separated = await separateAddress(transaction, { tenantId, userId, identityId, name });
        transaction.emit(...separated.events);
        return separated.contactId;
      });
    },
    unmerge: async ({ tenantId, userId }, mergedId) => {
      if (!isUuid(mergedId)) throw new NotFoundError('contact', mergedId);
      await database.publish(tenantId, async transaction =>
        transaction.emit(...(await unmergeContact(transaction, { tenantId, userId, mergedId }))),
      );
    },
  };
}
