/** Pagination arguments of every connection. */
import { ArgsType, Field, Int } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';

/** A page from the start of a list. */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of rows: 0 to 100, default 20. With 0 the page is empty, for `totalCount` alone.',
  })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Start after the row with this cursor.' })
  after?: string | null;
}

/** A page from either end of a list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of rows from the start (or after `after`): 0 to 100. Not together with `last`.',
  })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Start after the row with this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of rows from the end (or before `before`): 0 to 100. Not together with `first`.',
  })
  last?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'End before the row with this cursor.' })
  before?: string | null;
}
