import { Field, ObjectType } from 'type-graphql';

/** State of the reply window. */
@ObjectType({
  description:
    'Whether the provider accepts free text now. Some accept it only for some hours after the person wrote; outside, `sendReply` with a text answers REPLY_WINDOW_CLOSED, and a template can be sent.',
})
export class ReplyWindow {
  @Field({ description: 'Whether the window is open.' })
  open!: boolean;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it closes or closed; null when the provider sets no limit, and before the person has ever written.',
  })
  expiresAt!: Date | null;

  @Field({ description: 'Whether free text may be sent; otherwise only a template.' })
  freeFormAllowed!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is closed; null while it is open.' })
  reason!: string | null;
}
