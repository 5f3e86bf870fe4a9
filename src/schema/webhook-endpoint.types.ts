/** Types of outgoing webhooks that are not entities. */
import { Field, Int, ObjectType } from 'type-graphql';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';

/** One call of an endpoint. */
@ObjectType({ description: 'One call of an endpoint, and its answer.' })
export class WebhookAttempt {
  @Field(() => Date, { description: 'When it began.' })
  at!: string;

  @Field(() => Int, { description: 'Milliseconds until the answer, or until it was given up.' })
  durationMs!: number;

  @Field(() => Int, { nullable: true, description: 'Status of the answer; null when there was none.' })
  httpStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null for an answer with 2xx.' })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The first 1,000 characters of the answer's body; null when there was none.",
  })
  responseBody!: string | null;
}

/** Payload of mutations on one endpoint. */
@ObjectType({ description: 'The endpoint after the mutation.' })
export class WebhookEndpointPayload {
  @Field(() => WebhookEndpoint, { description: 'The endpoint.' })
  endpoint!: object;

  @Field(() => String, {
    nullable: true,
    description:
      '`whsec_…`, with which the receiver verifies signatures. Set after createWebhookEndpoint and rotateWebhookSecret, and shown only this once; null otherwise.',
  })
  secret!: string | null;
}

/** Payload of mutations that post deliveries. */
@ObjectType({ description: 'What is posted.' })
export class WebhookDeliveriesPayload {
  @Field(() => Int, { description: 'How many deliveries.' })
  queued!: number;

  @Field(() => WebhookDelivery, {
    nullable: true,
    description: 'The first of them; null when there are none.',
  })
  delivery!: object | null;
}
