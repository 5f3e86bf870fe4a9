import { useCallback, useEffect, useState } from 'react';
import {
  AdminApprovedDocument,
  type AdminApprovedQuery,
  type ApprovedPartsFragment,
  DeleteApprovedDocument,
  SyncApprovedDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  ConfirmButton,
  DataTable,
  Empty,
  type Fault,
  FaultBox,
  Moment,
  SelectField,
  toFault,
  useChange,
} from '../../kit/index.js';
import { useCompany, useDesk } from '../../live/index.js';
import { Dialog } from '../../ui/index.js';
import { ApprovedForm } from './approved-form.js';

type Template = ApprovedPartsFragment;

/** Templates that a number may send outside the reply window: read from the provider, or registered here. */
export function Approved() {
  const { channels } = useCompany();
  const [channelId, setChannelId] = useState(channels.nodes[0]?.id ?? '');
  const { data, isLoading, fault, reload } = useApproved(channelId);
  const [edited, setEdited] = useState<Template | 'NEW' | null>(null);
  const sync = useChange(SyncApprovedDocument);
  const remove = useChange(DeleteApprovedDocument);
  const capabilities = data?.channel?.account.capabilities;
  const onDone = () => {
    setEdited(null);
    reload();
  };
  if (channelId === '') return <Empty>{t('desk_noNumbers')}</Empty>;
  const isOwn = capabilities?.templates === true && !capabilities.listsTemplates;
  const actions = (template: Template) =>
    isOwn && (
      <div className="row-actions">
        <button
          type="button"
          className="button"
          aria-label={`${t('edit')}: ${template.name}`}
          onClick={() => setEdited(template)}
        >
          {t('edit')}
        </button>
        <ConfirmButton
          label={t('remove')}
          question={t('desk_removeApproved', { name: template.name })}
          onConfirm={() => void remove.run({ input: { id: template.id } }).then(done => done && reload())}
        />
      </div>
    );
  return (
    <section className="entry-list" aria-label={t('desk_approved')}>
      <div className="page-filters">
        <SelectField
          {...{ name: 'channel', label: t('desk_number'), value: channelId, onChange: setChannelId }}
          options={channels.nodes.map(({ id, label }) => [id, label] as const)}
        />
        {capabilities?.listsTemplates && (
          <button
            type="button"
            className="button"
            disabled={sync.isBusy}
            onClick={() => void sync.run({ input: { channelId } }).then(done => done && reload())}
          >
            {t('desk_readApproved')}
          </button>
        )}
        {isOwn && (
          <button type="button" className="button primary" onClick={() => setEdited('NEW')}>
            {t('desk_addApproved')}
          </button>
        )}
      </div>
      <FaultBox fault={sync.fault ?? remove.fault} />
      <DataTable
        caption={t('desk_approved')}
        list={{
          items: data?.messageTemplates ?? [],
          isLoading,
          fault,
          hasMore: false,
          loadMore: reload,
          reload,
        }}
        keyOf={({ id }) => id}
        empty={
          <Empty>{t(capabilities?.templates === false ? 'desk_noApprovedHere' : 'desk_noApproved')}</Empty>
        }
        columns={[
          { key: 'name', title: t('name'), cell: ({ name }) => <code>{name}</code> },
          { key: 'language', title: t('language'), cell: ({ language }) => language },
          {
            key: 'status',
            title: t('desk_approval'),
            cell: ({ approval, category }) => [approval, category].filter(Boolean).join(' · '),
          },
          { key: 'body', title: t('desk_text'), cell: ({ body }) => <div className="preview">{body}</div> },
          { key: 'at', title: t('desk_readAt'), cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
          { key: 'actions', title: t('actions'), cell: actions },
        ]}
      />
      <Dialog title={t('desk_approved')} isOpen={edited !== null} onClose={() => setEdited(null)}>
        {edited !== null && (
          <ApprovedForm channelId={channelId} template={edited === 'NEW' ? null : edited} onDone={onDone} />
        )}
      </Dialog>
    </section>
  );
}

/** The templates of a number, with what its provider can do. */
function useApproved(channelId: string) {
  const { plain } = useDesk();
  const [data, setData] = useState<AdminApprovedQuery | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [fault, setFault] = useState<Fault | null>(null);
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt reads again
  useEffect(() => {
    let isCurrent = true;
    if (channelId === '') return;
    setLoading(true);
    void plain.query(AdminApprovedDocument, { channelId }).then(answer => {
      if (!isCurrent) return;
      setLoading(false);
      setFault(answer.error ? toFault(answer.error) : null);
      setData(answer.data ?? null);
    });
    return () => {
      isCurrent = false;
    };
  }, [plain, channelId, attempt]);
  return { data, isLoading, fault, reload };
}
