import { Field, ObjectType } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';

/** The position of a page in its list. */
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field({
    description: 'True if more rows follow; when paging backward, true if the page ended before a cursor.',
  })
  hasNextPage!: boolean;

  @Field({
    description:
      'True if there are rows before this page; when paging forward, true if the page started after a cursor.',
  })
  hasPreviousPage!: boolean;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the first row; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the last row; null on an empty page.' })
  endCursor!: string | null;
}
