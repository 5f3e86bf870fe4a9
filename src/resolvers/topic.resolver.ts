import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Topic } from '../entities/topic.entity.js';
import { topics } from '../queries/catalog.js';
import type { TopicRow } from '../queries/rows.js';
import { topicMatches } from '../queries/topic-matches.js';
import { TopicMatches, TopicPayload, UpsertTopicInput } from '../schema/topic.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Topics of conversations. */
@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => [Topic], {
    description: 'Topics of conversations, by name; at most 200, and 1,000 with archived ones.',
  })
  topics(
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to include archived topics.',
    })
    includeArchived: boolean,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object[]> {
    return topics(reader, includeArchived);
  }

  @Query(() => TopicMatches, {
    description: 'Which topic a message with this text gets, and which keywords match. Changes nothing.',
  })
  matchTopics(
    @Arg('text', () => String, { description: 'The text; at most 10,000 characters.' }) text: string,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object> {
    return topicMatches(reader, text);
  }

  @Mutation(() => TopicPayload, {
    description:
      'Creates or changes a topic. New keywords apply to messages that arrive from then on, within a second in every process; existing topics of conversations stay. CONFLICT for a name in use, LIMIT_REACHED for more than 200 topics. Reported by TENANT_UPDATED.',
  })
  async upsertTopic(
    @Arg('input', () => UpsertTopicInput, { description: 'The topic.' }) input: UpsertTopicInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<TopicPayload> {
    const id = await useCases.desk.upsertTopic(requireViewer(viewer), input);
    loaders.clearAll();
    return { topic: await getFound('topic', id, loaders.topic.load(id)) };
  }

  @FieldResolver(() => Boolean, {
    description: 'True if keywords and users no longer choose it; it stays where it is set.',
  })
  isArchived(@Root() { archivedAt }: TopicRow): boolean {
    return archivedAt !== null;
  }
}
