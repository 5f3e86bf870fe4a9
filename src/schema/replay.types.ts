/** Types for reprocessing the ledger. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ReplayEffect, ReplayOutcome } from '../domain/vocabulary.js';
import { WebhookEventFilter } from './webhook-event-filter.input.js';

/** Filter of ledger rows to reprocess. */
@InputType({ description: 'Ledger entries to reprocess: by id, by filter, or by both together.' })
export class ReplayWebhookEventsInput {
  @Field(() => [ID], { nullable: true, description: 'Only these entries.' })
  ids?: string[];

  @Field(() => WebhookEventFilter, {
    nullable: true,
    description: 'Only entries that match this filter; `phone` is refused.',
  })
  filter?: WebhookEventFilter;

  @Field({ description: 'True for a dry run: counts the effects and writes nothing.' })
  dryRun!: boolean;
}

/** Input of `resolveQuarantined`. */
@InputType({ description: 'A quarantined event, and the number to assign it to.' })
export class ResolveQuarantinedInput {
  @Field(() => ID, { description: 'The ledger entry.' })
  eventId!: string;

  @Field(() => ID, { description: 'The number to assign it to.' })
  channelId!: string;

  @Field({
    defaultValue: false,
    description:
      'True: also the other QUARANTINED entries of the same account for the same unknown number; the oldest 10,000.',
  })
  withSameNumber!: boolean;
}

/** One reprocessed row. */
@ObjectType({ description: 'One entry of a replay or of its dry run.' })
export class ReplayEntry {
  @Field(() => ReplayOutcome, { description: 'Its result.' })
  outcome!: ReplayOutcome;

  @Field(() => ReplayEffect, { description: 'What it makes when it is processed.' })
  effect!: ReplayEffect;

  /** Read by the resolvers of the fields. */
  eventId!: string;
  address!: string | null;
  text!: string | null;
}

/** Result of reprocessing. */
@ObjectType({
  description: 'Result of reprocessing, or of its dry run. Stored messages are never duplicated.',
})
export class ReplayReport {
  @Field(() => Int, { description: 'Number of checked entries.' })
  matched!: number;

  @Field(() => Int, { description: 'Number of entries that had an effect this time.' })
  replayed!: number;

  @Field(() => Int, {
    description: 'Number of entries whose effect existed already, or that still have none.',
  })
  unchanged!: number;

  @Field(() => Int, { description: 'Dry run only: number of entries that would have an effect.' })
  wouldChange!: number;

  @Field(() => Int, { description: 'Number of entries that could not be processed; see their reason.' })
  failed!: number;

  @Field({ description: 'True if this was a dry run.' })
  dryRun!: boolean;

  @Field(() => [ReplayEntry], { description: 'The oldest 100 of the checked entries, one by one.' })
  entries!: ReplayEntry[];
}

/** Payload of the reprocessing mutations. */
@ObjectType({ description: 'Payload of the mutations that reprocess ledger entries.' })
export class ReplayPayload {
  @Field(() => ReplayReport, { description: 'The result.' })
  report!: ReplayReport;
}
