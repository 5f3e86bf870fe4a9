/** Kept calls to models, and drafts while they are written. */
import { Field, ObjectType } from 'type-graphql';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';

/** One text of a prompt. */
@ObjectType({ description: 'A text of the dialogue, as a model got it.' })
export class AiPromptText {
  @Field({ description: 'True for the customer, false for the company.' })
  isCustomer!: boolean;

  @Field({ description: 'The text; messages in a row are one text.' })
  text!: string;
}

/** What a model got. */
@ObjectType({ description: 'What a model got.' })
export class AiPrompt {
  @Field({ description: 'Rules, instructions, facts and lists.' })
  instructions!: string;

  @Field(() => [AiPromptText], { description: 'The dialogue, oldest first.' })
  dialogue!: AiPromptText[];
}

/** What a model answered. */
@ObjectType({ description: 'What a model answered, also where it did not leave.' })
export class AiAnswer {
  @Field({ description: 'The text for the customer.' })
  reply!: string;

  @Field({ description: 'Language of the reply, as the model names it.' })
  language!: string;

  @Field({ description: 'True if it asks for a person.' })
  handoff!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it asks for a person.' })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The topic that it names, also one that does not exist.',
  })
  topic!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The stage that it names, also one that does not exist.',
  })
  stage!: string | null;
}

/** A proposed reply while it is written. */
@ObjectType({
  description:
    'A proposed reply while the model writes it. It is never stored. It has whole sentences that pass the guards so far; the complete answer can still be held back, and then there is no proposal.',
})
export class AiDraft {
  @Field(() => Conversation, { description: 'The conversation.' })
  conversation!: object;

  @Field(() => AiAssistant, { description: 'The assistant.' })
  assistant!: object;

  @Field(() => Message, { nullable: true, description: 'The message that it answers.' })
  inReplyTo!: object | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The text so far, at most 1,500 characters; empty while nothing can be shown. Null: it is over, and `Conversation.suggestion` has the proposal, if there is one. Remove what was shown.',
  })
  text!: string | null;

  @Field({ description: 'When it changed.' })
  at!: Date;
}
