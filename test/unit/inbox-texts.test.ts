/** The catalogues of the inbox: every text compiles, with the same values in each language. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { en } from '../../web/src/i18n/en.js';
import { enPages } from '../../web/src/i18n/en-pages.js';
import { kk } from '../../web/src/i18n/kk.js';
import { kkPages } from '../../web/src/i18n/kk-pages.js';
import { ru } from '../../web/src/i18n/ru.js';
import { ruPages } from '../../web/src/i18n/ru-pages.js';
import { toKazakh } from '../../web/src/ui/kazakh.js';

const catalogues = { en: { ...en, ...enPages }, ru: { ...ru, ...ruPages }, kk: { ...kk, ...kkPages } };
type Language = keyof typeof catalogues;

interface Used {
  readonly values: Set<string>;
  /** Categories of each plural. */
  readonly plurals: string[][];
}

function read(tokens: unknown, used: Used = { values: new Set(), plurals: [] }): Used {
  if (!Array.isArray(tokens)) return used;
  for (const token of tokens) {
    if (!Array.isArray(token)) continue;
    const [name, kind, forms] = token as [string, string?, Record<string, unknown>?];
    used.values.add(name);
    if (kind !== 'plural' || !forms) continue;
    used.plurals.push(
      Object.keys(forms)
        .filter(form => /^[a-z]+$/.test(form) && form !== 'offset')
        .sort(),
    );
    for (const form of Object.values(forms)) read(form, used);
  }
  used.values.delete('#');
  return used;
}

const ids = Object.keys(catalogues.en) as (keyof typeof catalogues.en)[];

it.each(['ru', 'kk'] as const)('%s has the ids of English, each with the same values', language => {
  expect(Object.keys(catalogues[language]).sort()).toEqual([...ids].sort());
  const differing = ids.filter(
    id =>
      [...read(compileMessage(catalogues[language][id])).values].sort().join() !==
      [...read(compileMessage(catalogues.en[id])).values].sort().join(),
  );
  expect(differing).toEqual([]);
});

it.each(Object.keys(catalogues) as Language[])('plurals in %s have every form of the language', language => {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const lacking = ids.flatMap(id =>
    read(compileMessage(catalogues[language][id]))
      .plurals.filter(forms => !needed.every(form => forms.includes(form)))
      .map(forms => `${id}: ${forms}`),
  );
  expect(lacking).toEqual([]);
});

it.each(Object.keys(catalogues) as Language[])('no text in %s is empty', language => {
  expect(ids.filter(id => catalogues[language][id].trim() === '')).toEqual([]);
});

it('no id is in two areas: the text of one would be shown in place of the other', () => {
  const folder = 'web/src/i18n/texts';
  const areas = readdirSync(folder).filter(name => name.endsWith('.en.ts'));
  const all = areas.flatMap(area =>
    [...readFileSync(`${folder}/${area}`, 'utf8').matchAll(/^ {2}(\w+):/gm)].map(([, id]) => id),
  );
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

it('writes dates in Kazakh where a browser knows only Russian', () => {
  const write = (options: Intl.DateTimeFormatOptions, date = '2026-11-30T13:20:00Z') =>
    toKazakh(
      new Intl.DateTimeFormat('ru', { timeZone: 'Asia/Almaty', ...options }).formatToParts(new Date(date)),
    ).replaceAll(/\s/g, ' ');
  expect(write({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })).toBe(
    '30 қар., 18:20',
  );
  expect(write({ day: 'numeric', month: 'long', year: 'numeric' })).toBe('30 қараша 2026 ж.');
  expect(write({ weekday: 'short' })).toBe('дс');
  expect(write({ dateStyle: 'full' })).toBe('дүйсенбі, 30 қараша 2026 ж.');
  const months = Array.from({ length: 12 }, (_, month) =>
    write({ day: 'numeric', month: 'long' }, `2026-${String(month + 1).padStart(2, '0')}-05T12:00:00Z`),
  );
  expect(new Set(months).size).toBe(12);
  const days = Array.from({ length: 7 }, (_, day) => `2026-11-0${day + 1}T12:00:00Z`);
  for (const weekday of ['short', 'long'] as const)
    expect(new Set(days.map(day => write({ weekday }, day))).size).toBe(7);
  // No letter that Kazakh dates do not have: everything was translated.
  expect(months.join()).not.toMatch(/[яью]/);
});
