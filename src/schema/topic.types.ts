/** Input and results of the operations on topics. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Topic } from '../entities/topic.entity.js';

/** Input of `upsertTopic`. */
@InputType({ description: 'A topic to create or change; absent fields stay unchanged.' })
export class UpsertTopicInput {
  @Field(() => ID, { nullable: true, description: 'The topic to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name, required for a new topic: 1 to 100 characters, unique in any capitals, archived topics included.',
  })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Words and phrases; replaces the list, null empties it. At most 200 of 100 characters each, and 5,000 in all topics. A word matches with its endings; `*` at the end of a word allows any ending. Case and ё do not matter.',
  })
  keywords?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: keywords and users no longer choose it; it stays where it is set. False takes it back.',
  })
  isArchived?: boolean | null;
}

/** Payload of `upsertTopic`. */
@ObjectType({ description: 'The topic after the mutation.' })
export class TopicPayload {
  @Field(() => Topic, { description: 'The topic after the mutation.' })
  topic!: object;
}

/** A keyword that occurs in a text. */
@ObjectType({ description: 'A keyword that occurs in a text.' })
export class KeywordMatch {
  @Field({ description: 'The keyword.' })
  keyword!: string;

  @Field({ description: 'The words of the text that it matched, in lower case and with е for ё.' })
  words!: string;
}

/** A topic whose keywords occur in a text. */
@ObjectType({ description: 'A topic whose keywords occur in a text.' })
export class TopicCandidate {
  @Field(() => Topic, { description: 'The topic.' })
  topic!: object;

  @Field(() => Int, {
    description: 'Number of matches; a word counts once, even if several keywords match it.',
  })
  count!: number;

  @Field(() => [KeywordMatch], { description: 'The first 20 matches, in the order of the text.' })
  keywords!: readonly object[];
}

/** Result of `matchTopics`. */
@ObjectType({ description: 'The topic that a text gets, and why.' })
export class TopicMatches {
  @Field(() => Topic, {
    nullable: true,
    description: 'The topic that a message with this text gets; null if no keyword occurs in it.',
  })
  topic!: object | null;

  @Field(() => [TopicCandidate], {
    description:
      'All topics with matches, most matches first; of topics with equally many, the first by name wins.',
  })
  candidates!: readonly object[];
}
