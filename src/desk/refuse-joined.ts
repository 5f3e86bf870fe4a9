import { ConflictError } from '../domain/errors.js';
import type { Lead } from '../entities/lead.entity.js';

/**
 * A lead that was joined to another of the same person is history: changes to it would not be seen.
 * @throws ConflictError that names the lead which goes on
 */
export function refuseJoined({ mergedIntoId }: Pick<Lead, 'mergedIntoId'>): void {
  if (mergedIntoId !== null)
    throw new ConflictError(`This lead was merged into ${mergedIntoId} of the same person; use that one.`, {
      mergedIntoId,
    });
}
