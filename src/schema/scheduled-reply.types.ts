/** Inputs and payloads of scheduled replies. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { SendReplyInput } from './send-reply.input.js';

/** Input of `scheduleReply`. */
@InputType({ description: 'A reply and its time.' })
export class ScheduleReplyInput {
  @Field(() => SendReplyInput, { description: 'The reply; its idempotency key is that of the schedule.' })
  reply!: SendReplyInput;

  @Field({ description: 'When to send it: in the future, within a year.' })
  sendAt!: Date;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: it is cancelled when the contact writes before.',
  })
  cancelOnInbound!: boolean;
}

/** Input of `cancelScheduledReply`. */
@InputType({ description: 'The scheduled reply to cancel.' })
export class CancelScheduledReplyInput {
  @Field(() => ID, { description: 'The scheduled reply.' })
  scheduledReplyId!: string;
}

/** Payload of both. */
@ObjectType({ description: 'The scheduled reply after the mutation.' })
export class ScheduledReplyPayload {
  @Field(() => ScheduledReply, { description: 'The scheduled reply after the mutation.' })
  scheduledReply!: object;

  @Field({ description: 'True if an earlier call with the same idempotency key scheduled it.' })
  replayed!: boolean;
}
