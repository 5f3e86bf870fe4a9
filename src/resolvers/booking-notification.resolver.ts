import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Message } from '../entities/message.entity.js';
import { loadBooking } from '../queries/booking-loaders.js';
import { type BookingNotificationRow, bookingNotificationPage } from '../queries/booking-page.js';
import { NotificationTemplateView } from '../schema/booking.types.js';
import { BookingNotificationConnection } from '../schema/booking-connections.js';
import { BookingNotificationFilter } from '../schema/booking-filters.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { findOwnTemplate } from './notification-template.resolver.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class BookingNotificationsArgs extends ForwardPageArgs {
  @Field(() => BookingNotificationFilter, { nullable: true, description: 'Filter; default: all decisions.' })
  filter?: BookingNotificationFilter | null;
}

/** Notification decisions. */
@Resolver(() => BookingNotification)
export class BookingNotificationResolver {
  @Query(() => BookingNotificationConnection, {
    description:
      'Decisions about booking notices, newest first, with the reason why a notice was or was not sent.',
  })
  bookingNotifications(
    @Args(() => BookingNotificationsArgs) args: BookingNotificationsArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return bookingNotificationPage(toPageSource(context), args.filter ?? {}, args);
  }

  @FieldResolver(() => Booking, { description: 'The booking of the notice.' })
  booking(@Root() notification: BookingNotificationRow, @Ctx() context: ResolverContext) {
    return loadBooking(context, notification.bookingId);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message; null when nothing was sent. Its status shows the delivery.',
  })
  message(@Root() notification: BookingNotificationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(notification.messageId);
  }

  @FieldResolver(() => NotificationTemplateView, {
    nullable: true,
    description: 'The custom template that was used; null for a built-in one.',
  })
  template(@Root() notification: BookingNotificationRow, @Ctx() context: ResolverContext) {
    return notification.templateId === null ? null : findOwnTemplate(context, notification.templateId);
  }
}
