/** Inputs and payload of the operations on proposed replies. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';

/** Input of `suggestReply`. */
@InputType({ description: 'A reply that a program proposes.' })
export class SuggestReplyInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field({ description: 'The text; as long as the number can send.' })
  text!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The message of the customer that it answers; null: their newest.',
  })
  inReplyToMessageId?: string | null;
}

/** Input of `requestSuggestion`. */
@InputType({ description: 'The wish for a proposed reply.' })
export class RequestSuggestionInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What to mind for this proposal, such as "shorter" or "offer Saturday"; at most 500 characters. It changes the wording, never what may be said.',
  })
  instruction?: string | null;
}

/** Input of `dismissSuggestion`. */
@InputType({ description: 'A proposed reply to dismiss.' })
export class DismissSuggestionInput {
  @Field(() => ID, { description: 'The proposal.' })
  suggestionId!: string;
}

/** Payload of the mutations on a proposed reply. */
@ObjectType({ description: 'The proposed reply after the mutation.' })
export class SuggestionPayload {
  @Field(() => ReplySuggestion, { description: 'The proposed reply after the mutation.' })
  suggestion!: object;
}
