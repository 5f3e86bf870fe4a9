/** Stores rows that are older than the search, from the newest to the oldest, in portions. */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { SearchKind } from '../domain/vocabulary.js';
import { SearchPosition } from '../entities/search-position.entity.js';
import { lastId } from './blocks.js';
import { readIdsBelow } from './read-sources.js';
import { readDocumentsBelow, storeDocuments } from './store-documents.js';

/** What is looked at again first: documents whose rows are gone are deleted. */
const storedStage = 'STORED';
/** The stages in their order; messages are the most. */
export const fillStages: readonly string[] = [
  storedStage,
  SearchKind.CONTACT,
  SearchKind.CONVERSATION,
  SearchKind.LEAD,
  SearchKind.NOTE,
  SearchKind.MESSAGE,
];

const positions = tableOf(SearchPosition);
const defaultRows = 500;
const moveStatement = tenantStatement(
  'search-move-fill',
  `update ${positions.table} p set ${positions.column.fillStage} = $2, ${positions.column.fillBefore} = $3::uuid
    where ${positions.of('p').tenantId} = $1`,
);

/** Where a fill is. */
export interface FillPlace {
  readonly stage: string;
  readonly before: string;
}

/** Stores one portion, and moves on. In a transaction with a lock of the tenant's position. */
export async function fillOnce(
  reader: TenantReader,
  { stage, before }: FillPlace,
  { fillRows = defaultRows, blockRows }: { readonly fillRows?: number; readonly blockRows?: number },
): Promise<void> {
  const refs =
    stage === storedStage
      ? await readDocumentsBelow(reader, before, fillRows)
      : (await readIdsBelow(reader.rows, stage as SearchKind, before, fillRows)).map(({ id }) => ({
          kind: stage as SearchKind,
          id,
        }));
  await storeDocuments(reader, refs, blockRows);
  const last = refs.at(-1);
  const next = fillStages[fillStages.indexOf(stage) + 1] ?? null;
  if (last && refs.length === fillRows) await reader.rows(moveStatement, stage, last.id);
  else await reader.rows(moveStatement, next, lastId);
}
