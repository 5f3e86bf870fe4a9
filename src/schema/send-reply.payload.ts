import { Field, ObjectType } from 'type-graphql';
import { Message } from '../entities/message.entity.js';

/** Answer of `sendReply`. */
@ObjectType({ description: 'The reply as it was queued. What becomes of it is told by messageUpdated.' })
export class SendReplyPayload {
  @Field(() => Message, { nullable: true, description: 'The message; at first QUEUED.' })
  message!: object | null;

  @Field({ description: 'Whether an earlier call with the same idempotency key had made the message.' })
  replayed!: boolean;

  @Field(() => String, { nullable: true, description: 'The clientMutationId of the input.' })
  clientMutationId!: string | null;
}
