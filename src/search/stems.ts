/** Stems of words: by PostgreSQL's dictionaries for Russian and English, Kazakh by rules of its own. */
import { LRUCache } from 'lru-cache';
import type { TenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { isKazakh, toKazakhStem } from './kazakh-stem.js';

/** The stem of each word; a word without another stem is its own. */
export type Stems = ReadonlyMap<string, string>;

const stemStatement: TenantStatement<{ readonly word: string; readonly stem: string | null }> = {
  name: 'search-stems',
  // The words are no rows of a company; the tenant is there because reads have it.
  text: `select w.word, (ts_lexize(case when w.word ~ '^[a-z]' then 'pg_catalog.english_stem'::regdictionary
            else 'pg_catalog.russian_stem'::regdictionary end, w.word))[1] as stem
           from unnest($2::text[]) as w(word) where $1::uuid is not null`,
  isTenantScoped: true,
};

const maxBytes = 4_194_304;
const known = new LRUCache<string, string>({
  maxSize: maxBytes,
  sizeCalculation: (stem, word) => 2 * (stem.length + word.length) + 100,
});
const latin = /^[a-z]+$/;
const cyrillic = /^[а-я]+$/;

/** Stems of these words, in at most one statement. */
export async function readStems(rows: TenantReader['rows'], words: Iterable<string>): Promise<Stems> {
  const stems = new Map<string, string>();
  const unknown: string[] = [];
  for (const word of new Set(words)) {
    if (isKazakh(word)) stems.set(word, toKazakhStem(word));
    else if (!latin.test(word) && !cyrillic.test(word)) stems.set(word, word);
    else {
      const stem = known.get(word);
      if (stem === undefined) unknown.push(word);
      else stems.set(word, stem);
    }
  }
  if (unknown.length > 0)
    for (const { word, stem } of await rows(stemStatement, unknown)) {
      // A word without a stem in the dictionary, such as `не`, must occur as well.
      known.set(word, stem ?? word);
      stems.set(word, stem ?? word);
    }
  return stems;
}
