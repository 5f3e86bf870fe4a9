/** Stores what the search knows of rows, and deletes what is gone. */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { SearchKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Message } from '../entities/message.entity.js';
import { SearchDocument } from '../entities/search-document.entity.js';
import { BlockBook, defaultBlockRows, readBlocks, storeBlocks } from './blocks.js';
import { toShortId, toVector, wordsOf } from './lexemes.js';
import { mapInTurns } from './map-in-turns.js';
import { readSources } from './read-sources.js';
import { isOfPeople, type SearchRef, type SearchSource } from './source.js';
import { readStems } from './stems.js';

const documents = tableOf(SearchDocument);
const d = documents.of('d');
const m = tableOf(Message).of('m');
const f = tableOf(Attachment).of('f');

const knownStatement = tenantStatement<{ readonly id: string }>(
  'search-known-documents',
  `select ${d.subjectId} as id from ${documents.table} d where ${d.tenantId} = $1 and ${d.subjectId} = any($2::uuid[])`,
);
const deleteStatement = tenantStatement(
  'search-delete-documents',
  `delete from ${documents.table} d where ${d.tenantId} = $1 and ${d.subjectId} = any($2::uuid[])`,
);
const storeStatement = tenantStatement(
  'search-store-documents',
  `insert into ${documents.table} as d (${documents.list(['tenantId', 'subjectId', 'kind', 'createdAt', 'words'])})
   select t.id, x.id, x.kind, x.at, x.words::tsvector from (select $1::uuid as id) t,
     unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) as x(id, kind, at, words)
   on conflict (${documents.column.subjectId}) do update set ${documents.column.words} = excluded.${documents.column.words}
    where ${d.tenantId} = $1 and ${d.words} is distinct from excluded.${documents.column.words}`,
);
const staleStatement = tenantStatement(
  'search-delete-stale',
  `delete from ${documents.table} d where ${d.tenantId} = $1 and ${d.words} @@ $2::tsquery
     and not exists (select from ${tableOf(Message).table} m where ${m.id} = ${d.subjectId} and ${m.deletedAt} is null
       and (${m.text} is not null or exists (select from ${tableOf(Attachment).table} f where ${f.messageId} = ${m.id})))`,
);
const belowStatement = tenantStatement<SearchRef>(
  'search-documents-below',
  `select ${d.subjectId} as id, ${d.kind} as kind from ${documents.table} d
    where ${d.tenantId} = $1 and ${d.subjectId} < $2::uuid order by ${d.subjectId} desc limit $3`,
);

/** Stores the rows as they are now; deletes those that can no longer be found. In one transaction with a lock of the tenant's position. */
export async function storeDocuments(
  { tenantId, rows }: TenantReader,
  refs: readonly SearchRef[],
  blockRows = defaultBlockRows,
): Promise<void> {
  if (refs.length === 0) return;
  const sources = await readSources(rows, refs);
  const gone = refs.filter(({ id }) => !sources.has(id)).map(({ id }) => id);
  if (gone.length > 0) await rows(deleteStatement, gone);
  const found = [...sources.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  if (found.length === 0) return;
  const stems = await readStems(rows, await wordsToStem(found));
  const known = new Set(
    (
      await rows(
        knownStatement,
        found.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  const book = new BlockBook(await readBlocks(rows), blockRows);
  const placed = found.map(source => ({ source, blockId: book.of(source.id, !known.has(source.id)) }));
  await storeBlocks(rows, book.changed);
  for (const portion of toPortions(placed))
    await rows(
      storeStatement,
      portion.map(({ source }) => source.id),
      portion.map(({ source }) => source.kind),
      portion.map(({ source }) => source.createdAt),
      await mapInTurns(portion, ({ source, blockId }) => toVector(tenantId, blockId, source, stems)),
    );
}

/** So that the vectors of long texts do not fill the memory. */
const portionChars = 500_000;

function toPortions<Row extends { readonly source: SearchSource }>(placed: readonly Row[]): Row[][] {
  const portions: Row[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const row of placed) {
    const length = row.source.fields.reduce((sum, { text }) => sum + text.length, 0);
    if (chars + length > portionChars) {
      portions.push([]);
      chars = 0;
    }
    chars += length;
    portions.at(-1)?.push(row);
  }
  return portions;
}

async function wordsToStem(sources: readonly SearchSource[]): Promise<ReadonlySet<string>> {
  const lists = await mapInTurns(sources, source =>
    isOfPeople(source.kind) ? [] : wordsOf(source).flatMap(list => list.map(({ word }) => word)),
  );
  return new Set(lists.flat());
}

/** Deletes what is stored of messages of a conversation that were deleted or emptied. */
export async function deleteStaleOf({ rows }: TenantReader, conversationId: string): Promise<void> {
  await rows(staleStatement, `'o${toShortId(conversationId)}' & 'k${SearchKind.MESSAGE}'`);
}

/** What is stored below an id, the greatest first. */
export function readDocumentsBelow({ rows }: TenantReader, id: string, limit: number): Promise<SearchRef[]> {
  return rows(belowStatement, id, limit);
}
