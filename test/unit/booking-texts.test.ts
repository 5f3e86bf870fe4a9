import { describe, expect, it } from '@jest/globals';
import { builtInTemplates } from '../../src/bookings/built-in-templates.js';
import { pickVariant } from '../../src/bookings/choose-template.js';
import { formatMoney, formatWhen } from '../../src/bookings/format-booking.js';
import { fillTemplate, toVariables } from '../../src/bookings/render-notice.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { getProvider } from '../../src/providers/registry.js';

const place = { salonName: 'Салон', address: 'ул. Ленина 10', currency: 'RUB', locale: 'ru' };
const now = {
  startsAtLocal: '2025-08-15T14:00:00',
  services: [{ externalId: '1', title: 'Мужская стрижка', cost: 1500, firstCost: null, discount: null }],
  staffExternalId: '1',
  staffName: 'Александр',
  totalCost: 1500,
  clientPhone: '+79001234567',
  clientName: null,
};
const text = (kind: 'CREATED' | 'UPDATED' | 'CANCELLED', subject: Parameters<typeof toVariables>[0]) =>
  fillTemplate(builtInTemplates.ru?.[kind] ?? '', toVariables(subject, place));

describe("the set-up guide's three messages, to the letter", () => {
  it('a new booking', () => {
    expect(text('CREATED', { now, known: null })).toBe(`✅ *Вы записаны!*

📅 15 августа в 14:00
💇 Мужская стрижка
👤 Мастер: Александр
💰 Стоимость: 1500 руб
📍 ул. Ленина 10

Для отмены или переноса напишите мне здесь 👇`);
  });

  it('a changed booking', () => {
    const moved = { ...now, startsAtLocal: '2025-08-16T15:00:00' };
    expect(text('UPDATED', { now: moved, known: now })).toBe(`📝 *Ваша запись изменена*

Было: 15 августа в 14:00
Стало: 16 августа в 15:00

💇 Мужская стрижка
👤 Мастер: Александр

Если есть вопросы - пишите!`);
  });

  it('a cancelled booking', () => {
    expect(text('CANCELLED', { now, known: now })).toBe(`❌ *Ваша запись отменена*

Была на: 15 августа в 14:00
Услуга: Мужская стрижка

Хотите записаться на другое время? Напишите мне!`);
  });

  it('without what is not known', () => {
    const bare = { ...now, staffName: null, totalCost: null, services: [] };
    expect(
      fillTemplate(
        builtInTemplates.ru?.CREATED ?? '',
        toVariables({ now: bare, known: null }, { ...place, address: null }),
      ),
    ).toBe(`✅ *Вы записаны!*

📅 15 августа в 14:00

Для отмены или переноса напишите мне здесь 👇`);
  });
});

describe('dates and money', () => {
  it.each([
    ['ru', '15 августа в 14:00'],
    ['en', '15 August at 14:00'],
    ['en-US', 'August 15 at 02:00 PM'],
    ['kk', '15 тамыз, сағат 14:00'],
    ['de', '15. August, 14:00'],
  ])('in %s: %s', (locale, expected) => {
    expect(formatWhen('2025-08-15T14:00:00', locale)).toBe(expected);
  });

  it.each([
    [1500, 'RUB', 'ru', '1500 руб'],
    [6000, 'KZT', 'ru', '6000 ₸'],
    [12500, 'KZT', 'kk', '12\u00a0500 ₸'],
    [99.5, 'RUB', 'ru', '99,50 руб'],
    [1500, 'KZT', 'en', '₸1,500'],
    [20, 'EUR', 'ru', '20\u00a0€'],
    [0, 'RUB', 'ru', '0 руб'],
    [1500, null, 'ru', '1500'],
  ])('%s %s in %s is %s', (amount, currency, locale, expected) => {
    expect(formatMoney(amount, currency, locale)).toBe(expected);
  });
});

describe('variants', () => {
  const variants = [
    { key: 'A', weight: 3 },
    { key: 'B', weight: 1 },
    { key: 'C', weight: 0 },
  ];
  it('give a contact the same every time, in the proportion of the weights', () => {
    const counts: Record<string, number> = {};
    for (let n = 0; n < 4_000; n += 1) {
      const first = pickVariant('template', `contact ${n}`, variants)?.key ?? '';
      expect(pickVariant('template', `contact ${n}`, [...variants].reverse())?.key).toBe(first);
      counts[first] = (counts[first] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(['A', 'B']);
    expect(counts.A).toBeGreaterThan(2_850);
    expect(counts.A).toBeLessThan(3_150);
  });

  it('are none when every weight is zero', () => {
    expect(pickVariant('template', 'contact', [{ key: 'A', weight: 0 }])).toBeNull();
  });
});

it.each([
  [ProviderKind.CHATFLOW, 'instance_xxx', '77010000021@s.whatsapp.net'],
  [ProviderKind.GREEN_API, '7107000101', '77010000021@c.us'],
  [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+14155550145', 'whatsapp:+77010000021'],
  [ProviderKind.TWILIO_MESSAGING, '+14155550167', '+77010000021'],
  [ProviderKind.TWILIO_CONVERSATIONS, 'whatsapp:+14155550123', 'whatsapp:+77010000021'],
  [ProviderKind.TATA, '+918800000111', '77010000021'],
  [ProviderKind.WHATSAPP_CLOUD, '310000000000111', '77010000021'],
])('%s on %s writes to %s', (kind, channel, address) => {
  expect(getProvider(kind).addresses.toPhoneAddress(channel, '+77010000021')).toBe(address);
});
