/** Inputs of the operations on who is in charge of a conversation. */
import { Field, ID, InputType } from 'type-graphql';
import { HandoffState } from '../domain/vocabulary.js';

/** Input of `setHandoff`. */
@InputType({ description: 'Who is in charge of a conversation.' })
export class SetHandoffInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => HandoffState, {
    description: 'HUMAN_ACTIVE takes over, AI_ACTIVE gives back; HANDOFF_REQUESTED is refused.',
  })
  state!: HandoffState;
}

/** Input of `requestHandoff`. */
@InputType({ description: 'The wish for a person in a conversation.' })
export class RequestHandoffInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, { nullable: true, description: 'Shown to the colleagues; at most 500 characters.' })
  reason?: string | null;
}
