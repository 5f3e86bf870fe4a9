import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { builtInTemplates } from '../bookings/built-in-templates.js';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { listOwnTemplates, type TemplateRow } from '../queries/notification-templates.js';
import {
  NotificationPreviewInput,
  UpsertNotificationTemplateInput,
  UpsertTemplateVariantInput,
} from '../schema/booking.inputs.js';
import {
  NotificationPreview,
  NotificationTemplatePayload,
  NotificationTemplateView,
} from '../schema/booking.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Templates of notices. */
@Resolver()
export class NotificationTemplateResolver {
  @Query(() => [NotificationTemplateView], {
    description: 'Notice templates: custom ones, and built-in ones that are not replaced.',
  })
  async notificationTemplates(@Ctx() context: ResolverContext): Promise<object[]> {
    const own = await listOwnTemplates(context.reader);
    const isReplaced = (kind: string, locale: string) =>
      own.some(row => row.kind === kind && row.locale === locale && row.businessType === null);
    return [...own, ...listBuiltIn().filter(({ kind, locale }) => !isReplaced(kind, locale))];
  }

  @Query(() => NotificationPreview, {
    description: 'Previews a notice for a booking or an example. Nothing is sent.',
  })
  notificationPreview(
    @Arg('input', () => NotificationPreviewInput, { description: 'The notice to preview.' })
    input: NotificationPreviewInput,
    @Ctx() { useCases, reader }: ResolverContext,
  ): Promise<NotificationPreview> {
    return useCases.bookings.preview(reader.tenantId, input);
  }

  @Mutation(() => NotificationTemplatePayload, {
    description: 'Adds or changes a custom template; it replaces the built-in one from the next notice on.',
  })
  async upsertNotificationTemplate(
    @Arg('input', () => UpsertNotificationTemplateInput, { description: 'The template.' })
    input: UpsertNotificationTemplateInput,
    @Ctx() context: ResolverContext,
  ): Promise<NotificationTemplatePayload> {
    const { tenantId } = requireViewer(context.viewer);
    const id = await context.useCases.bookings.upsertTemplate(tenantId, input);
    return { template: await getFound('template', id, findOwnTemplate(context, id)) };
  }

  @Mutation(() => NotificationTemplatePayload, {
    description: 'Adds or changes a variant of a custom template. A contact always gets the same variant.',
  })
  async upsertTemplateVariant(
    @Arg('input', () => UpsertTemplateVariantInput, { description: 'The variant.' })
    input: UpsertTemplateVariantInput,
    @Ctx() context: ResolverContext,
  ): Promise<NotificationTemplatePayload> {
    const { tenantId } = requireViewer(context.viewer);
    const id = await context.useCases.bookings.upsertVariant(tenantId, input);
    return { template: await getFound('template', id, findOwnTemplate(context, id)) };
  }
}

/** The tenant's own template by id; null when there is none. */
export async function findOwnTemplate({ reader }: ResolverContext, id: string): Promise<TemplateRow | null> {
  return (await listOwnTemplates(reader)).find(row => row.id === id) ?? null;
}

function listBuiltIn(): TemplateRow[] {
  return Object.entries(builtInTemplates).flatMap(([locale, bodies]) =>
    Object.values(BookingNotificationKind).map(kind => ({
      id: `builtin:${kind}:${locale}`,
      kind,
      locale,
      businessType: null,
      body: bodies[kind],
      attachCalendarFile: false,
      messageTemplateId: null,
      templateVariables: null,
      isBuiltIn: true,
      variants: [],
    })),
  );
}
