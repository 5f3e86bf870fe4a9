/** Branches: the companies of the booking system that belong to the tenant, each with a time zone and a number. */
import type { Database, UnitOfWork } from '../database/database.js';
import { retryDuplicate } from '../database/retry-duplicate.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { isTimeZone } from '../domain/zoned-time.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { requeueQuarantined } from './lost-events.js';

/** A branch to upsert; an absent field is unchanged, or takes the default. Null clears fields that can be cleared. */
export interface SalonInput {
  readonly companyId: string;
  readonly accountId?: string | null;
  readonly name?: string | null;
  readonly timezone?: string | null;
  readonly locale?: string | null;
  readonly currency?: string | null;
  readonly businessType?: string | null;
  readonly address?: string | null;
  readonly noticeChannelId?: string | null;
  readonly groupingSeconds?: number | null;
  readonly recentActivityMinutes?: number | null;
  readonly botCommentMarkers?: readonly string[] | null;
  readonly botUserIds?: readonly string[] | null;
  readonly tellsChangesOfBotBookings?: boolean | null;
  readonly reminderHours?: readonly number[] | null;
}

/** Markers that bots write into the comment of a booking that they create. */
const defaultBotMarkers: readonly string[] = ['AI администратор', 'AI Admin', 'WhatsApp'];

const currencyByCountry: Readonly<Record<string, string>> = {
  KZ: 'KZT',
  RU: 'RUB',
  KG: 'KGS',
  UZ: 'UZS',
  BY: 'BYN',
  UA: 'UAH',
};
const maxListed = 20;
const maxChars = 200;

/**
 * Upserts the branch with this company id; events that waited for it are processed then.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError when there is no connection to add it to
 */
export async function upsertSalon(database: Database, tenantId: string, input: SalonInput): Promise<string> {
  const companyId = parseText('companyId', input.companyId, 60);
  const upsert = async ({ em }: UnitOfWork): Promise<Salon> => {
    const { accountId, noticeChannelId } = input;
    if (accountId != null && !isUuid(accountId)) throw new NotFoundError('booking account', accountId);
    const account = await em.findOne(
      BookingAccount,
      accountId == null ? { disconnectedAt: null } : { id: accountId },
      {
        orderBy: { id: 'asc' },
      },
    );
    if (!account && accountId != null) throw new NotFoundError('booking account', accountId);
    if (!account)
      throw new ConflictError(
        'There is no connection to the booking system; make one with connectBookings.',
        { reason: 'WRONG_STATE' },
      );
    if (account.disconnectedAt !== null)
      throw new ConflictError('The connection is disconnected; connect it again with connectBookings.', {
        reason: 'WRONG_STATE',
        accountId: account.id,
      });
    if (noticeChannelId != null) {
      const found = isUuid(noticeChannelId) && (await em.findOne(Channel, { id: noticeChannelId }));
      if (!found) throw new NotFoundError('channel', noticeChannelId);
      if (found.status === ChannelStatus.ARCHIVED)
        throw new ConflictError('The number is archived; choose another one.', {
          reason: 'ARCHIVED',
          channelId: found.id,
        });
    }
    const changes = parseChanges(input);
    const known = await em.findOne(Salon, { accountId: account.id, companyId });
    if (known) return em.assign(known, changes);
    const tenant = await em.findOneOrFail(Tenant, { id: tenantId });
    return em.create(Salon, {
      id: uuidV7(),
      tenantId,
      accountId: account.id,
      companyId,
      name: tenant.name,
      timezone: tenant.timezone,
      locale: null,
      currency: currencyByCountry[tenant.defaultCountry] ?? null,
      businessType: null,
      address: null,
      noticeChannelId: null,
      groupingSeconds: 60,
      recentActivityMinutes: null,
      botCommentMarkers: [...defaultBotMarkers],
      botUserIds: [],
      tellsChangesOfBotBookings: false,
      reminderHours: [],
      reconciledThrough: null,
      connectionState: null,
      connectionStateAt: null,
      createdAt: new Date(),
      ...changes,
    });
  };
  const salon = await retryDuplicate(() => database.change(tenantId, upsert));
  await requeueQuarantined(database, tenantId, salon.accountId, companyId);
  return salon.id;
}

function parseChanges(input: SalonInput): Partial<Salon> {
  const { name, timezone, locale, currency, businessType, address, noticeChannelId } = input;
  const changes: Partial<Salon> = {};
  if (name != null) changes.name = parseText('name', name, maxChars);
  if (timezone != null) changes.timezone = parseZone(timezone);
  if (locale !== undefined) changes.locale = locale === null ? null : parseLocaleTag('locale', locale);
  if (currency !== undefined) changes.currency = currency === null ? null : parseCurrency(currency);
  if (businessType !== undefined) changes.businessType = toBusinessType(businessType);
  if (address !== undefined)
    changes.address = address === null ? null : parseText('address', address, maxChars);
  if (noticeChannelId !== undefined) changes.noticeChannelId = noticeChannelId;
  if (input.groupingSeconds != null) {
    changes.groupingSeconds = parseWhole('groupingSeconds', input.groupingSeconds, 0, 3_600);
  }
  if (input.recentActivityMinutes !== undefined) {
    const minutes = input.recentActivityMinutes;
    changes.recentActivityMinutes =
      minutes === null ? null : parseWhole('recentActivityMinutes', minutes, 0, 1_440);
  }
  if (input.botCommentMarkers != null) {
    const markers = parseFew('botCommentMarkers', input.botCommentMarkers);
    changes.botCommentMarkers = markers.map(marker => parseText('botCommentMarkers', marker, maxChars));
  }
  if (input.botUserIds !== undefined) {
    const ids = parseFew('botUserIds', input.botUserIds ?? []);
    changes.botUserIds = [...new Set(ids.map(id => parseText('botUserIds', id, 60)))];
  }
  if (input.tellsChangesOfBotBookings != null) {
    changes.tellsChangesOfBotBookings = input.tellsChangesOfBotBookings;
  }
  if (input.reminderHours != null) {
    const hours = parseFew('reminderHours', input.reminderHours);
    changes.reminderHours = [...new Set(hours.map(hour => parseWhole('reminderHours', hour, 1, 720)))];
  }
  return changes;
}

/** A business type, normalised; null for none. @throws BadUserInputError */
export function toBusinessType(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : parseText('businessType', text, 60).toLowerCase();
}

/** A BCP 47 language tag in its canonical spelling. @throws BadUserInputError */
export function parseLocaleTag(field: string, text: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(text);
    if (locale !== undefined) return locale;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BadUserInputError(field, 'must be a BCP 47 language tag, such as ru or kk');
}

/** Trimmed single-line text. @throws BadUserInputError */
export function parseText(field: string, text: string, max: number): string {
  const line = cleanText(text).trim();
  if (line !== '' && line.length <= max && !/\p{Cc}/u.test(line)) return line;
  throw new BadUserInputError(field, `must have 1 to ${max} characters in one line`);
}

function parseZone(zone: string): string {
  if (/^[A-Za-z]/.test(zone) && isTimeZone(zone)) return zone;
  throw new BadUserInputError('timezone', 'must be an IANA time zone, such as Asia/Almaty');
}

function parseCurrency(code: string): string {
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  throw new BadUserInputError('currency', 'must be an ISO 4217 code, such as KZT');
}

function parseWhole(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new BadUserInputError(field, `must be a whole number from ${min} to ${max}`);
}

function parseFew<Value>(field: string, values: readonly Value[]): readonly Value[] {
  if (values.length <= maxListed) return values;
  throw new BadUserInputError(field, `takes at most ${maxListed} values`);
}
