import { Field, ObjectType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';

/** Description of `OutboxEntry.heldReason`. */
export const heldReasonDescription =
  'Why a QUEUED message is held: the status of its number, which sends nothing until it is ACTIVE again and then sends in order. Null if the message is not held. CHANNEL_UPDATED reports changes of the number.';

/** Description of `attempts`. */
export const attemptsDescription = 'Send attempts, in order.';

/** Description of `nextAttemptAt`. */
export const nextAttemptDescription =
  'Time of the next attempt; null when there is no automatic retry, or the message is held.';

/** An outbound message without a confirmed delivery; resolved from the message's row. */
@ObjectType({
  description: 'An outbound message without a final status, with every send attempt.',
})
export class OutboxEntry {
  @Field(() => Message, { description: 'The message.' })
  message!: object;

  @Field(() => MessageStatus, {
    description: 'The delivery status. UNKNOWN: it is not known whether the provider accepted it.',
  })
  status!: MessageStatus;

  @Field(() => [SendAttempt], { description: attemptsDescription })
  attempts!: readonly object[];

  @Field(() => Date, {
    nullable: true,
    description: nextAttemptDescription,
  })
  nextAttemptAt!: Date | null;

  @Field(() => ChannelStatus, {
    nullable: true,
    description: heldReasonDescription,
  })
  heldReason!: ChannelStatus | null;
}
