import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isMadeInTalk } from '../../src/bookings/made-in-talk.js';
import { namesTime } from '../../src/bookings/names-time.js';
import { readRecord } from '../../src/providers/yclients/read-record.js';

const at = '2026-06-03T14:00:00';

describe('a booking that is new while an assistant talks with its customer', () => {
  const maker = { userId: '7', isByForm: false, isByProgram: false };
  it.each([
    ['nobody talks', { said: null, maker: { ...maker, isByProgram: true } }, false],
    ['nothing tells', {}, false],
    ['the assistant named its time', { said: 'Записала вас на 14:00' }, true],
    ['it named the time of another', { said: 'Записала вас на 15:00' }, false],
    ['the customer used the form', { said: 'Свободно 14:00', maker: { ...maker, isByForm: true } }, false],
    ['a program gave it an id', { maker: { ...maker, isByProgram: true } }, true],
    ['the user is only the bot', { botUserIds: ['7'] }, true],
    ['the user is another one', { said: '14:00', botUserIds: ['8'] }, false],
    ['no user is known', { said: '14:00', botUserIds: ['8'], maker: { ...maker, userId: null } }, true],
    ['the event says nothing', { said: '14:00', botUserIds: ['8'], maker: undefined }, true],
    ['it has no time', { said: '14:00', startsAtLocal: null }, false],
  ])('%s', (_, facts, isTheirs) =>
    expect(isMadeInTalk({ maker, botUserIds: [], said: 'ok', startsAtLocal: at, ...facts })).toBe(isTheirs),
  );

  it.each([
    '14:00',
    'в 14.00',
    'Записала на 14:00.',
    'Ждём вас завтра в 14 часов',
    'завтра в 14, хорошо?',
    'Сағат 14-ке',
    'at 2 pm',
    '2:00 p.m.',
    'в 2 часа дня',
  ])('the time is named in %s', text => expect(namesTime(text, at)).toBe(true));
  it.each(['14.000 тенге', '114:00', 'в 14:30', '02:00', 'на 14 000 тг', 'в 14.06', '2 am', 'дом 14', ''])(
    'the time is not named in %s',
    text => expect(namesTime(text, at)).toBe(false),
  );
  it('half hours and mornings are named in their forms only', () => {
    expect(namesTime('в 9:30', '2026-06-03T09:30:00')).toBe(true);
    expect(namesTime('9:30 am', '2026-06-03T09:30:00')).toBe(true);
    expect(namesTime('в 9', '2026-06-03T09:30:00')).toBe(false);
    expect(namesTime('в 12 дня', '2026-06-03T12:00:00')).toBe(true);
  });

  it.each([
    ['record-create.json', { userId: '12795001', isByForm: false, isByProgram: false }],
    ['record-create-online-discount.json', { userId: '12795001', isByForm: true, isByProgram: false }],
  ])('the facts of %s', (file, facts) => {
    const { data } = JSON.parse(readFileSync(`test/fixtures/yclients/${file}`, 'utf8'));
    expect(readRecord(data).maker).toEqual(facts);
    expect(readRecord({ ...data, created_user_id: 0, api_id: 'a' }).maker).toMatchObject({
      ...{ userId: null, isByProgram: true },
    });
    expect(readRecord({ ...data, record_from: 'Сайт' }).maker?.isByForm).toBe(true);
    expect(readRecord({ id: data.id }).maker).toBeUndefined();
  });
});
