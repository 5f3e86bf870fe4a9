import { ConflictError } from '../domain/errors.js';
import type { Lead } from '../entities/lead.entity.js';

/**
 * A lead that was merged into another of the same person is history: changes to it would not be seen.
 * @throws ConflictError that names the remaining lead
 */
export function refuseMerged({ mergedIntoId }: Pick<Lead, 'mergedIntoId'>): void {
  if (mergedIntoId !== null)
    throw new ConflictError(`This lead was merged into ${mergedIntoId} of the same person; use that one.`, {
      reason: 'MERGED',
      mergedIntoId,
    });
}
