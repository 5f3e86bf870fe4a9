import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { timelineOf } from '../queries/timeline-page.js';
import { PageArgs } from '../schema/page.args.js';
import { TimelineConnection, TimelineFilter } from '../schema/timeline.types.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class TimelineArgs extends PageArgs {
  @Field(() => TimelineFilter, { nullable: true, description: 'Filter; default: everything.' })
  filter?: TimelineFilter | null;
}

/** The timeline of a conversation. */
@Resolver(() => Conversation)
export class ConversationTimelineResolver {
  @FieldResolver(() => TimelineConnection, {
    description:
      'Its messages and notes, the changes of it, its lead and its person, and the notices that were sent in it, in one order. With neither `first` nor `last`: the newest 20.',
  })
  timeline(
    @Root() { id }: Conversation,
    @Args(() => TimelineArgs) args: TimelineArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return timelineOf(toPageSource(context), 'conversation', id, args.filter ?? {}, args);
  }
}

/** The timeline of a contact. */
@Resolver(() => Contact)
export class ContactTimelineResolver {
  @FieldResolver(() => TimelineConnection, {
    description:
      'Everything with this person over all numbers and leads, in one order. With neither `first` nor `last`: the newest 20.',
  })
  timeline(
    @Root() { id }: Contact,
    @Args(() => TimelineArgs) args: TimelineArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return timelineOf(toPageSource(context), 'contact', id, args.filter ?? {}, args);
  }
}
