import { lockCompany } from '../database/lock-company.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { findEntry, refuseArchived, toListUpdated } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { numberStages } from './number-stages.js';

/**
 * Sets the order of the pipeline. Archived stages follow, in their order.
 * @param ids every stage that is not archived, once
 * @throws NotFoundError, ConflictError when a stage is missing, repeated or archived
 */
export async function reorderLeadStages(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  ids: readonly string[],
): Promise<void> {
  await database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const stages: LeadStage[] = await unit.em.find(LeadStage, {}, { orderBy: { position: 'asc' } });
    const ordered = new Set<LeadStage>();
    for (const id of ids) {
      const stage = findEntry(stages, 'stage', id);
      if (!stage) throw new NotFoundError('stage', id);
      refuseArchived(stage, 'stage');
      if (ordered.has(stage))
        throw new ConflictError(`The stage "${stage.name}" is named twice.`, { reason: 'WRONG_STATE' });
      ordered.add(stage);
    }
    const missing = stages.find(stage => stage.archivedAt === null && !ordered.has(stage));
    if (missing)
      throw new ConflictError(`The stage "${missing.name}" is missing; load the stages again and name all.`, {
        reason: 'WRONG_STATE',
      });
    const archived = stages.filter(({ archivedAt }) => archivedAt !== null);
    if (await numberStages(unit.em, [...ordered, ...archived]))
      unit.emit(toListUpdated(tenantId, 'leadStages'));
  });
}
