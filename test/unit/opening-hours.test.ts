import { describe, expect, it } from '@jest/globals';
import { findOpeningState, isOpenAt, type OpeningRules } from '../../src/domain/opening-hours.js';
import { findOwnOptOutWord } from '../../src/domain/opt-out.js';
import { Weekday } from '../../src/domain/vocabulary.js';

const days = Object.values(Weekday);
const everyDay = (opens: string, closes: string, closedOn: string[] = []): OpeningRules => ({
  timezone: null,
  periods: days.map(day => ({ day, opens, closes })),
  closedOn,
});
const stateAt = (rules: OpeningRules, at: string, zone = 'Europe/Berlin') => {
  const { isOpen, changesAt } = findOpeningState(rules, zone, new Date(at));
  return [isOpen, changesAt?.toISOString().replace(':00.000Z', 'Z') ?? null];
};

describe('business hours', () => {
  it('are open in a period and closed outside of it, by the clocks of the zone', () => {
    const rules = everyDay('09:00', '18:00');
    expect(stateAt(rules, '2026-07-15T06:59:59Z')).toEqual([false, '2026-07-15T07:00Z']);
    expect(stateAt(rules, '2026-07-15T07:00:00Z')).toEqual([true, '2026-07-15T16:00Z']);
    expect(stateAt(rules, '2026-07-15T16:00:00Z')).toEqual([false, '2026-07-16T07:00Z']);
    expect(stateAt(rules, '2026-12-15T07:30:00Z')).toEqual([false, '2026-12-15T08:00Z']);
    expect(stateAt({ ...rules, timezone: 'Asia/Almaty' }, '2026-07-15T04:00:00Z')[0]).toBe(true);
  });

  it('skip closed days and days without a period', () => {
    const weekdays = everyDay('09:00', '18:00', ['2026-01-01', '2026-01-02']);
    const rules = { ...weekdays, periods: weekdays.periods.slice(0, 5) };
    // Thursday and Friday are holidays; the weekend has no period.
    expect(stateAt(rules, '2026-01-01T10:00:00Z')).toEqual([false, '2026-01-05T08:00Z']);
    expect(stateAt(rules, '2025-12-31T18:00:00Z')).toEqual([false, '2026-01-05T08:00Z']);
  });

  it('that touch at midnight are one opening, and 24 hours a day never close', () => {
    const rules: OpeningRules = {
      timezone: null,
      closedOn: [],
      periods: [
        { day: Weekday.FRIDAY, opens: '20:00', closes: '24:00' },
        { day: Weekday.SATURDAY, opens: '00:00', closes: '02:00' },
      ],
    };
    expect(stateAt(rules, '2026-07-17T19:00:00Z')).toEqual([true, '2026-07-18T00:00Z']);
    expect(stateAt(everyDay('00:00', '24:00'), '2026-07-17T19:00:00Z')).toEqual([true, null]);
    expect(stateAt(everyDay('00:00', '24:00', ['2026-07-20']), '2026-07-17T19:00:00Z')).toEqual([
      true,
      '2026-07-19T22:00Z',
    ]);
    expect(stateAt({ timezone: null, periods: [], closedOn: [] }, '2026-07-17T19:00:00Z')).toEqual([
      false,
      null,
    ]);
  });

  it('follow the clocks when they change: an hour less in spring, an hour more in autumn', () => {
    const night = everyDay('01:00', '05:00');
    expect(stateAt(night, '2026-03-29T00:30:00Z')).toEqual([true, '2026-03-29T03:00Z']);
    expect(stateAt(night, '2026-10-25T00:30:00Z')).toEqual([true, '2026-10-25T04:00Z']);
    // A period within the skipped hour does not occur; the first of a repeated hour opens.
    expect(stateAt(everyDay('02:00', '03:00'), '2026-03-29T00:59:00Z')).toEqual([false, '2026-03-30T00:00Z']);
    expect(stateAt(everyDay('02:00', '02:30'), '2026-10-24T23:00:00Z')).toEqual([false, '2026-10-25T00:00Z']);
    expect(stateAt(everyDay('02:00', '02:30'), '2026-10-25T01:10:00Z')).toEqual([false, '2026-10-26T01:00Z']);
  });

  it('agree with their own forecast at every hour of a year, in zones with and without daylight saving', () => {
    const rules = {
      ...everyDay('08:30', '20:00', ['2026-05-01']),
      periods: everyDay('08:30', '20:00').periods.slice(0, 6),
    };
    for (const zone of [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Almaty',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
    ]) {
      let at = new Date('2026-01-01T00:00:00Z');
      let isOpen = isOpenAt(rules, zone, at);
      for (let n = 0; n < 30; n += 1) {
        const { changesAt } = findOpeningState(rules, zone, at);
        expect(isOpenAt(rules, zone, new Date((changesAt?.getTime() ?? 0) - 1_000))).toBe(isOpen);
        isOpen = !isOpen;
        at = changesAt ?? at;
        expect(isOpenAt(rules, zone, at)).toBe(isOpen);
        at = new Date(at.getTime() + 1_000);
      }
    }
  });

  it('are always open where there are none', () => {
    expect(isOpenAt(null, 'Asia/Almaty', new Date())).toBe(true);
  });
});

describe("a company's own opt-out word", () => {
  const words = ['Не писать', 'жоқ рахмет'];
  it.each([
    ['не писать', 'Не писать'],
    ['  НЕ   ПИСАТЬ!!', 'Не писать'],
    ['Жоқ, рахмет.', 'жоқ рахмет'],
    ['прошу не писать', null],
    ['не писать мне больше', null],
    ['', null],
    [null, null],
    ['x'.repeat(100), null],
  ])('in %j is %j', (text, word) => {
    expect(findOwnOptOutWord(text, words)).toBe(word);
  });
});
