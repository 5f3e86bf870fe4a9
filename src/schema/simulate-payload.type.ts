import { Field, ObjectType } from 'type-graphql';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { SimulatedPhoneMessage } from './simulated-phone.types.js';

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

/** Payload of `simulateReceipt`. */
@ObjectType({ description: 'Payload of simulateReceipt.' })
export class SimulateReceiptPayload {
  @Field(() => SimulatedPhoneMessage, { description: 'The message, after the receipt.' })
  received!: SimulatedPhoneMessage;
}
