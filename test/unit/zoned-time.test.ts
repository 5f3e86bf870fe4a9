import { describe, expect, it } from '@jest/globals';
import {
  isRepeated,
  isTimeZone,
  parseInstant,
  parseLocal,
  toInstant,
  toLocal,
} from '../../src/domain/zoned-time.js';

describe('a wall clock', () => {
  it.each([
    ['2026-06-03 14:00:00', '2026-06-03T14:00:00'],
    ['2026-06-03T14:00', '2026-06-03T14:00:00'],
    ['2026-06-03T14:00:00.123', '2026-06-03T14:00:00'],
    ['2026-02-29 10:00:00', null],
    ['2026-06-03 24:00:00', null],
    ['3 июня', null],
    ['', null],
  ])('%j is %j', (text, local) => {
    expect(parseLocal(text)).toBe(local);
  });

  it.each([
    ['Asia/Almaty', '2026-06-03T14:00:00', '2026-06-03T09:00:00Z'],
    ['Europe/Berlin', '2026-07-15T14:00:00', '2026-07-15T12:00:00Z'],
    ['Europe/Berlin', '2026-12-15T14:00:00', '2026-12-15T13:00:00Z'],
    ['America/New_York', '2026-07-15T00:30:00', '2026-07-15T04:30:00Z'],
    ['Asia/Kolkata', '2026-01-01T00:00:00', '2025-12-31T18:30:00Z'],
    ['Pacific/Auckland', '2026-01-01T10:00:00', '2025-12-31T21:00:00Z'],
  ])('in %s at %s is %s, and back', (zone, local, instant) => {
    expect(toInstant(local, zone)).toEqual(new Date(instant));
    expect(toLocal(new Date(instant), zone)).toBe(local);
  });

  it('that is skipped in spring is read with the offset before it; one that comes twice is the first', () => {
    expect(toInstant('2026-03-29T02:30:00', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(toInstant('2026-10-25T02:30:00', 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(toInstant('2026-03-29T03:00:00', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:00:00Z'));
  });
});

describe('the hour that comes twice in autumn', () => {
  const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(text => new Date(text));

  it('is the one that a moment names, when it is one of the two', () => {
    const local = '2026-10-25T02:30:00';
    expect(toInstant(local, 'Europe/Berlin', second)).toEqual(second);
    expect(toInstant(local, 'Europe/Berlin', first)).toEqual(first);
    expect(toInstant(local, 'Europe/Berlin', new Date('2026-10-25T03:30:00Z'))).toEqual(first);
    expect(isRepeated(local, 'Europe/Berlin')).toBe(true);
  });

  it.each(['2026-10-25T01:30:00', '2026-10-25T03:00:00', '2026-03-29T02:30:00', '2026-07-15T14:00:00'])(
    '%s is not',
    local => expect(isRepeated(local, 'Europe/Berlin')).toBe(false),
  );
});

it.each([
  ['2026-06-01T12:49:08+0500', '2026-06-01T07:49:08Z'],
  ['2026-06-01T12:49:08+05:00', '2026-06-01T07:49:08Z'],
  ['2026-06-01T12:49:08.123Z', '2026-06-01T12:49:08Z'],
  ['2026-06-01 12:49:08-03', '2026-06-01T15:49:08Z'],
])('the moment %s is %s', (text, instant) => {
  expect(parseInstant(text)).toEqual(new Date(instant));
});

it.each(['2026-06-01T12:49:08', 'never', '', '2026-13-01T00:00:00Z'])('%j is no moment', text => {
  expect(parseInstant(text)).toBeNull();
});

it('knows which zones there are', () => {
  expect([isTimeZone('Asia/Almaty'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
});
