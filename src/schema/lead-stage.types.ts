/** Inputs and payloads of the mutations on stages. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { StageOutcome } from '../domain/vocabulary.js';
import { LeadStage } from '../entities/lead-stage.entity.js';

/** Input of `upsertLeadStage`. */
@InputType({ description: 'A stage to create or change; absent fields stay unchanged.' })
export class UpsertLeadStageInput {
  @Field(() => ID, { nullable: true, description: 'The stage to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name, required for a new stage: 1 to 100 characters, unique in any capitals, archived stages included.',
  })
  name?: string | null;

  @Field(() => StageOutcome, {
    nullable: true,
    description:
      'OPEN for a new stage by default. WON and LOST are final: a contact whose lead is there gets a new lead with the next message.',
  })
  outcome?: StageOutcome | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: leads can no longer move here. CONFLICT while leads are here, unless moveLeadsToId is set.',
  })
  isArchived?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'With a stage that is or becomes archived: the stage that its leads move to, at most 10,000. A message that arrives in the same second can still open a lead at a stage that was the first; repeat the call then.',
  })
  moveLeadsToId?: string | null;
}

/** Input of `reorderLeadStages`. */
@InputType({ description: 'The order of the pipeline.' })
export class ReorderLeadStagesInput {
  @Field(() => [ID], { description: 'Every stage that is not archived, once, in the new order.' })
  ids!: string[];
}

/** Payload of `upsertLeadStage`. */
@ObjectType({ description: 'The stage after the mutation.' })
export class LeadStagePayload {
  @Field(() => LeadStage, { description: 'The stage after the mutation.' })
  stage!: object;
}

/** Payload of `reorderLeadStages`. */
@ObjectType({ description: 'The stages after the mutation.' })
export class LeadStagesPayload {
  @Field(() => [LeadStage], { description: 'All stages that are not archived, in order.' })
  stages!: readonly object[];
}
