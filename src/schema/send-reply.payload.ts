import { Field, ObjectType } from 'type-graphql';
import { Message } from '../entities/message.entity.js';

/** Payload of `sendReply`. */
@ObjectType({ description: 'The queued reply. messageUpdated reports its further status.' })
export class SendReplyPayload {
  @Field(() => Message, { nullable: true, description: 'The message; initially QUEUED.' })
  message!: object | null;

  @Field({
    description: 'True if an earlier call with the same idempotency key created the message.',
  })
  repeated!: boolean;

  @Field(() => String, { nullable: true, description: 'The clientMutationId of the input.' })
  clientMutationId!: string | null;
}
