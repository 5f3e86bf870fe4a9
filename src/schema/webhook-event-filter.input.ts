import { Field, ID, InputType } from 'type-graphql';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';

/** Which ledger entries to list. */
@InputType({
  description:
    'Which ledger entries to list. What is absent filters nothing; all that is given must hold. An empty list matches nothing.',
})
export class WebhookEventFilter {
  @Field(() => [WebhookSource], { nullable: true, description: 'Told by one of these.' })
  sources?: WebhookSource[] | null;

  @Field(() => [WebhookEventStatus], { nullable: true, description: 'That came to one of these ends.' })
  status?: WebhookEventStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'For this number.' })
  channelId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Arrived after this moment.' })
  receivedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Arrived before this moment.' })
  receivedBefore?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "With this id of the provider's: answers whether something was received.",
  })
  externalEventId?: string | null;
}
