/**
 * Built-in notice templates. The Russian ones of CREATED, UPDATED and CANCELLED are verbatim those of the set-up guide.
 * A line whose placeholder is empty is left out.
 */
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';

/** Bodies of one language, by kind. */
export type TemplateBodies = Readonly<Record<BookingNotificationKind, string>>;

const ru: TemplateBodies = {
  [BookingNotificationKind.CREATED]: `✅ *Вы записаны!*

📅 {{when}}
💇 {{services}}
👤 Мастер: {{staff}}
💰 Стоимость: {{cost}}
📍 {{address}}

Для отмены или переноса напишите мне здесь 👇`,
  [BookingNotificationKind.UPDATED]: `📝 *Ваша запись изменена*

Было: {{was}}
Стало: {{became}}

💇 {{services}}
👤 Мастер: {{staff}}

Если есть вопросы - пишите!`,
  [BookingNotificationKind.CANCELLED]: `❌ *Ваша запись отменена*

Была на: {{was}}
Услуга: {{services}}

Хотите записаться на другое время? Напишите мне!`,
  [BookingNotificationKind.GROUPED]: `📝 *Ваши записи изменены*

{{changes}}

Если есть вопросы - пишите!`,
  [BookingNotificationKind.REMINDER]: `⏰ *Напоминаем о записи*

📅 {{when}}
💇 {{services}}
👤 Мастер: {{staff}}
📍 {{address}}

Если планы изменились - напишите мне здесь 👇`,
};

const en: TemplateBodies = {
  [BookingNotificationKind.CREATED]: `✅ *You are booked!*

📅 {{when}}
💇 {{services}}
👤 With: {{staff}}
💰 Price: {{cost}}
📍 {{address}}

To cancel or move it, write to me here 👇`,
  [BookingNotificationKind.UPDATED]: `📝 *Your booking has changed*

It was: {{was}}
It is now: {{became}}

💇 {{services}}
👤 With: {{staff}}

If you have questions, just write!`,
  [BookingNotificationKind.CANCELLED]: `❌ *Your booking is cancelled*

It was on: {{was}}
Service: {{services}}

Would you like another time? Write to me!`,
  [BookingNotificationKind.GROUPED]: `📝 *Your bookings have changed*

{{changes}}

If you have questions, just write!`,
  [BookingNotificationKind.REMINDER]: `⏰ *A reminder of your booking*

📅 {{when}}
💇 {{services}}
👤 With: {{staff}}
📍 {{address}}

If your plans have changed, write to me here 👇`,
};

const kk: TemplateBodies = {
  [BookingNotificationKind.CREATED]: `✅ *Сіз жазылдыңыз!*

📅 {{when}}
💇 {{services}}
👤 Шебер: {{staff}}
💰 Құны: {{cost}}
📍 {{address}}

Бас тарту немесе уақытын ауыстыру үшін осында жазыңыз 👇`,
  [BookingNotificationKind.UPDATED]: `📝 *Жазылуыңыз өзгерді*

Бұрын: {{was}}
Енді: {{became}}

💇 {{services}}
👤 Шебер: {{staff}}

Сұрақтарыңыз болса, жазыңыз!`,
  [BookingNotificationKind.CANCELLED]: `❌ *Жазылуыңыз тоқтатылды*

Уақыты: {{was}}
Қызмет: {{services}}

Басқа уақытқа жазылғыңыз келе ме? Маған жазыңыз!`,
  [BookingNotificationKind.GROUPED]: `📝 *Жазылуларыңыз өзгерді*

{{changes}}

Сұрақтарыңыз болса, жазыңыз!`,
  [BookingNotificationKind.REMINDER]: `⏰ *Жазылуыңызды еске саламыз*

📅 {{when}}
💇 {{services}}
👤 Шебер: {{staff}}
📍 {{address}}

Жоспарыңыз өзгерсе, осында жазыңыз 👇`,
};

/** One line of each change in a GROUPED notice. */
export const changeLines: Readonly<Record<string, string>> = {
  ru: '💇 {{services}}\nБыло: {{was}}\nСтало: {{became}}',
  en: '💇 {{services}}\nIt was: {{was}}\nIt is now: {{became}}',
  kk: '💇 {{services}}\nБұрын: {{was}}\nЕнді: {{became}}',
};

/** Text before the link to the calendar file. */
export const calendarLines: Readonly<Record<string, string>> = {
  ru: '🗓 Добавить в календарь: {{link}}',
  en: '🗓 Add to your calendar: {{link}}',
  kk: '🗓 Күнтізбеге қосу: {{link}}',
};

/** Bodies by language. */
export const builtInTemplates: Readonly<Record<string, TemplateBodies>> = { ru, en, kk };

/** The language of a locale if it has built-in templates; English otherwise. */
export function toBuiltInLanguage(locale: string): string {
  const language = locale.toLowerCase().split('-', 1)[0] ?? '';
  return Object.hasOwn(builtInTemplates, language) ? language : 'en';
}
