import { Field, ObjectType } from 'type-graphql';

/** State of the reply window. */
@ObjectType({
  description:
    "State of the reply window. Some providers accept free text only for some hours after the contact's last message; after that, `sendReply` with a text fails with REPLY_WINDOW_CLOSED, and only a template can be sent.",
})
export class ReplyWindow {
  @Field({ description: 'True if the window is open.' })
  open!: boolean;

  @Field(() => Date, {
    nullable: true,
    description:
      "When it closes or closed; null if the provider has no limit, and before the contact's first message.",
  })
  expiresAt!: Date | null;

  @Field({ description: 'True if free text is allowed; otherwise only a template.' })
  freeFormAllowed!: boolean;

  @Field(() => String, { nullable: true, description: 'Reason why it is closed; null while it is open.' })
  reason!: string | null;
}
