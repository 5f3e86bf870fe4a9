/**
 * Finds the rows of a class that have the words, the newest first, in bounded time.
 *
 * The newest blocks are looked through first: common words fill a page there. When they do not, all matches are read if
 * they are few (a rare word, found by the index at once); if they are many, block after block is looked through.
 */
import { tableOf } from '../database/columns.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { SearchDocument } from '../entities/search-document.entity.js';
import type { Block } from './blocks.js';
import { toShortId } from './lexemes.js';
import type { SearchRef } from './source.js';

const documents = tableOf(SearchDocument);
const d = documents.of('d');

/** Blocks that are looked through before all matches are counted. */
const firstBlocks = 4;
/** So many matches are read at once and sorted. */
const maxSorted = 2_000;

/** What is looked for. */
export interface CandidateQuery {
  readonly tsquery: string;
  /** The id of the last row of the page before; above every id at first. */
  readonly before: string;
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
}

/** Sizes of the search; tests use smaller ones. */
export interface CandidateOptions {
  readonly firstBlocks?: number;
  readonly maxSorted?: number;
}

const isOfTime = `${d.subjectId} < $3::uuid and ($4::timestamptz is null or ${d.createdAt} >= $4) and ($5::timestamptz is null or ${d.createdAt} < $5)`;

/**
 * The rows with words. `offset 0` keeps all other conditions out, so that the index of the words is the only one that can
 * be used: without it the planner may compare the words of every row of a company.
 */
const withWords = (words: string): string =>
  `(select ${d.tenantId}, ${d.subjectId}, ${d.kind}, ${d.createdAt} from ${documents.table} d where ${d.words} @@ ${words} offset 0) d`;

/** The rows of some blocks, in the order of the blocks. */
const blocksStatement = planned(
  'search-blocks-with-words',
  `select x.kind, x.id from unnest($6::text[]) with ordinality as b(lexeme, place) cross join lateral (
     select ${d.kind} as kind, ${d.subjectId} as id from ${withWords('(b.lexeme::tsquery && $2::tsquery)')}
      where ${d.tenantId} = $1 and ${isOfTime} order by ${d.subjectId} desc limit $7) x
    order by b.place, x.id desc limit $7`,
);
/** As many as there are, in no order; one more than the limit if there are more. */
const allStatement = planned(
  'search-all-with-words',
  `select ${d.kind} as kind, ${d.subjectId} as id from ${withWords('$2::tsquery')}
    where ${d.tenantId} = $1 and ${isOfTime} limit $6`,
);

function planned(name: string, text: string): TenantStatement<SearchRef> {
  // Checked as every statement is, and planned for its words each time.
  return { ...tenantStatement<SearchRef>(name, text), name: '' };
}

/** The next rows of a class, the newest first; fewer than `limit` only at its end. */
export async function findCandidates(
  { rows, tenantId }: TenantReader,
  { tsquery, before, createdAfter, createdBefore }: CandidateQuery,
  blocks: readonly Block[],
  limit: number,
  options: CandidateOptions = {},
): Promise<readonly SearchRef[]> {
  const first = options.firstBlocks ?? firstBlocks;
  const sorted = options.maxSorted ?? maxSorted;
  const left = blocks.filter((_, index) => isReached(blocks, index, before));
  const found: SearchRef[] = [];
  let isCounted = false;
  for (let at = 0, size = first; at < left.length && found.length < limit; at += size, size *= 2) {
    if (at > 0 && !isCounted) {
      isCounted = true;
      const last = found.at(-1)?.id ?? before;
      const all = await rows(
        allStatement,
        `'t${toShortId(tenantId)}' & ${tsquery}`,
        last,
        createdAfter,
        createdBefore,
        sorted + 1,
      );
      if (all.length <= sorted) {
        const newestFirst = [...all].sort((one, other) => (one.id < other.id ? 1 : -1));
        return [...found, ...newestFirst.slice(0, limit - found.length)];
      }
      size = first;
    }
    const lexemes = left.slice(at, at + size).map(({ id }) => `'b${toShortId(id)}'`);
    found.push(
      ...(await rows(
        blocksStatement,
        tsquery,
        before,
        createdAfter,
        createdBefore,
        lexemes,
        limit - found.length,
      )),
    );
  }
  return found;
}

/** False for a block whose rows are all newer than the place. */
function isReached(blocks: readonly Block[], index: number, before: string): boolean {
  const block = blocks[index];
  return block !== undefined && block.firstId < before;
}
