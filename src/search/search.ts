/**
 * The search: finds rows by the index, compares them with the query as they are now, and cuts their snippets. So what was
 * deleted, erased, edited or merged a moment ago is not shown, although the index still has it.
 */
import type { Database } from '../database/database.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { CursorInvalidError, SearchTooBroadError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { SearchKind } from '../domain/vocabulary.js';
import { ListCursors, Page, type PageArguments, toKeyset } from '../queries/page.js';
import type { PageSource } from '../queries/read-page.js';
import { readVisibility } from '../queries/visible-rows.js';
import { type Block, lastId, readBlocks, readerOf } from './blocks.js';
import { type CandidateOptions, findCandidates } from './find-candidates.js';
import { matchSource, type SourceMatch, wordsToStem } from './match-source.js';
import { parseQuery } from './parse-query.js';
import { readSources } from './read-sources.js';
import { type ReadyFilter, type SearchListFilter, toReadyFilter } from './search-filter.js';
import type { SearchRef } from './source.js';
import { readStems } from './stems.js';
import { type Part, toSnippet } from './to-snippet.js';
import { type StemmedQuery, searchClasses, toTsquery } from './to-tsquery.js';

/** Searches for words. @throws BadUserInputError, CursorInvalidError, SearchTooBroadError */
export type Search = (
  source: PageSource,
  query: string,
  filter: SearchListFilter,
  args: Pick<PageArguments, 'first' | 'after'>,
) => Promise<SearchPage>;

/** A result; its cursor is computed when it is read. */
export interface Result {
  readonly cursor: string;
  readonly node: object;
  readonly field: string;
  readonly snippet: readonly Part[];
}

/** A page of results. */
export interface SearchPage {
  readonly edges: readonly Result[];
  readonly nodes: readonly object[];
  readonly pageInfo: Page<Found>['pageInfo'];
}

/** Options of `createSearch`; tests use others. */
export interface SearchOptions extends CandidateOptions {
  readonly timeoutMs?: number;
}

interface Found {
  readonly node: object;
  readonly field: string;
  readonly snippet: readonly Part[];
}

/** Where a search goes on: in a class, after a row. */
interface Place {
  readonly searchClass: number;
  readonly before: string;
}

const defaultTimeoutMs = 3_000;
/** Rows are compared in portions, as some may have gone. */
const extraRows = 10;

/** Creates the search. */
export function createSearch(database: Database, options: SearchOptions = {}): Search {
  return async (source, text, filter, args) => {
    const { reader } = source;
    const cursors = new ListCursors(source.cursors, reader.tenantId, 'search', 2);
    const keyset = toKeyset(cursors, args);
    const place = toPlace(keyset.after);
    const terms = parseQuery(text);
    const deadline = Date.now() + (options.timeoutMs ?? defaultTimeoutMs);
    const ready = await toReadyFilter(reader, filter, source.channelIds);
    const items: { row: Found; parts: readonly string[] }[] = [];
    if (ready !== null) {
      const stems = await readStems(
        reader.rows,
        terms.flatMap(({ words }) => words),
      );
      const run = { ...{ database, source, options, deadline }, query: { terms, stems }, filter: ready };
      let next: Place | null = place;
      while (next !== null && items.length <= keyset.limit) {
        const found = await findNext(run, next, keyset.limit + 1 - items.length);
        items.push(...found.items);
        next = found.next;
      }
    }
    return toSearchPage(new Page(items.slice(0, keyset.limit + 1), keyset, cursors, { syncPosition: 0 }));
  };
}

function toPlace(after: readonly string[] | null): Place {
  if (after === null) return { searchClass: 0, before: lastId };
  const [searchClass, before] = [Number(after[0]), after[1] ?? ''];
  if (!searchClasses.some((_, index) => index === searchClass) || !isUuid(before))
    throw new CursorInvalidError();
  return { searchClass, before };
}

function toSearchPage(page: Page<Found>): SearchPage {
  return {
    // Cursors are read where they are selected.
    get edges() {
      return page.edges.map(edge => ({
        ...edge.node,
        get cursor() {
          return edge.cursor;
        },
      }));
    },
    nodes: page.nodes.map(({ node }) => node),
    pageInfo: page.pageInfo,
  };
}

interface Run {
  readonly database: Database;
  readonly source: PageSource;
  readonly options: SearchOptions;
  readonly deadline: number;
  readonly query: StemmedQuery;
  readonly filter: ReadyFilter;
}

