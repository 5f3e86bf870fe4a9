/**
 * Blocks: ranges of ids of some thousands of rows. A search with common words looks through the newest block first and
 * stops where its page is full, so that it does not read every row that has the words.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Message } from '../entities/message.entity.js';
import { SearchBlock } from '../entities/search-block.entity.js';

const blocks = tableOf(SearchBlock);
const b = blocks.of('b');
const messages = tableOf(Message);
const m = messages.of('m');

/** Rows of a block. */
export const defaultBlockRows = 8_192;
/** Below every id. */
export const firstId = '00000000-0000-0000-0000-000000000000';
/** Above every id. */
export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A block of a company. */
export type Block = Pick<SearchBlock, 'id' | 'firstId' | 'lastId' | 'documents'>;

const readStatement = tenantStatement<Block>(
  'search-blocks',
  `select ${blocks.select('b', ['id', 'firstId', 'lastId', 'documents'])} from ${blocks.table} b
    where ${b.tenantId} = $1 order by ${b.firstId} desc`,
);

/** All blocks of the tenant, the newest first. */
export function readBlocks(rows: TenantReader['rows']): Promise<Block[]> {
  return rows(readStatement);
}

/** Every so many messages, the oldest block from the first id on. */
const divideStatement = tenantStatement<{ readonly id: string }>(
  'search-divide',
  `select x.id from (select ${m.id} as id, row_number() over (order by ${m.id}) as n from ${messages.table} m where ${m.tenantId} = $1) x
    where x.n % $2::int = 0 order by x.id`,
);
const storeStatement = tenantStatement(
  'search-store-blocks',
  `insert into ${blocks.table} as b (${blocks.list(['tenantId', 'id', 'firstId', 'lastId', 'documents'])})
   select t.id, x.id, x.first_id, x.last_id, x.documents from (select $1::uuid as id) t,
     unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[]) as x(id, first_id, last_id, documents)
   on conflict (${blocks.column.id}) do update set ${blocks.column.lastId} = excluded.${blocks.column.lastId},
     ${blocks.column.documents} = excluded.${blocks.column.documents} where ${b.tenantId} = $1`,
);

/** Creates the blocks of a company from the messages that it has. */
export async function createBlocks(rows: TenantReader['rows'], blockRows: number): Promise<void> {
  const starts = [firstId, ...(await rows(divideStatement, blockRows)).map(({ id }) => id)];
  await storeBlocks(
    rows,
    starts.map(id => ({ id: uuidV7(), firstId: id, lastId: id, documents: 0 })),
  );
}

/** Stores new and changed blocks. */
export async function storeBlocks(rows: TenantReader['rows'], changed: readonly Block[]): Promise<void> {
  if (changed.length === 0) return;
  await rows(
    storeStatement,
    changed.map(({ id }) => id),
    changed.map(block => block.firstId),
    changed.map(block => block.lastId),
    changed.map(({ documents }) => documents),
  );
}

/** A transaction as the reader of one tenant. */
export function readerOf({ query }: Pick<Transaction, 'query'>, tenantId: string): TenantReader {
  const rows: TenantReader['rows'] = (statement, ...parameters) =>
    query(statement, [tenantId, ...parameters]);
  return {
    tenantId,
    rows,
    row: async (statement, ...parameters) => (await rows(statement, ...parameters))[0] ?? null,
  };
}

/** Puts new rows into blocks; remembers what has changed. */
export class BlockBook {
  readonly #blocks: { -readonly [P in keyof Block]: Block[P] }[];
  readonly #changed = new Set<Block>();

  /** @param blocks of the tenant, the newest first */
  constructor(
    blocks: readonly Block[],
    private readonly blockRows: number,
  ) {
    this.#blocks = blocks.map(block => ({ ...block }));
  }

  /** The block of a row. A new row after all others of a full block begins a block. */
  of(id: string, isNew: boolean): string {
    let block = this.#blocks.find(({ firstId: first }) => first <= id);
    const [newest] = this.#blocks;
    if (!block || (block === newest && isNew && block.documents >= this.blockRows && id > block.lastId)) {
      block = { id: uuidV7(), firstId: block ? id : firstId, lastId: id, documents: 0 };
      if (newest) this.#blocks.unshift(block);
      else this.#blocks.push(block);
    }
    if (isNew) {
      block.documents += 1;
      if (id > block.lastId) block.lastId = id;
      this.#changed.add(block);
    }
    return block.id;
  }

  get changed(): readonly Block[] {
    return [...this.#changed];
  }
}
