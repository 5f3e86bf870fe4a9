import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { ForwardPageArgs } from '../schema/page.args.js';
import { SearchConnection, SearchFilter } from '../schema/search.types.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class SearchArgs extends ForwardPageArgs {
  @Field(() => String, {
    description:
      'The words, 2 to 200 characters. The last one can be unfinished: it finds every word that begins with it.',
  })
  query!: string;

  @Field(() => SearchFilter, { nullable: true, description: 'Where to search; default: everywhere.' })
  filter?: SearchFilter | null;
}

/** The search. */
@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      'Words in messages, notes, names, phones and names of files. Every word must occur; word forms count; "…" keeps words together as they are; a phone is found by its digits, written in any way. Best first: names and phones, then texts with the words as they are, then texts with other forms; among equals the newest. Fails with SEARCH_TOO_BROAD when it takes too long: add a word or a filter.',
  })
  search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: ResolverContext): Promise<object> {
    return context.useCases.search(toPageSource(context), args.query, args.filter ?? {}, args);
  }
}
