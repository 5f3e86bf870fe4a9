/** Inputs of the mutations on endpoints of outgoing webhooks. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { EventType, WebhookDeliveryStatus } from '../domain/vocabulary.js';

const eventTypes =
  'The kinds of events to post; null: all, empty: none. Events of one user (READ_STATE_UPDATED, NOTIFICATION_UPDATED) are never posted.';
const channelIds =
  'Only events of these numbers; null: all events, empty: none. Events without a number (such as those of contacts) are posted to endpoints of all numbers only.';

/** Input of `createWebhookEndpoint`. */
@InputType({ description: 'A new endpoint.' })
export class CreateWebhookEndpointInput {
  @Field(() => Url, {
    description:
      'The https address to post to, without user name and password, at most 2,000 characters. Addresses of private networks are refused, now and at each call. Redirects are not followed.',
  })
  url!: URL;

  @Field(() => String, { nullable: true, description: 'What it is for: 1 to 200 characters.' })
  description?: string | null;

  @Field(() => [EventType], { nullable: true, description: eventTypes })
  eventTypes?: EventType[] | null;

  @Field(() => [ID], { nullable: true, description: channelIds })
  channelIds?: string[] | null;
}

/** Input of `updateWebhookEndpoint`. */
@InputType({ description: 'Changes of an endpoint; absent fields stay unchanged.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;

  @Field(() => Url, {
    nullable: true,
    description: 'Another https address; null changes nothing. What waits is posted to it.',
  })
  url?: URL | null;

  @Field(() => String, { nullable: true, description: 'What it is for; null removes it.' })
  description?: string | null;

  @Field(() => [EventType], { nullable: true, description: eventTypes })
  eventTypes?: EventType[] | null;

  @Field(() => [ID], { nullable: true, description: channelIds })
  channelIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False: nothing is posted. True: it goes on where it stopped, as far as the event log reaches, with a new retry schedule.',
  })
  isEnabled?: boolean | null;
}

/** Input of `deleteWebhookEndpoint`. */
@InputType({ description: 'The endpoint to delete.' })
export class DeleteWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;
}

/** Input of `rotateWebhookSecret`. */
@InputType({ description: 'The endpoint whose secret is replaced.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The endpoint.' })
  endpointId!: string;

  @Field(() => Int, {
    defaultValue: 24,
    description:
      'Hours for which the old secret signs too: 0 to 72. A secret that was replaced earlier ends at once.',
  })
  overlapHours!: number;
}

/** Input of `testWebhookEndpoint`. */
@InputType({ description: 'The endpoint to test.' })
export class TestWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint; it may be disabled.' })
  endpointId!: string;
}

/** Input of `redeliverWebhooks`. */
@InputType({ description: 'What to post again: one delivery, or what failed at an endpoint.' })
export class RedeliverWebhooksInput {
  @Field(() => ID, { nullable: true, description: 'One delivery, delivered or failed.' })
  deliveryId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Or an endpoint: its FAILED deliveries of the range, the oldest 1,000.',
  })
  endpointId?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Start of the range, by the time of the events; required with `endpointId`.',
  })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'End of the range; now by default.' })
  createdBefore?: Date | null;
}

/** Filter of `webhookDeliveries`. */
@InputType({
  description:
    'Filter of deliveries. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class WebhookDeliveryFilter {
  @Field(() => ID, { nullable: true, description: 'To this endpoint.' })
  endpointId?: string | null;

  @Field(() => [WebhookDeliveryStatus], { nullable: true, description: 'With one of these statuses.' })
  status?: WebhookDeliveryStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'About this conversation.' })
  conversationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'About the message, lead, contact, … with this id.' })
  subjectId?: string | null;
}
