import { useLocation } from 'wouter';
import { AdminEndpointsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Empty, FaultBox, Page, useRows } from '../../kit/index.js';
import './webhooks.css';
import { EndpointDetail } from './endpoint-detail.js';
import { EndpointList } from './endpoint-list.js';

/** Outgoing webhooks: the list of endpoints, or one of them. */
export default function WebhooksPage() {
  const [path] = useLocation();
  const list = useRows(AdminEndpointsDocument, {}, data => data.webhookEndpoints);
  const id = /^\/admin\/webhooks\/([\w-]+)$/.exec(path)?.[1];
  const open = list.items.find(endpoint => endpoint.id === id);
  if (open) return <EndpointDetail key={open.id} endpoint={open} onChanged={list.reload} />;
  if (id !== undefined && list.isLoading) return <p className="notice">{t('loading')}</p>;
  if (id !== undefined)
    return (
      <Page title={t('webhooks')} back={['/admin/webhooks', t('webhooks_back')]}>
        <FaultBox fault={list.fault} onRetry={list.reload} />
        {list.fault === null && <Empty>{t('webhooks_missing')}</Empty>}
      </Page>
    );
  return <EndpointList list={list} />;
}
