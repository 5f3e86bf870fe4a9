/** Reads pages: one list, or one for each of several parents in a single statement. */
import type { CursorCodec } from '../database/cursors.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { Loaders } from './loaders.js';
import { ListCursors, Page, type PageArguments, type PageItem, toKeyset } from './page.js';
import {
  type BuiltStatement,
  buildCount,
  buildPage,
  type Condition,
  type PagedList,
  type Projection,
} from './page-sql.js';
import { readSyncPosition } from './sync-cursor.js';
import { isVisible } from './visible-rows.js';

/** Lists longer than this have no `totalCount`: an exact one would read every row. */
const maxTotalCount = 10_000;

/** Dependencies of reading a page; created for each request. */
export interface PageSource {
  readonly reader: TenantReader;
  readonly loaders: Loaders;
  readonly cursors: CursorCodec;
  /** Numbers that the credential is limited to; null for all. */
  readonly channelIds: readonly string[] | null;
  /** The asking user; null where there is none. */
  readonly userId: string | null;
}

type Values = readonly unknown[];

/** A relation whose lists are paged, for example the messages of conversations. */
export interface ParentRelation {
  readonly name: string;
  /** Condition of the list's rows on the parent `p.id`, such as `m."conversation_id" = p.id`. */
  readonly match: string;
}

/** The list to read, with its projection and filters. */
export interface PageQuery<Row> {
  readonly list: PagedList;
  readonly projection: Projection<Row>;
  readonly conditions?: readonly Condition[];
  /** The end of the list that is read when neither `first` nor `last` is given. */
  readonly whenNeither?: 'first' | 'last';
}

/** One page of a list. @throws BadUserInputError, CursorInvalidError */
export async function readPage<Row>(
  source: PageSource,
  query: PageQuery<Row>,
  args: PageArguments,
): Promise<Page<Row>> {
  const { reader } = source;
  const { list, projection } = query;
  const conditions = conditionsOf(source, query);
  const { keyset, cursors } = keysetOf(source, query, args);
  const { statement, parameters } = buildPage(list, projection, { keyset, conditions });
  const read = () => reader.rows(statement, ...parameters);
  let rows = await read();
  let syncPosition = rows[0]?.[projection.width + list.keys.length] as number | null | undefined;
  if (rows.length === 0) {
    // No row contains the position: read it first, then the page again, so that no event is missed in between.
    syncPosition = await readSyncPosition(reader);
    rows = await read();
  }
  const count = async () => {
    const counted = buildCount(list, { conditions }, maxTotalCount);
    return toTotal(await reader.row(counted.statement, ...counted.parameters));
  };
  const items: PageItem<Row>[] = [];
  for (const values of rows) addItem(items, values, list, projection, reader.tenantId);
  return new Page(items, keyset, cursors, { syncPosition: syncPosition ?? 0, count });
}

/**
 * The page of one parent's list. The same page of other parents that is requested in the same tick is read in the same
 * statement, and so are their counts.
 * @throws BadUserInputError, CursorInvalidError
 */
export function readPageOf<Row>(
  source: PageSource,
  query: PageQuery<Row>,
  parent: ParentRelation & { readonly id: string },
  args: PageArguments,
): Promise<Page<Row>> {
  const { reader, loaders } = source;
  const { list, projection } = query;
  const conditions = conditionsOf(source, query);
  const { keyset, cursors } = keysetOf(source, query, args);
  const page = (ids: readonly string[]) =>
    buildPage(list, projection, { keyset, conditions, parents: { ...parent, ids } });
  const total = (ids: readonly string[]) =>
    buildCount(list, { conditions, parents: { ...parent, ids } }, maxTotalCount);
  const keyOf = ({ statement, parameters }: BuiltStatement) => JSON.stringify([statement.text, parameters]);
  const countOf = (id: string) =>
    loaders
      .byParent<number | null>(keyOf(total([])), async ids => {
        const { statement, parameters } = total(ids);
        const totals = new Map<unknown, number | null>();
        for (const row of await reader.rows(statement, ...parameters)) totals.set(row[1], toTotal(row));
        return ids.map(id => totals.get(id) ?? null);
      })
      .load(id);
  return loaders
    .byParent<Page<Row>>(keyOf(page([])), async ids => {
      const { statement, parameters } = page(ids);
      const items = new Map<unknown, PageItem<Row>[]>(ids.map(id => [id, []]));
      const tail = projection.width + list.keys.length;
      let syncPosition = 0;
      for (const row of await reader.rows(statement, ...parameters)) {
        syncPosition = (row[tail] as number | null) ?? 0;
        const found = items.get(row[tail + 1]);
        if (found) addItem(found, row, list, projection, reader.tenantId);
      }
      return ids.map(
        id => new Page(items.get(id) ?? [], keyset, cursors, { syncPosition, count: () => countOf(id) }),
      );
    })
    .load(parent.id);
}

function conditionsOf<Row>(source: PageSource, query: PageQuery<Row>): readonly Condition[] {
  const { list, conditions = [] } = query;
  return [...conditions, ...isVisible(list.typeName, list.alias, source.channelIds)];
}

function keysetOf<Row>(source: PageSource, { list, whenNeither }: PageQuery<Row>, args: PageArguments) {
  const cursors = new ListCursors(source.cursors, source.reader.tenantId, list.use, list.keys.length);
  return { cursors, keyset: toKeyset(cursors, args, whenNeither) };
}

function toTotal(row: Values | null): number | null {
  const count = Number(row?.[0] ?? 0);
  return count > maxTotalCount ? null : count;
}

function addItem<Row>(
  items: PageItem<Row>[],
  values: Values,
  list: PagedList,
  projection: Projection<Row>,
  tenantId: string,
): void {
  const row = projection.read(values, tenantId);
  if (row === null) return;
  items.push({ row, parts: values.slice(projection.width, projection.width + list.keys.length) as string[] });
}
