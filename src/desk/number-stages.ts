import type { EntityManager } from '@mikro-orm/postgresql';
import type { LeadStage } from '../entities/lead-stage.entity.js';

/**
 * Gives the stages the positions of this order, from 0. Positions are unique at any moment, so stages that move are
 * written twice: with a free position first.
 * @param stages all stages of the company
 * @returns true if any position changed
 */
export async function numberStages(em: EntityManager, stages: readonly LeadStage[]): Promise<boolean> {
  const moved = [...stages.entries()].filter(([position, stage]) => stage.position !== position);
  if (moved.length === 0) return false;
  const lowest = Math.min(0, ...stages.map(({ position }) => position));
  for (const [position, stage] of moved) stage.position = lowest - 1 - position;
  await em.flush();
  for (const [position, stage] of moved) stage.position = position;
  await em.flush();
  return true;
}
