import { Field, ID, InputType } from 'type-graphql';

/** Input of `sendReply`. */
@InputType({
  description:
    'A reply. It leaves from the number that the conversation is on: nothing here chooses a sender.',
})
export class SendReplyInput {
  @Field(() => ID, { description: 'The conversation to answer in.' })
  conversationId!: string;

  @Field(() => String, {
    description:
      'What to say. TEXT_TOO_LONG when it is longer than the provider takes (see capabilities.maxTextLength).',
  })
  text!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The message that this one answers, of the same conversation.',
  })
  replyToMessageId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Made by the sender, once for each message, 1 to 255 characters. The same key is the same message, however often it is sent; with another text or conversation it answers IDEMPOTENCY_KEY_REUSED. Without one, a call that is repeated after a lost answer is a second message.',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The number that the sender believes the conversation to be on. Nothing is sent and CHANNEL_MISMATCH is answered when it is on another.',
  })
  expectedChannelId?: string | null;

  @Field(() => String, { nullable: true, description: 'Comes back in the payload as it was given.' })
  clientMutationId?: string | null;
}
