import { Field, ObjectType } from 'type-graphql';

/** Whether a reply can be sent. */
@ObjectType({
  description:
    'Whether the provider takes a reply now. Some take free text only for some hours after the person wrote.',
})
export class ReplyWindow {
  @Field({ description: 'Whether the window is open.' })
  open!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it closes; null when the provider sets no limit.' })
  expiresAt!: Date | null;

  @Field({ description: 'Whether free text may be sent; otherwise only a template.' })
  freeFormAllowed!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is closed.' })
  reason!: string | null;
}
