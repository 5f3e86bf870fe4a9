import type { SettingsPartsFragment } from '../../gql/operations.js';

/** A period of a week. */
export type Period = NonNullable<SettingsPartsFragment['businessHours']>['periods'][number];
/** A day of the week. */
export type Day = Period['day'];

/** Days, as the company's week has them. */
export const days: readonly Day[] = [
  ...(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const),
];

/** Working days from nine to six. */
export const usualWeek: readonly Period[] = days
  .slice(0, 5)
  .map(day => ({ __typename: 'OpeningPeriod', day, opens: '09:00', closes: '18:00' }) as Period);

/** A field for a time knows no 24:00: midnight at the end of a day is shown as 00:00. */
export const toClockTime = (closes: string): string => (closes === '24:00' ? '00:00' : closes);
/** The opposite of `toClockTime`, for the end of a period. */
export const toClosingTime = (clock: string): string => (clock === '00:00' ? '24:00' : clock);

/** The date of each line; what is not a date stays, so that the server can refuse it by name. */
export const toDates = (text: string): string[] => text.split(/[\s,;]+/).filter(part => part !== '');
