/** Factory of connection and edge types: all connections have the same shape. */
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';
import { PageInfo } from './page-info.js';

/** Fields of a connection in addition to its page. */
export interface ConnectionOptions {
  /** Plural name of the rows in descriptions, and their order. */
  readonly rows: string;
  readonly hasTotalCount?: boolean;
  readonly hasSyncCursor?: boolean;
}

const syncCursorDescription =
  'Position of the event log at the snapshot of this page: pass it as `after` to a subscription, and nothing is missed or repeated.';
const totalCountDescription =
  'Total number of rows in the list; null for more than 10,000. It needs a separate count query, so select it only if you show it.';

/**
 * Creates `<Name>Connection` and `<Name>Edge`. Rows, cursors and counts are read from a page object with the same
 * property names, each when it is selected.
 */
export function createConnection(
  name: string,
  node: ClassType<object>,
  options: ConnectionOptions,
): ClassType<object> {
  @ObjectType(`${name}Edge`, { description: `A row of ${name}Connection with its cursor.` })
  class Edge {
    @Field(() => Cursor, { description: 'Cursor of this row, for `after` and `before`.' })
    cursor!: string;

    @Field(() => node, { description: 'The row.' })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${options.rows}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges!: Edge[];

    @Field(() => [node], { description: 'The rows without cursors.' })
    nodes!: object[];

    @Field(() => PageInfo, { description: 'Position of the page in its list.' })
    pageInfo!: PageInfo;
  }

  // A property with a promise needs a resolver, or a compiled execution would not wait for it.
  if (options.hasTotalCount) {
    const total = { nullable: true, simple: false, description: totalCountDescription };
    Field(() => Int, total)(Connection.prototype, 'totalCount');
  }
  if (options.hasSyncCursor) {
    Field(() => Cursor, { description: syncCursorDescription })(Connection.prototype, 'syncCursor');
  }
  return Connection;
}
