/** Types for reprocessing the ledger. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { WebhookEventFilter } from './webhook-event-filter.input.js';

/** Filter of ledger rows to reprocess. */
@InputType({ description: 'Which ledger entries to process again: by id, by filter, or by both together.' })
export class ReplayInput {
  @Field(() => [ID], { nullable: true, description: 'Only these entries.' })
  ids?: string[];

  @Field(() => WebhookEventFilter, { nullable: true, description: 'Only entries that fit this filter.' })
  filter?: WebhookEventFilter;

  @Field({ description: 'True to only count what would happen; nothing is written then.' })
  dryRun!: boolean;
}

/** Result of reprocessing. */
@ObjectType({
  description:
    'What a replay did, or in a dry run would do. Messages that are stored already are never duplicated.',
})
export class ReplayReport {
  @Field(() => Int, { description: 'Entries that were looked at.' })
  matched!: number;

  @Field(() => Int, { description: 'Entries that now had an effect.' })
  replayed!: number;

  @Field(() => Int, { description: 'Entries that had their effect before, or still have none.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Dry run only: entries that would have an effect.' })
  wouldChange!: number;

  @Field(() => Int, { description: 'Entries that could not be processed; their reason says why.' })
  failed!: number;

  @Field({ description: 'Whether this was a dry run.' })
  dryRun!: boolean;
}

/** Payload of the reprocessing mutations. */
@ObjectType({ description: 'Answer of the mutations that process ledger entries again.' })
export class ReplayPayload {
  @Field(() => ReplayReport, { nullable: true, description: 'What was done.' })
  report!: ReplayReport | null;
}
