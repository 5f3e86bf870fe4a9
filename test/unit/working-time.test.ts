import { describe, expect, it } from '@jest/globals';
import { toInstant, toLocal, wakeUpTimes } from '../../web/src/ui/working-time.js';

const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const office = {
  timezone: null,
  periods: workdays.map(day => ({ day, opens: '10:00', closes: '19:00' })),
  closedOn: ['2026-12-01'],
};

describe('times to come back', () => {
  it("are in the company's working time, not on closed days, in its zone", () => {
    // A Friday, 14:00 in Almaty.
    const friday = new Date('2026-11-27T09:00:00Z');
    expect(wakeUpTimes(friday, office, 'Asia/Almaty')).toEqual([
      { id: 'inOneHour', at: '2026-11-27T10:00:00.000Z' },
      { id: 'inThreeHours', at: '2026-11-27T12:00:00.000Z' },
      { id: 'tomorrow', at: '2026-11-30T05:00:00.000Z' },
    ]);
    // A Monday evening; Tuesday is a holiday.
    const monday = new Date('2026-11-30T13:30:00Z');
    expect(wakeUpTimes(monday, office, 'Asia/Almaty')).toEqual([
      { id: 'inOneHour', at: '2026-11-30T14:30:00.000Z' },
      { id: 'tomorrow', at: '2026-12-02T05:00:00.000Z' },
      { id: 'nextWeek', at: '2026-12-07T05:00:00.000Z' },
    ]);
  });

  it('are at 9:00 for a company that names no hours', () => {
    const times = wakeUpTimes(new Date('2026-11-30T13:30:00Z'), null, 'Asia/Almaty');
    expect(times.map(({ at }) => at)).toEqual([
      ...['2026-11-30T14:30:00.000Z', '2026-11-30T16:30:00.000Z'],
      ...['2026-12-01T04:00:00.000Z', '2026-12-07T04:00:00.000Z'],
    ]);
  });

  it('are right on both sides of a change of clocks', () => {
    expect(toInstant('Europe/Berlin', '2026-03-29T01:30').toISOString()).toBe('2026-03-29T00:30:00.000Z');
    expect(toInstant('Europe/Berlin', '2026-03-29T03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(toInstant('Europe/Berlin', '2026-10-25T12:00').toISOString()).toBe('2026-10-25T11:00:00.000Z');
    expect(toLocal('Asia/Kathmandu', new Date('2026-10-25T12:00:00Z'))).toBe('2026-10-25T17:45');
  });
});
