/** Rows of an export, by the same pages and filters as the lists of the API. */
import { createCursorCodec } from '../../database/cursors.js';
import type { Database } from '../../database/database.js';
import { createTenantReader } from '../../database/tenant-reader.js';
import { ContactOrder, LeadOrder } from '../../domain/list-order.js';
import { AttributeTarget, ExportKind } from '../../domain/vocabulary.js';
import { attributeDefinitions } from '../../queries/catalog.js';
import { type ContactListFilter, contactPage } from '../../queries/contact-page.js';
import { type InboxFilter, newestConversations } from '../../queries/inbox-page.js';
import { type LeadListFilter, leadPage } from '../../queries/lead-page.js';
import { createLoaders } from '../../queries/loaders.js';
import { type MessageListFilter, messagePage } from '../../queries/message-page.js';
import type { Page, PageArguments } from '../../queries/page.js';
import type { PageSource } from '../../queries/read-page.js';
import type { ReportRequest } from '../../queries/report/read-report.js';
import type { AttributeDefinitionRow } from '../../queries/rows.js';
import type { FileRow } from '../row-file.js';
import { readReportRows } from './report-rows.js';
import { type ListKind, toContactRow, toConversationRow, toLeadRow, toMessageRow } from './to-file-row.js';

/** The filters of an export; the one of its kind is used. */
export interface ExportFilters {
  readonly contacts?: ContactListFilter | null;
  readonly leads?: LeadListFilter | null;
  readonly conversations?: InboxFilter | null;
  readonly messages?: MessageListFilter | null;
  readonly report?: ReportRequest | null;
}

/** What to export. */
export interface ExportSelection {
  readonly kind: ExportKind;
  readonly filters: ExportFilters;
}

/** A page of rows. */
export interface ExportPage {
  readonly rows: readonly FileRow[];
  /** Rows of the whole list; null for more than 10,000. */
  readonly total: number | null;
}

const pageRows = 100;
/** The cursors stay in this process. */
const cursors = createCursorCodec('pages of an export');

/** The pages of a list, or a whole report. The loaders, which cache rows, are new for every page: memory stays flat. */
export async function* readExport(
  database: Database,
  tenantId: string,
  { kind, filters }: ExportSelection,
  first = pageRows,
): AsyncGenerator<ExportPage> {
  const reader = createTenantReader(database, tenantId);
  if (kind === ExportKind.REPORT) {
    const rows = filters.report ? await readReportRows(reader, filters.report) : [];
    return yield { rows, total: rows.length };
  }
  const target = targets[kind];
  const definitions = target ? await attributeDefinitions(reader, target) : [];
  let total: number | null | undefined;
  for (let after: string | null | undefined; after !== null; ) {
    const source = { reader, loaders: createLoaders(reader), cursors, channelIds: null, userId: null };
    const page = await readPage(source, { kind, filters }, { first, after }, definitions);
    total ??= await page.total();
    yield { rows: page.rows, total };
    after = page.next;
  }
}

/** Kinds whose objects have attributes. */
const targets: Readonly<Partial<Record<ExportKind, AttributeTarget>>> = {
  [ExportKind.CONTACTS]: AttributeTarget.CONTACT,
  [ExportKind.LEADS]: AttributeTarget.LEAD,
};

interface ReadPage {
  readonly rows: readonly FileRow[];
  readonly next: string | null;
  total(): Promise<number | null>;
}

async function readPage(
  source: PageSource,
  { kind, filters }: { readonly kind: ListKind; readonly filters: ExportFilters },
  args: PageArguments,
  definitions: readonly AttributeDefinitionRow[],
): Promise<ReadPage> {
  const { loaders } = source;
  switch (kind) {
    case ExportKind.CONTACTS:
      return toRows(await contactPage(source, filters.contacts ?? {}, ContactOrder.NEWEST_FIRST, args), row =>
        toContactRow(row, definitions),
      );
    case ExportKind.LEADS:
      return toRows(await leadPage(source, filters.leads ?? {}, LeadOrder.NEWEST_FIRST, args), row =>
        toLeadRow(row, loaders, definitions),
      );
    case ExportKind.CONVERSATIONS:
      return toRows(await newestConversations(source, filters.conversations ?? {}, args), row =>
        toConversationRow(row, loaders),
      );
    case ExportKind.MESSAGES:
      return toRows(await messagePage(source, filters.messages ?? {}, args), row =>
        toMessageRow(row, loaders),
      );
  }
}

async function toRows<Row>(
  page: Page<Row>,
  toRow: (row: Row) => FileRow | Promise<FileRow>,
): Promise<ReadPage> {
  const { hasNextPage, endCursor } = page.pageInfo;
  return {
    rows: await Promise.all(page.nodes.map(toRow)),
    next: hasNextPage ? endCursor : null,
    total: () => page.totalCount,
  };
}
