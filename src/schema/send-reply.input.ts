import { Field, ID, InputType } from 'type-graphql';
import { Json } from '../domain/scalars.js';

/** Input of `sendReply`. */
@InputType({
  description:
    'A reply. It leaves from the number that the conversation is on: nothing here chooses a sender.',
})
export class SendReplyInput {
  @Field(() => ID, { description: 'The conversation to answer in.' })
  conversationId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What to say, or the words under the files; left out with a template, and where files need none. TEXT_TOO_LONG when it is longer than the provider takes (see capabilities.maxTextLength), REPLY_WINDOW_CLOSED when the provider takes a template only (see Conversation.replyWindow).',
  })
  text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Files to send, made with createUpload and uploaded; each can be used once. What the number carries is in Channel.mediaLimits: CHANNEL_CANNOT for more files than it takes at once, MEDIA_TYPE_REFUSED and MEDIA_TOO_LARGE for a file that it does not take, MEDIA_NOT_READY for one that is not uploaded or is used already.',
  })
  attachmentIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The template to send in place of a text, one of `messageTemplates` of the number; allowed within the reply window and outside it. TEMPLATE_NOT_SENDABLE when it is not approved or is of another account.',
  })
  templateId?: string | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'An object with a text or a number for each of `MessageTemplate.variables`, such as {"1": "Asha"}. BAD_USER_INPUT names what is missing, unknown or unusable.',
  })
  templateVariables?: unknown;

  @Field(() => ID, {
    nullable: true,
    description:
      'The message that this one answers, of the same conversation; the person sees it quoted. CHANNEL_CANNOT where the provider has no quotes (see capabilities.quotes).',
  })
  replyToMessageId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Made by the sender, once for each message, 1 to 255 characters. The same key is the same message, however often it is sent; with another text, conversation or file it answers IDEMPOTENCY_KEY_REUSED. Without one, a call that is repeated after a lost answer is a second message.',
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
