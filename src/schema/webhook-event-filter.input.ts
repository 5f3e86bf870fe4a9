import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';

/** Filter of ledger rows. */
@InputType({
  description:
    'Filter of ledger entries. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class WebhookEventFilter {
  @Field(() => [WebhookSource], { nullable: true, description: 'From one of these sources.' })
  sources?: WebhookSource[] | null;

  @Field(() => [WebhookEventStatus], { nullable: true, description: 'With one of these statuses.' })
  status?: WebhookEventStatus[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "With one of these kinds, in the provider's own terms (WebhookEvent.eventType).",
  })
  eventTypes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose reason contains this text, in capitals or not; at most 200 characters.',
  })
  reason?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this provider account or booking account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this number.' })
  channelId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Arrived at or after this moment.' })
  receivedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Arrived before this moment.' })
  receivedBefore?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'With this id at the provider, to check whether an event was received.',
  })
  externalEventId?: string | null;

  @Field(() => PhoneNumber, {
    nullable: true,
    description:
      'That made a message with the person who has this phone, in any spelling and at any of their addresses, or changed its status, text or reactions; of the newest 10,000 messages. Not for replayWebhookEvents.',
  })
  phone?: string | null;
}
