import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Url } from '../domain/scalars.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { listBookingAccounts, listSalons } from '../queries/booking-loaders.js';
import {
  ConnectBookingsInput,
  DisconnectBookingsInput,
  RotateBookingsKeyInput,
  UpdateBookingAccountInput,
} from '../schema/booking.inputs.js';
import { BookingAccountPayload } from '../schema/booking.types.js';
import type { ResolverContext } from './context.js';

/** Connections to the booking system. */
@Resolver(() => BookingAccount)
export class BookingAccountResolver {
  @Query(() => [BookingAccount], {
    description: 'Connections to the booking system, oldest first, disconnected ones too; at most 20.',
  })
  bookingAccounts(@Ctx() context: ResolverContext): Promise<object[]> {
    return listBookingAccounts(context);
  }

  @FieldResolver(() => Url, {
    description:
      'The webhook URL to enter at the booking system, with the first characters of its key and `***` for the rest.',
  })
  webhookUrl(@Root() account: BookingAccount, @Ctx() { useCases }: ResolverContext): string {
    return useCases.bookingAccounts.shownWebhookUrl(account);
  }

  @FieldResolver(() => Boolean, {
    description: 'True if tokens or a secret are stored; they are never returned.',
  })
  credentialsSet(@Root() { credentialsCipher }: BookingAccount): boolean {
    return credentialsCipher !== null;
  }

  @FieldResolver(() => [Salon], { description: 'Its branches.' })
  salons(@Root() account: BookingAccount, @Ctx() context: ResolverContext): Promise<object[]> {
    return context.loaders
      .byParent('salonsOfBookingAccount', async accountIds => {
        const salons = await listSalons(context);
        return accountIds.map(id => salons.filter(({ accountId }) => accountId === id));
      })
      .load(account.id);
  }

  @Mutation(() => BookingAccountPayload, {
    description:
      'Connects YClients, or with `accountId` a disconnected connection again. The webhook URL is shown only once; enter it at YClients. LIMIT_REACHED for more than 20 connections.',
  })
  connectBookings(
    @Arg('input', () => ConnectBookingsInput, { description: 'The connection.' }) input: ConnectBookingsInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<BookingAccountPayload> {
    return useCases.bookingAccounts.connect(requireViewer(viewer).tenantId, {
      ...input,
      apiBaseUrl: input.apiBaseUrl == null ? null : String(input.apiBaseUrl),
    });
  }

  @Mutation(() => BookingAccountPayload, {
    description: 'Replaces the webhook key of the connection; the old one stops working at once.',
  })
  rotateBookingsKey(
    @Arg('input', () => RotateBookingsKeyInput, { description: 'The connection.' })
    input: RotateBookingsKeyInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<BookingAccountPayload> {
    return useCases.bookingAccounts.rotate(requireViewer(viewer).tenantId, input.accountId);
  }

  @Mutation(() => BookingAccountPayload, {
    description:
      'Changes the name, the tokens or the webhook secret of a connection. CONFLICT (`reason` WRONG_STATE) for a disconnected one. Reported by TENANT_UPDATED.',
  })
  async updateBookingAccount(
    @Arg('input', () => UpdateBookingAccountInput, { description: 'The changes.' })
    input: UpdateBookingAccountInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<BookingAccountPayload> {
    const { apiBaseUrl, ...change } = input;
    const account = await useCases.bookingAccounts.update(requireViewer(viewer).tenantId, {
      ...change,
      ...(apiBaseUrl !== undefined && { apiBaseUrl: apiBaseUrl === null ? null : String(apiBaseUrl) }),
    });
    return { account, webhookUrl: null };
  }

  @Mutation(() => BookingAccountPayload, {
    description:
      'Disconnects YClients: bookings and branches stay, webhooks are refused, nothing is pulled, and no notice is sent, including queued ones. connectBookings with its `accountId` connects it again. Reported by TENANT_UPDATED.',
  })
  async disconnectBookings(
    @Arg('input', () => DisconnectBookingsInput, { description: 'The connection.' })
    input: DisconnectBookingsInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<BookingAccountPayload> {
    const account = await useCases.bookingAccounts.disconnect(
      requireViewer(viewer).tenantId,
      input.accountId,
    );
    return { account, webhookUrl: null };
  }
}
