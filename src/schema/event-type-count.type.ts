import { Field, Int, ObjectType } from 'type-graphql';
import { WebhookEventStatus } from '../domain/vocabulary.js';

/** Number of ledger rows of one kind with one status. */
@ObjectType({ description: 'How many ledger entries of one kind have one status.' })
export class EventTypeCount {
  @Field({ description: "The provider's own word for the kind; `unknown` where it has none." })
  eventType!: string;

  @Field(() => WebhookEventStatus, { description: 'The status of these entries.' })
  status!: WebhookEventStatus;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}
