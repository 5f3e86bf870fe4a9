/** Endpoints of outgoing webhooks, and their deliveries: lists, newest delivery first. */
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { as, int, quoted, sql } from '../database/sql.js';
import { type RowOf, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import { idIs, wordIn } from './conditions.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage, readPageOf } from './read-page.js';
import { rowsById } from './rows-by-id.js';

const endpoints = tableOf(WebhookEndpoint);
const deliveries = tableOf(WebhookDelivery);
const counters = tableOf(EventCounter);
const [e, d, c] = [endpoints.of('e'), deliveries.of('d'), counters.of('c')];

const endpointsStatement = tenantStatement(
  'webhook-endpoints',
  sql`select ${selectWithout(WebhookEndpoint, 'e', ['secretCipher', 'previousSecretCipher'])},
          ${as(
            'pendingCount',
            int(`least(2147483647, greatest(0, coalesce((select ${c.position} from ${counters.table} c where ${c.tenantId} = $1), 0) - ${e.position})
               + (select count(*) from ${deliveries.table} d where ${d.endpointId} = ${e.id} and ${d.status} = ${quoted(WebhookDeliveryStatus.PENDING)}))::int8`),
          )}
     from ${endpoints.table} e where ${e.tenantId} = $1 order by ${e.id}`,
);
const bodiesStatement = tenantStatement(
  'webhook-delivery-bodies',
  sql`select ${deliveries.select('d', ['id', 'body'])} from ${deliveries.table} d
    where ${d.tenantId} = $1 and ${d.id} = any($2::uuid[])`,
);
const deliveriesStatement = rowsById(WebhookDelivery, ['body']);

/** An endpoint without its secrets. */
export type WebhookEndpointRow = RowOf<typeof endpointsStatement>;
/** A delivery; its body is loaded when it is selected. */
export type WebhookDeliveryRow = Readonly<Omit<WebhookDelivery, 'body'>>;

/** Every endpoint of the tenant, oldest first. */
export function listWebhookEndpoints(reader: TenantReader): Promise<WebhookEndpointRow[]> {
  return reader.rows(endpointsStatement);
}

/** One endpoint, loaded together with the others of the request; null for a missing one. */
export function loadWebhookEndpoint(
  { reader, loaders }: LoadSource,
  id: string,
): Promise<WebhookEndpointRow | null> {
  return loaders
    .byParent<WebhookEndpointRow | null>('webhookEndpoint', ids => loadWebhookEndpoints(reader, ids))
    .load(id);
}

/** One delivery, loaded together with the others of the request; null for a missing one. */
export const loadWebhookDelivery = (source: LoadSource, id: string) =>
  loadById<WebhookDeliveryRow>(source, deliveriesStatement, id);

/** Batch function: endpoints by id; null for a missing one. */
export async function loadWebhookEndpoints(
  reader: TenantReader,
  ids: readonly string[],
): Promise<readonly (WebhookEndpointRow | null)[]> {
  const rows = new Map((await listWebhookEndpoints(reader)).map(row => [row.id, row]));
  return ids.map(id => rows.get(id) ?? null);
}

/** Batch function: bodies by the id of the delivery; null when erased. */
export async function loadDeliveryBodies(
  reader: TenantReader,
  ids: readonly string[],
): Promise<readonly (string | null)[]> {
  const rows = new Map((await reader.rows(bodiesStatement, ids)).map(row => [row.id, row.body]));
  return ids.map(id => rows.get(id) ?? null);
}

/** One delivery; null when the tenant has none with this id. */
export async function findWebhookDelivery(
  reader: TenantReader,
  id: string,
): Promise<WebhookDeliveryRow | null> {
  return reader.row(deliveriesStatement, [id]);
}

const list = listById(WebhookDelivery, 'webhook-deliveries', 'webhook-deliveries', 'd', 'desc');
const projection = plainRows(WebhookDelivery, 'd', ['body']);

/** Filters of deliveries; absent and null filter nothing, all given ones must hold. */
export interface WebhookDeliveryListFilter {
  readonly endpointId?: string | null;
  readonly status?: readonly WebhookDeliveryStatus[] | null;
  readonly conversationId?: string | null;
  readonly subjectId?: string | null;
}

/** Deliveries of all endpoints of the tenant. */
export function webhookDeliveryPage(
  source: PageSource,
  filter: WebhookDeliveryListFilter,
  args: PageArguments,
): Promise<Page<WebhookDeliveryRow>> {
  const conditions = [
    ...idIs('endpointId', d.endpointId, filter.endpointId),
    ...wordIn('status', d.status, filter.status),
    ...idIs('conversationId', d.conversationId, filter.conversationId),
    ...idIs('subjectId', d.subjectId, filter.subjectId),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

/** Deliveries of one endpoint. */
export function deliveriesOfEndpoint(
  source: PageSource,
  endpointId: string,
  status: readonly WebhookDeliveryStatus[] | null | undefined,
  args: PageArguments,
): Promise<Page<WebhookDeliveryRow>> {
  const parent = { name: 'of-endpoint', match: `${d.endpointId} = p.id`, id: endpointId };
  return readPageOf(
    source,
    { list, projection, conditions: wordIn('status', d.status, status) },
    parent,
    args,
  );
}
