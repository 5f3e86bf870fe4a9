import { Field, Int, ObjectType } from 'type-graphql';
import { MessageKind } from '../domain/vocabulary.js';

/** Limits for files of one kind. */
@ObjectType({ description: 'Files of one sort that a number carries.' })
export class MediaRule {
  @Field(() => MessageKind, { description: 'IMAGE, VIDEO, AUDIO or DOCUMENT.' })
  kind!: MessageKind;

  @Field(() => [String], {
    nullable: true,
    description: 'The MIME types that are taken; null for every type that can be uploaded.',
  })
  mimeTypes!: readonly string[] | null;

  @Field(() => Int, { description: 'Largest file in bytes.' })
  maxBytes!: number;

  @Field(() => Int, { description: 'Longest text under such a file in characters; 0 when it carries none.' })
  maxCaptionLength!: number;
}

/** Media that a channel can send and receive in addition to text. */
@ObjectType({ description: 'What a number can carry in addition to text.' })
export class MediaLimits {
  @Field(() => Int, { description: 'Most files of one message.' })
  filesPerMessage!: number;

  @Field(() => [MediaRule], { description: 'One rule a kind; a kind without a rule is not carried.' })
  rules!: readonly MediaRule[];
}
