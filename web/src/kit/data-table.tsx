import type { ReactNode } from 'react';
import { t } from '../i18n/index.js';
import { FaultBox } from './fault-box.js';
import type { ListState } from './use-list.js';
import './kit.css';

/** A column. */
export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
}

/** Properties of `DataTable`. */
export interface DataTableProps<Item> {
  /** Names the table for assistive tools. */
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly list: ListState<Item>;
  readonly keyOf: (item: Item) => string;
  /** Shown in place of a table without rows: what to do. */
  readonly empty: ReactNode;
}

/** A table with further pages; on a phone a card for each row. */
export function DataTable<Item>({ caption, columns, list, keyOf, empty }: DataTableProps<Item>) {
  const { items, isLoading, fault, hasMore, loadMore, reload } = list;
  if (items.length === 0) {
    if (fault) return <FaultBox fault={fault} onRetry={reload} />;
    return isLoading ? <p className="notice">{t('loading')}</p> : empty;
  }
  return (
    <div className="table-frame">
      <table className="table" aria-busy={isLoading}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={keyOf(item)}>
              {columns.map(({ key, title, cell, isNumber }) => (
                <td
                  key={key}
                  data-title={key === 'actions' ? undefined : title}
                  className={isNumber ? 'number' : undefined}
                >
                  {cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <FaultBox fault={fault} onRetry={loadMore} />
      {hasMore && (
        <button type="button" className="button" disabled={isLoading} onClick={loadMore}>
          {t('loadMore')}
        </button>
      )}
    </div>
  );
}
