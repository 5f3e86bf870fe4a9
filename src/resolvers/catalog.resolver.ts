import { Ctx, Query, Resolver } from 'type-graphql';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { leadStages, topics } from '../queries/catalog.js';
import type { ResolverContext } from './context.js';

/** Short lists of a company's settings. */
@Resolver()
export class CatalogResolver {
  @Query(() => [LeadStage], { description: 'Stages of the sales pipeline, in order.' })
  leadStages(@Ctx() { reader }: ResolverContext): Promise<object[]> {
    return leadStages(reader);
  }

  @Query(() => [Topic], { description: 'Topics of conversations, by name.' })
  topics(@Ctx() { reader }: ResolverContext): Promise<object[]> {
    return topics(reader);
  }
}
