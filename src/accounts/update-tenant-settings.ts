/** Use case: change the company's name, language and settings. */

import type { Database } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError, UnauthenticatedError } from '../domain/errors.js';
import { toOptOutText } from '../domain/opt-out.js';
import { Tenant } from '../entities/tenant.entity.js';
import { isSameValue } from '../providers/contract/same-account.js';
import {
  parseCountry,
  parseCurrency,
  parseLine,
  parseLocale,
  parseTimezone,
  parseWithin,
} from './input-rules.js';
import { type OpeningRulesInput, parseAwayText, parseOpeningRules } from './opening-rules-input.js';
import { toTenantUpdated } from './tenant-updated.js';

/**
 * Changed settings; an absent field is unchanged. Null clears currency, business hours, away text,
 * opt-out words and the retention of messages, which are then kept.
 */
export interface TenantSettingsChange {
  readonly name?: string | null;
  readonly defaultCountry?: string | null;
  readonly timezone?: string | null;
  readonly locale?: string | null;
  readonly currency?: string | null;
  readonly recentActivityMinutes?: number | null;
  readonly replyWindowHours?: number | null;
  readonly showsDeletedText?: boolean | null;
  readonly webhookRetentionDays?: number | null;
  readonly messageRetentionDays?: number | null;
  readonly requiresSecondFactor?: boolean | null;
  readonly assignsOnReply?: boolean | null;
  readonly businessHours?: OpeningRulesInput | null;
  readonly awayText?: string | null;
  readonly optOutWords?: readonly string[] | null;
}

const maxRecentActivityMinutes = 1_440;
/** The shortest reply window of a provider; a later deadline would have no effect. */
const maxReplyWindowHours = 24;
const maxRetentionDays = 36_500;
const maxOptOutWords = 50;
const maxOptOutChars = 40;
/** Fields of the company itself; the others are fields of its settings. */
const ownFields: readonly string[] = ['name', 'defaultCountry', 'timezone', 'locale', 'currency'];

/** Changes settings and returns the updated company; emits nothing when nothing differs. @throws BadUserInputError */
export function updateTenantSettings(
  database: Database,
  tenantId: string,
  input: TenantSettingsChange,
): Promise<Tenant> {
  return database.change(tenantId, async unit => {
    const { em, emit } = unit;
    const wanted = toWanted(input);
    await lockCompany(unit, tenantId);
    const tenant = await em.findOne(Tenant, { id: tenantId });
    if (!tenant) throw new UnauthenticatedError();
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      name => !isSameValue(tenant[name], wanted[name]),
    );
    Object.assign(tenant, wanted);
    if (changed.length > 0) emit(toTenantUpdated(tenantId, ...toNames(changed)));
    return tenant;
  });
}

function toNames(changed: readonly string[]): string[] {
  return [...new Set(changed.map(name => (ownFields.includes(name) ? name : 'settings')))];
}

function toWanted(input: TenantSettingsChange) {
  const { currency, businessHours, awayText, optOutWords, messageRetentionDays } = input;
  return {
    ...given(input.name, name => ({ name: parseLine('name', name) })),
    ...given(input.defaultCountry, text => ({ defaultCountry: parseCountry('defaultCountry', text) })),
    ...given(input.timezone, text => ({ timezone: parseTimezone('timezone', text) })),
    ...given(input.locale, text => ({ locale: parseLocale('locale', text) })),
    ...(currency !== undefined && {
      currency: currency === null ? null : parseCurrency('currency', currency),
    }),
    ...given(input.recentActivityMinutes, minutes => ({
      recentActivityMinutes: parseWithin('recentActivityMinutes', minutes, 0, maxRecentActivityMinutes),
    })),
    ...given(input.replyWindowHours, hours => ({
      replyWindowHours: parseWithin('replyWindowHours', hours, 1, maxReplyWindowHours),
    })),
    ...given(input.webhookRetentionDays, days => ({
      webhookRetentionDays: parseWithin('webhookRetentionDays', days, 1, maxRetentionDays),
    })),
    ...(messageRetentionDays !== undefined && {
      messageRetentionDays:
        messageRetentionDays === null
          ? null
          : parseWithin('messageRetentionDays', messageRetentionDays, 1, maxRetentionDays),
    }),
    ...given(input.showsDeletedText, showsDeletedText => ({ showsDeletedText })),
    ...given(input.requiresSecondFactor, requiresSecondFactor => ({ requiresSecondFactor })),
    ...given(input.assignsOnReply, assignsOnReply => ({ assignsOnReply })),
    ...(businessHours !== undefined && { businessHours: parseOpeningRules('businessHours', businessHours) }),
    ...(awayText !== undefined && { awayText: parseAwayText('awayText', awayText) }),
    ...(optOutWords !== undefined && { optOutWords: parseOptOutWords('optOutWords', optOutWords ?? []) }),
  };
}

function given<Value, Wanted>(
  value: Value | null | undefined,
  toValue: (value: Value) => Wanted,
): Wanted | undefined {
  return value == null ? undefined : toValue(value);
}

function parseOptOutWords(field: string, words: readonly string[]): string[] {
  if (words.length > maxOptOutWords)
    throw new BadUserInputError(field, `takes at most ${maxOptOutWords} words`);
  const byText = new Map<string, string>();
  for (const word of words) {
    const line = parseLine(field, word, maxOptOutChars);
    const text = toOptOutText(line);
    if (text === '') throw new BadUserInputError(field, 'takes words with at least one letter or digit');
    if (!byText.has(text)) byText.set(text, line);
  }
  return [...byText.values()];
}
