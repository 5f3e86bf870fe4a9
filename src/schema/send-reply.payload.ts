import { Field, ObjectType } from 'type-graphql';
import { Message } from '../entities/message.entity.js';

/** Payload of `sendReply` and `startConversation`. */
@ObjectType({ description: 'The queued reply. messageUpdated reports its further status.' })
export class SendReplyPayload {
  @Field(() => Message, { description: 'The message; initially QUEUED.' })
  message!: object;

  @Field({
    description: 'True if an earlier call with the same idempotency key created the message.',
  })
  repeated!: boolean;
}
