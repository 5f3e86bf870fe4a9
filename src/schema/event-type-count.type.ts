import { Field, Int, ObjectType } from 'type-graphql';
import { WebhookEventStatus } from '../domain/vocabulary.js';

/** How many ledger entries of one kind came to one end. */
@ObjectType({ description: 'How many ledger entries of one kind came to one end.' })
export class EventTypeCount {
  @Field({ description: "The provider's own word for the kind; `unknown` where it has none." })
  eventType!: string;

  @Field(() => WebhookEventStatus, { description: 'What became of them.' })
  status!: WebhookEventStatus;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}
