/** Times in texts of people and assistants. */

/** True if a text names the time of day of a local time, such as `15:00`, `15.30`, `в 15`, `3 pm` or `сағат 15`. */
export function namesTime(text: string, local: string): boolean {
  const [hour, minute] = [Number(local.slice(11, 13)), local.slice(14, 16)];
  const words = text.toLowerCase();
  const half = `0?${hour % 12 || 12}`;
  const [suffix, part] = hour < 12 ? ['a', 'утра|ночи'] : ['p', 'дня|вечера'];
  const times = [
    `0?${hour}\\s?[:.]\\s?${minute}(?!\\.?\\d)`,
    `${half}(?:[:.]${minute})${minute === '00' ? '?' : ''}\\s?${suffix}\\.?m\\b`,
    ...(minute === '00' ? [`${half}\\s(?:час\\p{L}*\\s)?(?:${part})(?!\\p{L})`] : []),
    ...(minute === '00'
      ? [
          `(?<=(?:^|\\P{L})(?:в|на|к|at|сағат|сагат)\\s+)0?${hour}(?!\\d|\\s\\d|\\s?[:.,]\\s?\\d|\\s?(?:\\p{Sc}|%|тыс|мың|тг|тенге|теңге|руб|минут|человек))`,
          `0?${hour}\\s?(?:час|(?:ч|h)(?!\\p{L})|-(?:те|де|ге|ке|ға|қа|та|да)(?!\\p{L}))`,
        ]
      : []),
  ];
  return new RegExp(`(?<![\\d:.,])(?:${times.join('|')})`, 'u').test(words);
}
