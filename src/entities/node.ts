import { Field, ID, InterfaceType } from 'type-graphql';

/** An object that the query `node` finds by its id. */
@InterfaceType({
  description: 'An object with a globally unique id; the queries `node` and `nodes` find it.',
})
export abstract class Node {
  @Field(() => ID, { description: 'UUID, version 7; unique over all types.' })
  id!: string;
}
