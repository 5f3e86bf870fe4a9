import { Field, ID, InputType } from 'type-graphql';

/** Input of `addNote`. */
@InputType({
  description: 'A note on a lead or on a conversation: exactly one of `leadId` and `conversationId`.',
})
export class AddNoteInput {
  @Field(() => ID, { nullable: true, description: 'The lead.' })
  leadId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The conversation.' })
  conversationId?: string | null;

  @Field(() => String, { description: 'The text, at most 10,000 characters.' })
  body!: string;
}
