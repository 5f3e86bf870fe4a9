import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { BookingOrder } from '../domain/list-order.js';
import { toMoney } from '../domain/money.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { BookingRevision } from '../entities/booking-revision.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import {
  loadBooking,
  loadBookingOfEvent,
  loadNotificationsOf,
  loadRevisions,
  loadSalon,
} from '../queries/booking-loaders.js';
import { type BookingRow, bookingPage, bookingsOfContact } from '../queries/booking-page.js';
import type { LeadRow, WebhookEventRow } from '../queries/rows.js';
import { BookedServiceView } from '../schema/booked-service.type.js';
import { BookingConnection } from '../schema/booking-connections.js';
import { BookingFilter } from '../schema/booking-filters.js';
import { Money } from '../schema/money.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class BookingsArgs extends ForwardPageArgs {
  @Field(() => BookingFilter, { nullable: true, description: 'Filter; default: all bookings.' })
  filter?: BookingFilter | null;

  @Field(() => BookingOrder, {
    defaultValue: BookingOrder.LATEST_VISIT_FIRST,
    description: 'Order of the list.',
  })
  orderBy!: BookingOrder;
}

/** Bookings: lookups and fields. */
@Resolver(() => Booking)
export class BookingResolver {
  @Query(() => BookingConnection, {
    description: 'Bookings received from the booking system.',
  })
  bookings(@Args(() => BookingsArgs) args: BookingsArgs, @Ctx() context: ResolverContext): Promise<object> {
    return bookingPage(toPageSource(context), args.filter ?? {}, args.orderBy, args);
  }

  @Query(() => Booking, {
    nullable: true,
    description: 'One booking. NOT_FOUND for an unknown id.',
  })
  booking(
    @Arg('id', () => ID, { description: 'Id of the booking.' }) id: string,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return getFound('booking', id, loadBooking(context, id));
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'The customer; null when the booking has no phone.',
  })
  contact(@Root() booking: BookingRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(booking.contactId);
  }

  @FieldResolver(() => Salon, { description: 'The branch of the booking.' })
  salon(@Root() booking: BookingRow, @Ctx() context: ResolverContext) {
    return loadSalon(context, booking.salonId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Address of the branch, as shown to customers.',
  })
  async address(@Root() booking: BookingRow, @Ctx() context: ResolverContext): Promise<string | null> {
    return (await loadSalon(context, booking.salonId))?.address ?? null;
  }

  @FieldResolver(() => [BookedServiceView], { description: 'The booked services.' })
  async services(@Root() booking: BookingRow, @Ctx() context: ResolverContext): Promise<BookedServiceView[]> {
    const { services } = booking;
    const currency = services.length === 0 ? null : await currencyOf(booking, context);
    return services.map(service => ({
      ...service,
      cost: toMoney(service.cost, currency),
      firstCost: toMoney(service.firstCost, currency),
    }));
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Total price, after discounts.' })
  async totalCost(@Root() booking: BookingRow, @Ctx() context: ResolverContext): Promise<object | null> {
    if (booking.totalCost === null) return null;
    return toMoney(booking.totalCost, await currencyOf(booking, context));
  }

  @FieldResolver(() => [BookingRevision], { description: 'Its changes, oldest first.' })
  revisions(@Root() booking: BookingRow, @Ctx() context: ResolverContext) {
    return loadRevisions(context, booking.id);
  }

  @FieldResolver(() => [BookingNotification], {
    description: 'Decisions about notices to its customer, oldest first, with the reason why none was sent.',
  })
  notifications(@Root() booking: BookingRow, @Ctx() context: ResolverContext) {
    return loadNotificationsOf(context, booking.id);
  }
}

/** The booking system reports prices without a currency: they are in the branch's. */
async function currencyOf({ salonId }: BookingRow, context: ResolverContext): Promise<string | null> {
  return (await loadSalon(context, salonId))?.currency ?? null;
}

/** Bookings of a lead. */
@Resolver(() => Lead)
export class LeadBookingsResolver {
  @FieldResolver(() => BookingConnection, {
    description: 'Bookings of the contact, the latest visit first.',
  })
  bookings(
    @Root() lead: LeadRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return bookingsOfContact(toPageSource(context), lead.contactId, args);
  }
}

/** Booking of a ledger row. */
@Resolver(() => WebhookEvent)
export class WebhookEventBookingResolver {
  @FieldResolver(() => Booking, {
    nullable: true,
    description: 'The booking that the event created or changed.',
  })
  booking(@Root() event: WebhookEventRow, @Ctx() context: ResolverContext) {
    return loadBookingOfEvent(context, event.id);
  }
}

/** Fields of a booking's revision. */
@Resolver(() => BookingRevision)
export class BookingRevisionResolver {
  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description: 'The ledger entry that reported it; null after the retention period.',
  })
  sourceEvent(@Root() revision: BookingRevision, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(revision.sourceEventId);
  }
}
