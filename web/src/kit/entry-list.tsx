import { type ReactNode, useState } from 'react';
import { t } from '../i18n/index.js';
import { Dialog } from '../ui/index.js';
import { type Column, DataTable } from './data-table.js';
import { FaultBox } from './fault-box.js';
import { CheckField } from './fields.js';
import { Empty } from './page.js';
import type { Fault } from './to-fault.js';
import type { ListState } from './use-list.js';

/** An entry of a list of the company: archived, never deleted. */
interface Entry {
  readonly id: string;
  readonly isArchived: boolean;
}

/** Properties of `EntryList`. */
export interface EntryListProps<Item extends Entry> {
  readonly caption: string;
  readonly addLabel: string;
  /** Shown in place of an empty list: what to do. */
  readonly empty: string;
  readonly nameOf: (item: Item) => string;
  readonly columns: readonly Column<Item>[];
  readonly list: ListState<Item>;
  readonly onArchive: (item: Item, isArchived: boolean) => Promise<unknown>;
  /** Fault of archiving. */
  readonly fault: Fault | null;
  /** The form of an entry, or of a new one. */
  readonly form: (item: Item | null, onDone: () => void) => ReactNode;
}

/** A list of the company that is added to, changed, archived and restored. */
export function EntryList<Item extends Entry>(props: EntryListProps<Item>) {
  const { caption, addLabel, empty, nameOf, columns, list, onArchive, fault, form } = props;
  const [edited, setEdited] = useState<Item | 'NEW' | null>(null);
  const [showsArchived, setShowsArchived] = useState(false);
  const items = list.items.filter(({ isArchived }) => showsArchived || !isArchived);
  const archive = async (item: Item) => {
    if ((await onArchive(item, !item.isArchived)) !== null) list.reload();
  };
  const onDone = () => {
    setEdited(null);
    list.reload();
  };
  const actions = (item: Item) => (
    <div className="row-actions">
      <button
        type="button"
        className="button"
        aria-label={`${t('edit')}: ${nameOf(item)}`}
        onClick={() => setEdited(item)}
      >
        {t('edit')}
      </button>
      <button
        type="button"
        className="button"
        aria-label={`${t(item.isArchived ? 'restore' : 'archive')}: ${nameOf(item)}`}
        onClick={() => void archive(item)}
      >
        {t(item.isArchived ? 'restore' : 'archive')}
      </button>
    </div>
  );
  return (
    <section className="entry-list" aria-label={caption}>
      <div className="row-actions">
        <button type="button" className="button primary" onClick={() => setEdited('NEW')}>
          {addLabel}
        </button>
        {list.items.some(({ isArchived }) => isArchived) && (
          <CheckField label={t('showArchived')} isChecked={showsArchived} onChange={setShowsArchived} />
        )}
      </div>
      <FaultBox fault={fault} />
      <DataTable
        caption={caption}
        columns={[...columns, { key: 'actions', title: t('actions'), cell: actions }]}
        list={{ ...list, items }}
        keyOf={({ id }) => id}
        empty={<Empty>{empty}</Empty>}
      />
      <Dialog
        title={edited === null || edited === 'NEW' ? addLabel : nameOf(edited)}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      >
        {edited !== null && form(edited === 'NEW' ? null : edited, onDone)}
      </Dialog>
    </section>
  );
}
