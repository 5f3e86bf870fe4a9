import { Field, ObjectType } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';

/** The position of a page in its list. */
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field({ description: 'Whether rows follow; going backward, whether the page ended before a cursor.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether rows come before; going forward, whether the page began after a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the first row; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the last row; null on an empty page.' })
  endCursor!: string | null;
}
