import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { BadUserInputError, SimulatorsOffError } from '../domain/errors.js';
import { Channel } from '../entities/channel.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { listSalons, loadSalon, type SalonListRow } from '../queries/booking-loaders.js';
import { RegisterBotBookingInput, SimulateBookingInput, UpsertSalonInput } from '../schema/booking.inputs.js';
import { BotBookingPayload, SalonPayload } from '../schema/booking.types.js';
import { SimulatePayload } from '../schema/simulate-payload.type.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Branches at the booking system. */
@Resolver(() => Salon)
export class SalonResolver {
  @Query(() => [Salon], { description: "The company's branches at the booking system." })
  salons(@Ctx() context: ResolverContext): Promise<object[]> {
    return listSalons(context);
  }

  @FieldResolver(() => Channel, {
    nullable: true,
    description: 'The number that sends its notices; without one, nothing is sent.',
  })
  noticeChannel(@Root() salon: SalonListRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(salon.noticeChannelId);
  }

  @Mutation(() => SalonPayload, {
    description:
      'Adds or changes a branch. Events that were quarantined for its company id are then processed.',
  })
  async upsertSalon(
    @Arg('input', () => UpsertSalonInput, { description: 'The branch.' }) input: UpsertSalonInput,
    @Ctx() context: ResolverContext,
  ): Promise<SalonPayload> {
    const id = await context.useCases.bookings.upsertSalon(requireViewer(context.viewer).tenantId, input);
    context.loaders.clearAll();
    return { salon: await getFound('branch', id, loadSalon(context, id)) };
  }

  @Mutation(() => BotBookingPayload, {
    description:
      "Registers a booking that the company's own bot made, so that its customer gets no second notice. Call it as soon as the booking system has returned the id.",
  })
  async registerBotBooking(
    @Arg('input', () => RegisterBotBookingInput, { description: 'The booking.' })
    input: RegisterBotBookingInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<BotBookingPayload> {
    const { companyId, externalId } = input;
    await useCases.bookings.registerBotBooking(requireViewer(viewer).tenantId, companyId, externalId);
    return { externalId };
  }

  @Mutation(() => SimulatePayload, {
    description:
      'Processes a simulated event of the booking system, for the oldest branch. Not in production. A real notice is sent.',
  })
  async simulateBooking(
    @Arg('input', () => SimulateBookingInput, { description: 'The event.' }) input: SimulateBookingInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<SimulatePayload> {
    const { tenantId } = requireViewer(viewer);
    if (!useCases.bookingAccounts.canSimulate) throw new SimulatorsOffError();
    if (!playable.has(input.eventType)) {
      throw new BadUserInputError('eventType', 'must be CREATED, UPDATED or CANCELLED');
    }
    const { ledgerId } = await useCases.bookings.simulate(tenantId, input);
    return { event: await loaders.webhookEvent.load(ledgerId) };
  }
}

const playable: ReadonlySet<BookingNotificationKind> = new Set([
  BookingNotificationKind.CREATED,
  BookingNotificationKind.UPDATED,
  BookingNotificationKind.CANCELLED,
]);
