import { useState } from 'react';
import { Link } from 'wouter';
import type { EndpointPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { DataTable, Empty, type ListState, Moment, Page } from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';
import { EndpointForm } from './endpoint-form.js';
import { stateOf, toType } from './endpoint-state.js';
import { SecretDialog } from './secret-dialog.js';

/** The endpoints of the company. */
export function EndpointList({ list }: { readonly list: ListState<EndpointPartsFragment> }) {
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const onSaved = (next: string | null) => {
    setAdding(false);
    setSecret(next);
    list.reload();
  };
  return (
    <Page
      title={t('webhooks')}
      help={t('webhooks_help')}
      actions={
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          {t('webhooks_add')}
        </button>
      }
    >
      <DataTable
        caption={t('webhooks')}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t('webhooks_empty')}</Empty>}
        columns={[
          {
            key: 'url',
            title: t('webhooks_address'),
            cell: ({ id, url, description }) => (
              <>
                <Link href={`/admin/webhooks/${id}`} className="long">
                  {url}
                </Link>
                {description && <div className="muted">{description}</div>}
              </>
            ),
          },
          {
            key: 'kinds',
            title: t('webhooks_kinds'),
            cell: ({ eventTypes }) => eventTypes?.map(toType).join(', ') ?? t('all'),
          },
          {
            key: 'numbers',
            title: t('numbers'),
            cell: ({ channels }) => channels?.map(({ displayName }) => displayName).join(', ') ?? t('all'),
          },
          {
            key: 'pending',
            title: t('webhooks_pending'),
            isNumber: true,
            cell: ({ pendingCount }) => pendingCount,
          },
          {
            key: 'last',
            title: t('webhooks_last'),
            cell: ({ lastDeliveredAt }) => <Moment at={lastDeliveredAt} />,
          },
          {
            key: 'state',
            title: t('webhooks_state'),
            cell: endpoint => (
              <>
                {t(`webhooks_${stateOf(endpoint)}`)}{' '}
                {endpoint.failingSince !== null && <Moment at={endpoint.failingSince} />}
              </>
            ),
          },
        ]}
      />
      <Dialog title={t('webhooks_add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <EndpointForm endpoint={null} onSaved={onSaved} />
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Page>
  );
}
