import { Field, Int, ObjectType } from 'type-graphql';
import { MessageKind } from '../domain/vocabulary.js';

/** Limits for files of one kind. */
@ObjectType({ description: 'Limits for files of one kind that a number can send.' })
export class MediaRule {
  @Field(() => MessageKind, { description: 'IMAGE, VIDEO, AUDIO or DOCUMENT.' })
  kind!: MessageKind;

  @Field(() => [String], {
    nullable: true,
    description: 'Accepted MIME types; null for every type that can be uploaded.',
  })
  mimeTypes!: readonly string[] | null;

  @Field(() => Int, { description: 'Maximum file size in bytes.' })
  maxBytes!: number;

  @Field(() => Int, { description: 'Maximum caption length in characters; 0 without captions.' })
  maxCaptionLength!: number;
}

/** Media that a channel can send and receive in addition to text. */
@ObjectType({ description: 'Limits for files that a number can send.' })
export class MediaLimits {
  @Field(() => Int, { description: 'Maximum number of files per message.' })
  filesPerMessage!: number;

  @Field(() => [MediaRule], {
    description: 'At most one rule per kind; files of a kind without a rule cannot be sent.',
  })
  rules!: readonly MediaRule[];
}
