import { Field, ObjectType } from 'type-graphql';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** Payload of `simulateInbound`. */
@ObjectType({ description: 'Answer of the mutations that simulate a provider.' })
export class SimulatePayload {
  @Field(() => WebhookEvent, {
    nullable: true,
    description:
      'The ledger entry that the simulated request led to; null when the request was refused, as with BAD_SIGNATURE.',
  })
  event!: object | null;
}
