import { useState } from 'react';
import { Link } from 'wouter';
import type { AssistantPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, DataTable, Empty, type ListState, Page } from '../../kit/index.js';
import { cleanName } from '../../ui/index.js';
import { modelFault } from './model-faults.js';

const maxAssistants = 20;

/** The assistants of the company. */
export function AssistantList({ list }: { readonly list: ListState<AssistantPartsFragment> }) {
  const [showsArchived, setShowsArchived] = useState(false);
  const items = list.items.filter(({ isArchived }) => showsArchived || !isArchived);
  const isFull = list.items.length >= maxAssistants;
  return (
    <Page
      title={t('assistants')}
      help={t('ai_help')}
      actions={
        !isFull && (
          <Link href="/admin/assistants/new" className="button primary">
            {t('ai_add')}
          </Link>
        )
      }
    >
      {isFull && <p className="warning">{t('ai_full', { count: maxAssistants })}</p>}
      {list.items.some(({ isArchived }) => isArchived) && (
        <CheckField label={t('showArchived')} isChecked={showsArchived} onChange={setShowsArchived} />
      )}
      <DataTable
        caption={t('assistants')}
        list={{ ...list, items }}
        keyOf={({ id }) => id}
        empty={<Empty>{t('ai_empty')}</Empty>}
        columns={[
          {
            key: 'name',
            title: t('name'),
            cell: ({ id, name, isArchived }) => (
              <>
                <Link href={`/admin/assistants/${id}`}>{name}</Link>
                {isArchived && <span className="chip">{t('archivedChip')}</span>}
              </>
            ),
          },
          { key: 'mode', title: t('ai_mode'), cell: ({ mode }) => t(`ai_mode_${mode}`) },
          {
            key: 'numbers',
            title: t('numbers'),
            cell: ({ channels }) =>
              channels === null
                ? t('ai_allNumbers')
                : channels.map(({ displayName }) => cleanName(displayName)).join(', ') || '–',
          },
          {
            key: 'model',
            title: t('ai_model'),
            cell: ({ engine, model }) => (engine === 'EXTERNAL' ? t('ai_engine_EXTERNAL') : model),
          },
          {
            key: 'fault',
            title: t('ai_state'),
            cell: ({ fault }) =>
              fault === null ? t('ai_fine') : <span className="fault">{modelFault(fault)}</span>,
          },
        ]}
      />
    </Page>
  );
}
