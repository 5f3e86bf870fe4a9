import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { StageOutcome } from '../domain/vocabulary.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { leadStages } from '../queries/catalog.js';
import type { LeadStageRow } from '../queries/rows.js';
import {
  LeadStagePayload,
  LeadStagesPayload,
  ReorderLeadStagesInput,
  UpsertLeadStageInput,
} from '../schema/lead-stage.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Stages of the sales pipeline. */
@Resolver(() => LeadStage)
export class LeadStageResolver {
  @Query(() => [LeadStage], {
    description: 'Stages of the sales pipeline, in order; at most 50, and 200 with archived ones.',
  })
  leadStages(
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to include archived stages.',
    })
    includeArchived: boolean,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object[]> {
    return leadStages(reader, includeArchived);
  }

  @Mutation(() => LeadStagePayload, {
    description:
      'Creates or changes a stage. A new open stage is placed before the first final one, a new final one last. CONFLICT for a name in use, for leads at a stage to archive without moveLeadsToId (`reason` IN_USE), and for the last open stage (LAST_OPEN_STAGE); LIMIT_REACHED for more than 50 stages or 10,000 leads to move. Reported by TENANT_UPDATED, and by LEAD_UPDATED for each moved lead.',
  })
  async upsertLeadStage(
    @Arg('input', () => UpsertLeadStageInput, { description: 'The stage.' }) input: UpsertLeadStageInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<LeadStagePayload> {
    const id = await useCases.desk.upsertLeadStage(requireViewer(viewer), input);
    loaders.clearAll();
    return { stage: await getFound('stage', id, loaders.stage.load(id)) };
  }

  @Mutation(() => LeadStagesPayload, {
    description:
      'Sets the order of the pipeline. CONFLICT when a stage is missing, repeated or archived. Reported by TENANT_UPDATED.',
  })
  async reorderLeadStages(
    @Arg('input', () => ReorderLeadStagesInput, { description: 'The order.' }) input: ReorderLeadStagesInput,
    @Ctx() { useCases, viewer, reader, loaders }: ResolverContext,
  ): Promise<LeadStagesPayload> {
    await useCases.desk.reorderLeadStages(requireViewer(viewer), input.ids);
    loaders.clearAll();
    return { stages: await leadStages(reader) };
  }

  @FieldResolver(() => StageOutcome, { description: 'Meaning of the stage for reports.' })
  outcome(@Root() { isTerminal, isLost }: LeadStageRow): StageOutcome {
    if (!isTerminal) return StageOutcome.OPEN;
    return isLost ? StageOutcome.LOST : StageOutcome.WON;
  }

  @FieldResolver(() => Boolean, { description: 'True if leads can no longer move here.' })
  isArchived(@Root() { archivedAt }: LeadStageRow): boolean {
    return archivedAt !== null;
  }
}
