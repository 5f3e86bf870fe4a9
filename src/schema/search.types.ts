/** Types of the search. */
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';
import { MessageDirection, SearchKind } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { PageInfo } from './page-info.js';
import { toTaggedTypeName } from './stream.types.js';

/** What a search finds. */
export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'What a search finds. More types can be added.',
  types: () => [Message, Conversation, Contact, Lead, Note] as const,
  resolveType: toTaggedTypeName,
});

/** Where to search. */
@InputType({
  description:
    'Where to search. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class SearchFilter {
  @Field(() => [SearchKind], { nullable: true, description: 'Results of these kinds; default: all.' })
  kinds?: SearchKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'On one of these numbers.' })
  channelIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of this contact: the contact, their conversations and leads, the messages and notes in them.',
  })
  contactId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of this conversation: it, its messages and its notes.',
  })
  conversationId?: string | null;

  @Field(() => MessageDirection, { nullable: true, description: 'Messages of this direction.' })
  direction?: MessageDirection | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Messages and notes that one of these users or assistants wrote.',
  })
  authorIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Created at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created before this moment.' })
  createdBefore?: Date | null;
}

/** A piece of a snippet. */
@ObjectType({ description: 'A piece of a snippet.' })
export class SnippetPart {
  @Field(() => String, { description: 'A part of the text.' })
  text!: string;

  @Field(() => Boolean, { description: 'True if it is one of the words that were searched for.' })
  isMatch!: boolean;
}

/** A result with its cursor. */
@ObjectType({ description: 'A result of a search with its cursor.' })
export class SearchEdge {
  @Field(() => Cursor, { description: 'Cursor of this result, for `after`.' })
  cursor!: string;

  @Field(() => SearchResult, { description: 'The result.' })
  node!: object;

  @Field(() => String, {
    description:
      'Name of the field that has the words: `text` or `attachments` of a message, `body` of a note, `displayName`, `phone` or `identities` of a contact, `name` or `phone` of a lead, `contact` or `address` of a conversation.',
  })
  field!: string;

  @Field(() => [SnippetPart], {
    description:
      'The text around the words, at most 200 characters: join the parts. An ellipsis is where it was cut.',
  })
  snippet!: readonly SnippetPart[];
}

/** A page of results. */
@ObjectType({ description: 'A page of results, best first; among equals the newest.' })
export class SearchConnection {
  @Field(() => [SearchEdge], { description: 'The results with their cursors and snippets.' })
  edges!: SearchEdge[];

  @Field(() => [SearchResult], { description: 'The results alone.' })
  nodes!: object[];

  @Field(() => PageInfo, { description: 'Position of the page in the list of results.' })
  pageInfo!: PageInfo;
}
