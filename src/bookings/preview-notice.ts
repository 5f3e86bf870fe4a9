/** Previews a notice for a booking or an example. Sends nothing and changes nothing. */
import type { Database } from '../database/database.js';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Booking, type NoticeFacts } from '../entities/booking.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { toNoticeFacts } from './booking-state.js';
import { chooseTemplate } from './choose-template.js';
import { fillTemplate, toGroupedVariables, toVariables } from './render-notice.js';
import { parseLocaleTag, toBusinessType } from './upsert-salon.js';
import { parseTemplateBody } from './upsert-template.js';

/** What to preview. */
export interface PreviewInput {
  readonly kind: BookingNotificationKind;
  readonly locale?: string | null;
  readonly businessType?: string | null;
  /** A template body that is not stored yet. */
  readonly body?: string | null;
  readonly bookingId?: string | null;
}

/** The rendered text and its template. */
export interface NoticePreview {
  readonly text: string;
  readonly locale: string;
  readonly templateId: string | null;
  readonly variant: string | null;
}

/** Renders a preview. @throws NotFoundError, BadUserInputError */
export async function previewNotice(
  database: Database,
  tenantId: string,
  input: PreviewInput,
): Promise<NoticePreview> {
  const { kind } = input;
  const em = await database.forTenant(tenantId);
  const booking = input.bookingId
    ? isUuid(input.bookingId) && (await em.findOne(Booking, { id: input.bookingId }))
    : null;
  if (booking === false || (input.bookingId && !booking))
    throw new NotFoundError('booking', input.bookingId ?? '');
  const salon = await em.findOne(Salon, booking ? { id: booking.salonId } : {}, { orderBy: { id: 'asc' } });
  const tenant = await em.findOneOrFail(Tenant, { id: tenantId });
  const locale = input.locale ? parseLocaleTag('locale', input.locale) : (salon?.locale ?? tenant.locale);
  const chosen = await chooseTemplate(database, {
    tenantId,
    kind,
    locale,
    businessType: toBusinessType(input.businessType) ?? salon?.businessType ?? null,
    contactId: booking?.contactId ?? null,
  });
  const place = {
    salonName: salon?.name ?? tenant.name,
    address: salon ? salon.address : 'ул. Ленина 10',
    currency: salon ? salon.currency : null,
    locale,
  };
  const now = booking && salon ? toNoticeFacts(booking, salon.timezone) : toMoved(example);
  const known = booking ? booking.told : example;
  const subject = {
    now:
      kind === BookingNotificationKind.UPDATED || kind === BookingNotificationKind.GROUPED
        ? now
        : booking
          ? now
          : example,
    known:
      kind === BookingNotificationKind.CREATED || kind === BookingNotificationKind.REMINDER ? null : known,
  };
  const variables =
    kind === BookingNotificationKind.GROUPED
      ? toGroupedVariables([subject, subject], place, now.clientName)
      : toVariables(subject, place);
  const body = input.body == null ? chosen.body : parseTemplateBody('body', input.body);
  const own = input.body == null ? chosen : { templateId: null, variant: null };
  return { text: fillTemplate(body, variables), locale, templateId: own.templateId, variant: own.variant };
}

/** The example booking of the set-up guide. */
const example: NoticeFacts = {
  startsAtLocal: '2025-08-15T14:00:00',
  services: [{ externalId: '1', title: 'Мужская стрижка', cost: 1_500, firstCost: 1_500, discount: 0 }],
  staffExternalId: '1',
  staffName: 'Александр',
  totalCost: 1_500,
  clientPhone: '+79001234567',
  clientName: 'Клиент',
};

const toMoved = (told: NoticeFacts): NoticeFacts => ({ ...told, startsAtLocal: '2025-08-16T15:00:00' });
