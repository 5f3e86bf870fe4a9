import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Notification } from '../entities/notification.entity.js';
import {
  countUnread,
  loadIsUnread,
  type NotificationRow,
  notificationPage,
} from '../queries/notifications.js';
import {
  MarkNotificationsReadInput,
  NotificationConnection,
  NotificationsPayload,
} from '../schema/notification.types.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class NotificationsArgs extends ForwardPageArgs {
  @Field({ defaultValue: false, description: 'True for unread ones only.' })
  unreadOnly!: boolean;
}

/** Notifications of the asking user. */
@Resolver(() => Notification)
export class NotificationResolver {
  @Query(() => NotificationConnection, {
    description:
      'Your notifications, newest first, for 30 days. New ones are in `viewerEvents`. Whether they sound or show is a setting of the client.',
  })
  async notifications(
    @Args(() => NotificationsArgs) args: NotificationsArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { userId } = requireViewer(context.viewer);
    const page = await notificationPage(toPageSource(context), userId, args.unreadOnly, args);
    return Object.defineProperty(page, 'unreadCount', { get: () => countUnread(context.reader, userId) });
  }

  @Mutation(() => NotificationsPayload, {
    description:
      'Marks a notification of yours and all older ones as read; safe to repeat. NOT_FOUND for one of another user. Reported by NOTIFICATION_UPDATED for the newest of them.',
  })
  async markNotificationsRead(
    @Arg('input', () => MarkNotificationsReadInput, { description: 'The newest that you have read.' })
    { upToId }: MarkNotificationsReadInput,
    @Ctx() context: ResolverContext,
  ): Promise<NotificationsPayload> {
    const viewer = requireViewer(context.viewer);
    await context.useCases.desk.markNotificationsRead(viewer, upToId.toLowerCase());
    return { unreadCount: await countUnread(context.reader, viewer.userId) };
  }

  @FieldResolver(() => Conversation, { description: 'The conversation that it is about.' })
  conversation(@Root() { conversationId }: NotificationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(conversationId);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True until you mark it as read, and while what it is about lasts: once a person has taken the conversation over, it is false for all users.',
  })
  isUnread(@Root() { id }: NotificationRow, @Ctx() context: ResolverContext): Promise<boolean> {
    return loadIsUnread(context, id);
  }
}
