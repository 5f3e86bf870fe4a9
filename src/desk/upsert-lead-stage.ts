import type { UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError, ConflictError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { StageOutcome } from '../domain/vocabulary.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { applyChanges } from './apply-changes.js';
import {
  findEntry,
  refuseArchived,
  refuseFullList,
  refuseTakenName,
  toArchivedAt,
  toEntryName,
  toListUpdated,
} from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { moveLeadsOfStage } from './move-leads-of-stage.js';
import { numberStages } from './number-stages.js';
import type { UpsertEntryInput } from './upsert-entry.js';

/** Input of `upsertLeadStage`. */
export interface UpsertLeadStageInput extends UpsertEntryInput {
  readonly outcome?: StageOutcome | null;
  readonly moveLeadsToId?: string | null;
}

const limits = { active: 50, all: 200 };

/**
 * Creates or changes a stage. A new open one is placed before the first terminal one, a new terminal one last. With
 * `moveLeadsToId` the leads of a stage that is or becomes archived move there; a webhook of the same second can still
 * open a lead at a stage that was the first, so the call can be repeated.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, LimitReachedError, ConflictError for a name in use, for leads at a stage
 * without `moveLeadsToId`, and for the last open stage
 */
export async function upsertLeadStage(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertLeadStageInput,
): Promise<string> {
  const name = toEntryName('name', input.name);
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const stages: LeadStage[] = await unit.em.find(LeadStage, {}, { orderBy: { position: 'asc' } });
    const known = findEntry(stages, 'stage', input.id);
    const target = findEntry(stages, 'stage', input.moveLeadsToId);
    const others = stages.filter(stage => stage !== known);
    if (name !== undefined) refuseTakenName(others, 'stage', name);
    const archivedAt = toArchivedAt(known?.archivedAt ?? null, input.isArchived);
    if (known === null || (known.archivedAt !== null && archivedAt === null))
      refuseFullList(others, 'stages', limits);
    const wanted = { name, ...toOutcomeColumns(input.outcome), archivedAt };
    if (known === null) {
      if (target) throw new BadUserInputError('moveLeadsToId', 'is only for an archived stage');
      return create(unit, tenantId, stages, wanted);
    }
    const hadOpenStage = stages.some(isOpenStage);
    const changed = applyChanges(known, wanted);
    if (hadOpenStage && !stages.some(isOpenStage)) {
      throw new ConflictError(
        'This is the only open stage, in which leads are opened; add another one first.',
        {
          reason: 'LAST_OPEN_STAGE',
        },
      );
    }
    if (target) refuseTarget(target, known);
    if (changed.length > 0) {
      unit.emit(toListUpdated(tenantId, 'leadStages'));
      // Locks the row: leads that users are moving to this stage have arrived when this returns.
      await unit.em.flush();
    }
    if (known.archivedAt !== null && (target || changed.includes('archivedAt')))
      await moveLeadsOfStage(unit, tenantId, known.id, target?.id ?? null);
    return known.id;
  });
}

async function create(
  { em, emit }: UnitOfWork,
  tenantId: string,
  stages: readonly LeadStage[],
  wanted: Partial<Pick<LeadStage, 'name' | 'isTerminal' | 'isLost' | 'archivedAt'>>,
): Promise<string> {
  const { name, isTerminal = false, isLost = false, archivedAt = null } = wanted;
  if (name === undefined) throw new BadUserInputError('name', 'is required for a new stage');
  const position = Math.max(-1, ...stages.map(stage => stage.position)) + 1;
  const row = { id: uuidV7(), tenantId, name, position, isTerminal, isLost, archivedAt };
  const stage = em.create(LeadStage, row);
  await em.flush();
  const firstTerminal = isTerminal ? -1 : stages.findIndex(other => other.isTerminal);
  const place = firstTerminal < 0 ? stages.length : firstTerminal;
  await numberStages(em, [...stages.slice(0, place), stage, ...stages.slice(place)]);
  emit(toListUpdated(tenantId, 'leadStages'));
  return stage.id;
}

/** @throws BadUserInputError, ConflictError */
function refuseTarget(target: LeadStage, known: LeadStage): void {
  if (known.archivedAt === null)
    throw new BadUserInputError('moveLeadsToId', 'is only for an archived stage');
  if (target === known) throw new BadUserInputError('moveLeadsToId', 'must be another stage');
  refuseArchived(target, 'stage');
}

const isOpenStage = ({ isTerminal, archivedAt }: LeadStage): boolean => !isTerminal && archivedAt === null;

function toOutcomeColumns(
  outcome: StageOutcome | null | undefined,
): Partial<Pick<LeadStage, 'isTerminal' | 'isLost'>> {
  if (outcome == null) return {};
  return { isTerminal: outcome !== StageOutcome.OPEN, isLost: outcome === StageOutcome.LOST };
}
