import { Field, Int, ObjectType } from 'type-graphql';
import { WebhookEventStatus } from '../domain/vocabulary.js';

/** Number of ledger rows of one kind with one status. */
@ObjectType({ description: 'Number of ledger entries of one kind with one status.' })
export class EventTypeCount {
  @Field({ description: "The provider's own term for the kind; `unknown` without one." })
  eventType!: string;

  @Field(() => WebhookEventStatus, { description: 'The status of these entries.' })
  status!: WebhookEventStatus;

  @Field(() => Int, { description: 'Number of entries.' })
  count!: number;
}
