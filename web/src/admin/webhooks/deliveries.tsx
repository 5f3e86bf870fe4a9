import { useEffect, useState } from 'react';
import {
  AdminDeliveriesDocument,
  type DeliveryPartsFragment,
  type EndpointPartsFragment,
  RedeliverDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  DataTable,
  Empty,
  FaultBox,
  ForgetsErased,
  Moment,
  SelectField,
  useChange,
  useList,
} from '../../kit/index.js';
import { Attempts } from './attempts.js';
import { toType } from './endpoint-state.js';
import { RangeForm } from './range-form.js';

type Delivery = DeliveryPartsFragment;
const statuses = ['PENDING', 'DELIVERED', 'FAILED'] as const;
/** Between two looks while something waits; there is no event for deliveries. */
const lookAgainMs = 2_000;
const shownChars = 65_536;

/** Properties of `Deliveries`. */
export interface DeliveriesProps {
  readonly endpoint: EndpointPartsFragment;
  /** Another number loads the list again. */
  readonly changes: number;
  readonly onChanged: () => void;
}

/** What was posted to an endpoint, with request and answer; posts it again. */
export function Deliveries(props: DeliveriesProps) {
  return (
    <ForgetsErased>
      <OpenDeliveries {...props} />
    </ForgetsErased>
  );
}

function OpenDeliveries({ endpoint, changes, onChanged }: DeliveriesProps) {
  const [status, setStatus] = useState('');
  const filter = {
    endpointId: endpoint.id,
    status: status === '' ? null : [status as Delivery['deliveryStatus']],
  };
  const list = useList(AdminDeliveriesDocument, { filter }, data => data.webhookDeliveries);
  const { run, isBusy, fault } = useChange(RedeliverDocument);
  const [queued, setQueued] = useState<number | null>(null);
  const { items, reload } = list;
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  const isWaiting = endpoint.pendingCount > 0 || items.some(item => item.deliveryStatus === 'PENDING');
  useEffect(() => {
    if (!isWaiting || !endpoint.isEnabled || items.length > 20) return;
    const timer = setInterval(() => {
      reload();
      onChanged();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [isWaiting, endpoint.isEnabled, items.length, reload, onChanged]);
  const redeliver = async (input: Parameters<typeof run>[0]['input']) => {
    const answer = await run({ input });
    setQueued(answer?.redeliverWebhooks.queued ?? null);
    reload();
  };
  return (
    <section className="section" aria-label={t('webhooks_deliveries')}>
      <h2>{t('webhooks_deliveries')}</h2>
      <div className="page-filters">
        <SelectField
          {...{ name: 'status', label: t('webhooks_state'), value: status, onChange: setStatus }}
          options={[['', t('all')], ...statuses.map(id => [id, t(`delivery_${id}`)] as const)]}
        />
        <button type="button" className="button" onClick={reload}>
          {t('refresh')}
        </button>
        <RangeForm
          isBusy={isBusy}
          onSubmit={range => void redeliver({ endpointId: endpoint.id, ...range })}
        />
      </div>
      {queued !== null && <p role="status">{t('webhooks_queued', { count: queued })}</p>}
      <FaultBox fault={fault} />
      <DataTable
        caption={t('webhooks_deliveries')}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t(status === '' ? 'webhooks_noDeliveries' : 'nothingFound')}</Empty>}
        columns={[
          { key: 'at', title: t('created'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
          {
            key: 'type',
            title: t('webhooks_kind'),
            cell: ({ type, body }) => (type === null ? typeOf(body) : toType(type)),
          },
          {
            key: 'status',
            title: t('webhooks_state'),
            cell: ({ deliveryStatus, nextAttemptAt }) => (
              <>
                {t(`delivery_${deliveryStatus}`)}
                {nextAttemptAt && (
                  <div className="muted">
                    {t('webhooks_next')} <Moment at={nextAttemptAt} />
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'what',
            title: t('webhooks_request'),
            cell: ({ body, attempts }) => (
              <details>
                <summary>{t('webhooks_show')}</summary>
                <pre className="posted">
                  {body === null ? t('webhooks_erased') : body.slice(0, shownChars)}
                </pre>
                <Attempts attempts={attempts} />
              </details>
            ),
          },
          {
            key: 'actions',
            title: t('actions'),
            cell: ({ id, deliveryStatus }) =>
              deliveryStatus !== 'PENDING' && (
                <button
                  type="button"
                  className="button"
                  disabled={isBusy}
                  onClick={() => void redeliver({ deliveryId: id })}
                >
                  {t('webhooks_redeliver')}
                </button>
              ),
          },
        ]}
      />
    </section>
  );
}

/** The type in a body that is about no event, such as `endpoint.test`. */
function typeOf(body: string | null): string {
  return /"type":\s*"([\w.]{1,40})"/.exec(body ?? '')?.[1] ?? '—';
}
