/** Renders a template and a booking to the text that a customer reads. Pure. */
import type { NoticeFacts } from '../entities/booking.entity.js';
import { findVisibleChanges, type VisiblePart } from './booking-changes.js';
import { calendarLines, changeLines, toBuiltInLanguage } from './built-in-templates.js';
import { formatMoney, formatWhen } from './format-booking.js';

/** The fields of a branch that a text needs. */
export interface NoticePlace {
  readonly salonName: string;
  readonly address: string | null;
  readonly currency: string | null;
  readonly locale: string;
}

/** A booking that a text is about. */
export interface NoticeSubject {
  readonly now: NoticeFacts;
  /** The state that the customer knew; null when there is nothing to compare with. */
  readonly known: NoticeFacts | null;
}

/** Placeholders of a template, `{{when}}` and the like, with their values. */
export type NoticeVariables = Readonly<Record<string, string>>;

/** All placeholders that a template may have. */
export const noticeVariableNames = [
  'when',
  'was',
  'became',
  'services',
  'staff',
  'cost',
  'address',
  'client',
  'salon',
  'changes',
] as const;

/** The variables of one booking. */
export function toVariables({ now, known }: NoticeSubject, place: NoticePlace): NoticeVariables {
  const before = known ?? now;
  const parts = known ? findVisibleChanges(known, now) : [];
  // A change of only the price or the person still includes the time: the customer knows which booking is meant.
  const shown: readonly VisiblePart[] = parts.length === 0 ? ['time'] : parts;
  return {
    when: formatWhen(now.startsAtLocal, place.locale, now.offset),
    was: showParts(before, shown, place),
    became: showParts(now, shown, place),
    services: titlesOf(now) || titlesOf(before),
    staff: now.staffName ?? '',
    cost: formatMoney(now.totalCost, place.currency, place.locale),
    address: place.address ?? '',
    client: now.clientName ?? '',
    salon: place.salonName,
    changes: '',
  };
}

/** The variables of a notice about several bookings: their changes, one block each. */
export function toGroupedVariables(
  subjects: readonly NoticeSubject[],
  place: NoticePlace,
  client: string | null,
): NoticeVariables {
  const line = changeLines[toBuiltInLanguage(place.locale)] ?? '';
  const blocks = subjects.map(subject => fillTemplate(line, toVariables(subject, place)));
  const empty = Object.fromEntries(noticeVariableNames.map(name => [name, '']));
  return {
    ...empty,
    changes: blocks.join('\n\n'),
    client: client ?? '',
    salon: place.salonName,
    address: place.address ?? '',
  };
}

/** Fills in the variables. A line with an empty placeholder is removed, as are blank lines that become adjacent. */
export function fillTemplate(body: string, variables: NoticeVariables): string {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
  const filled = lines.flatMap(line => {
    const names = [...line.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);
    if (names.some(name => !variables[name])) return [];
    return [line.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => variables[name] ?? '')];
  });
  return filled
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Appends the line with the link to the calendar file. */
export function withCalendarLink(text: string, link: string, locale: string): string {
  const line = calendarLines[toBuiltInLanguage(locale)] ?? '{{link}}';
  return `${text}\n\n${fillTemplate(line, { link })}`;
}

function showParts(booking: NoticeFacts, parts: readonly VisiblePart[], place: NoticePlace): string {
  const show: Readonly<Record<VisiblePart, () => string>> = {
    time: () => formatWhen(booking.startsAtLocal, place.locale, booking.offset),
    services: () => titlesOf(booking),
    staff: () => booking.staffName ?? '',
    cost: () => formatMoney(booking.totalCost, place.currency, place.locale),
  };
  // A dash for an empty value: an empty line would be left out.
  return (
    parts
      .map(part => show[part]())
      .filter(Boolean)
      .join(', ') || '—'
  );
}

const titlesOf = ({ services }: NoticeFacts): string => services.map(({ title }) => title).join(', ');