/** The next results, and where to go on; null at the end. */
async function findNext(
  run: Run,
  place: Place,
  wanted: number,
): Promise<{ items: { row: Found; parts: readonly string[] }[]; next: Place | null }> {
  const limit = wanted + extraRows;
  const { refs, searchClass } = await readCandidates(run, place, limit);
  const items = await toItems(run, refs, searchClass);
  const last = refs.at(-1);
  if (refs.length === limit && last) return { items, next: { searchClass, before: last.id } };
  const isLast = searchClass === searchClasses.length - 1;
  return { items, next: isLast ? null : { searchClass: searchClass + 1, before: lastId } };
}

/** Rows of the class, or of the next one that has any, in a transaction with a limit of time. */
async function readCandidates(
  { database, source, options, deadline, query, filter }: Run,
  place: Place,
  limit: number,
): Promise<{ refs: readonly SearchRef[]; searchClass: number }> {
  const left = deadline - Date.now();
  if (left <= 0) throw new SearchTooBroadError();
  try {
    return await database.transaction(async transaction => {
      const reader = readerOf(transaction, source.reader.tenantId);
      await reader.rows(limitStatement, left);
      const blocks: readonly Block[] = await readBlocks(reader.rows);
      let { searchClass, before } = place;
      for (; searchClass < searchClasses.length; searchClass += 1, before = lastId) {
        const tsquery = toTsquery(query, searchClass, filter.kinds, filter.lexemes);
        if (tsquery === null) continue;
        const { createdAfter, createdBefore } = filter;
        const refs = await findCandidates(
          reader,
          { tsquery, before, createdAfter, createdBefore },
          blocks,
          limit,
          options,
        );
        if (refs.length > 0) return { refs, searchClass };
        if (Date.now() > deadline) throw new SearchTooBroadError();
      }
      return { refs: [], searchClass: searchClasses.length - 1 };
    });
  } catch (error) {
    throw isTimeout(error) ? new SearchTooBroadError() : error;
  }
}

/** Sequential reads compare every row's words, which takes longer than any use of the index. */
const limitStatement = {
  name: 'search-limits',
  text: `select set_config('statement_timeout', $2::int::text, true), set_config('enable_seqscan', 'off', true) where $1::uuid is not null`,
  isTenantScoped: true,
} as const;

const canceled = '57014';
function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === canceled || isTimeout(error.cause);
}

/** The rows that have the words as they are now and may be seen. */
async function toItems(
  { source, query, filter }: Run,
  refs: readonly SearchRef[],
  searchClass: number,
): Promise<{ row: Found; parts: readonly string[] }[]> {
  if (refs.length === 0) return [];
  const { reader } = source;
  const [sources, visible] = await Promise.all([
    readSources(reader.rows, refs),
    readVisible(reader, refs, filter.numbers),
  ]);
  const shown = [...sources.values()].filter(({ id }) => visible.every(seen => seen.get(id) === true));
  const words = new Set([...query.stems.keys(), ...shown.flatMap(row => wordsToStem(query, row))]);
  const stemmed = { ...query, stems: await readStems(reader.rows, words) };
  const matches = new Map<string, SourceMatch>();
  for (const row of shown) {
    const match = matchSource(stemmed, row);
    if (match !== null) matches.set(row.id, match);
  }
  const nodes = await Promise.all(refs.map(ref => (matches.has(ref.id) ? loadNode(source, ref) : null)));
  return refs.flatMap(({ id }, index) => {
    const [node, match] = [nodes[index], matches.get(id)];
    if (!node || !match) return [];
    const row = { node, field: match.field, snippet: toSnippet(match) };
    return [{ row, parts: [String(searchClass), id] }];
  });
}

function readVisible(
  reader: TenantReader,
  refs: readonly SearchRef[],
  numbers: ReadyFilter['numbers'],
): Promise<readonly ReadonlyMap<string, boolean>[]> {
  const ids = refs.map(({ id }) => id);
  return Promise.all(numbers.map(list => readVisibility(reader, ids, list)));
}

const typeNames: Readonly<Record<SearchKind, string>> = {
  [SearchKind.MESSAGE]: 'Message',
  [SearchKind.CONVERSATION]: 'Conversation',
  [SearchKind.CONTACT]: 'Contact',
  [SearchKind.LEAD]: 'Lead',
  [SearchKind.NOTE]: 'Note',
};

async function loadNode({ loaders }: PageSource, { kind, id }: SearchRef): Promise<object | null> {
  const row = await {
    [SearchKind.MESSAGE]: loaders.message,
    [SearchKind.CONVERSATION]: loaders.conversation,
    [SearchKind.CONTACT]: loaders.contact,
    [SearchKind.LEAD]: loaders.lead,
    [SearchKind.NOTE]: loaders.note,
  }[kind].load(id);
  return row && { ...row, __typename: typeNames[kind] };
}
