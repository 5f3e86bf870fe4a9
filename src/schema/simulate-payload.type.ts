import { Field, ObjectType } from 'type-graphql';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** Payload of `simulateInbound`. */
@ObjectType({ description: 'Payload of the mutations that simulate a provider.' })
export class SimulatePayload {
  @Field(() => WebhookEvent, {
    nullable: true,
    description:
      'Ledger entry of the simulated request; null when the request was refused, as with BAD_SIGNATURE.',
  })
  event!: object | null;
}
