import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ActivityActorKind } from '../domain/vocabulary.js';
import { Activity } from '../entities/activity.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Node } from '../entities/node.js';
import { activityPage } from '../queries/activity-page.js';
import { findNodeTypes, type NodeTypeName } from '../queries/find-nodes.js';
import { ActivityFilter } from '../schema/activity-filter.input.js';
import { Actor, systemActors } from '../schema/actor.type.js';
import { ActivityConnection } from '../schema/connections.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import { mayUse } from './access.js';
import type { ResolverContext } from './context.js';
import { loadNodeOfType } from './node-loaders.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class ActivitiesArgs extends ForwardPageArgs {
  @Field(() => ActivityFilter, { nullable: true, description: 'Filter; default: all.' })
  filter?: ActivityFilter | null;
}

/** A timeline shows who did what; from where is for those who may read the audit log. */
const forAuditors = ({ scope }: ResolverContext, value: string | null): string | null =>
  mayUse('Query', 'activities', scope) ? value : null;

/** The audit log. */
@Resolver(() => Activity)
export class ActivityResolver {
  @Query(() => ActivityConnection, {
    description:
      'The audit log, newest first: changes by users, programs and the operator, and sign-ins. Kept for AUDIT_RETENTION_DAYS. GET /audit/export has the same rows as CSV and JSON lines.',
  })
  activities(
    @Args(() => ActivitiesArgs) args: ActivitiesArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return activityPage(toPageSource(context), args.filter ?? {}, args);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The changed object; null when there is not one, when it is gone, and when you may not see it.',
  })
  async target(@Root() { targetId }: Activity, @Ctx() context: ResolverContext): Promise<object | null> {
    if (targetId === null) return null;
    const { loaders, reader } = context;
    const type = await loaders
      .byParent<NodeTypeName | null>('nodeType', async ids => {
        const types = await findNodeTypes(reader, ids);
        return ids.map(id => types.get(id) ?? null);
      })
      .load(targetId);
    return type && loadNodeOfType(context, type, targetId);
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'The contact that it concerns; null when it is not known.',
  })
  contact(@Root() { contactId }: Activity, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(contactId);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation that it concerns; null when it is not known.',
  })
  conversation(@Root() { conversationId }: Activity, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(conversationId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Id of the session or token, or the name of the user of the operating system; null when it is not known, and without READ_AUDIT.',
  })
  credentialId(@Root() { credentialId }: Activity, @Ctx() context: ResolverContext): string | null {
    return forAuditors(context, credentialId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'IP address of the request; null for the command line, and without READ_AUDIT.',
  })
  ipAddress(@Root() { ipAddress }: Activity, @Ctx() context: ResolverContext): string | null {
    return forAuditors(context, ipAddress);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The `User-Agent` of the request; null without READ_AUDIT.',
  })
  userAgent(@Root() { userAgent }: Activity, @Ctx() context: ResolverContext): string | null {
    return forAuditors(context, userAgent);
  }

  @FieldResolver(() => Actor, { description: 'The actor.' })
  async actor(@Root() { actorKind, actorId }: Activity, @Ctx() { loaders }: ResolverContext) {
    if (actorKind === ActivityActorKind.OPERATOR) return systemActors.operator;
    if (actorKind === ActivityActorKind.ASSISTANT)
      return (await loaders.assistant.load(actorId)) ?? systemActors.ai;
    return (await loaders.user.load(actorId)) ?? systemActors.anonymous;
  }
}
