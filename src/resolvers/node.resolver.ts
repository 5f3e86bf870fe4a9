import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { BadUserInputError } from '../domain/errors.js';
import { Node } from '../entities/node.js';
import { findNodeTypes } from '../queries/find-nodes.js';
import type { ResolverContext } from './context.js';
import { loadNodeOfType } from './node-loaders.js';

const maxIds = 100;

/** Objects of any type by their ids. */
@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'The object with this id; null for an unknown id, and for an object that you may not see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Id of the object.' }) id: string,
    @Ctx() context: ResolverContext,
  ): Promise<object | null> {
    const [found = null] = await loadNodes(context, [id]);
    return found;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Objects by their ids, up to 100, in the order of the ids; null in place of each that `node` would not find.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of the objects; at most 100.' }) ids: string[],
    @Ctx() context: ResolverContext,
  ): Promise<(object | null)[]> {
    if (ids.length > maxIds) throw new BadUserInputError('ids', `takes at most ${maxIds} values`);
    return loadNodes(context, ids);
  }
}

async function loadNodes(context: ResolverContext, ids: readonly string[]): Promise<(object | null)[]> {
  const wanted = ids.map(id => id.toLowerCase());
  const types = await findNodeTypes(context.reader, wanted);
  return Promise.all(
    wanted.map(id => {
      const type = types.get(id);
      return type ? loadNodeOfType(context, type, id) : null;
    }),
  );
}
