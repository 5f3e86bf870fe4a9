/** Rejected webhooks: pages, the newest hour first. */
import { tableOf } from '../database/columns.js';
import type { RefusalReason, WebhookSource } from '../domain/vocabulary.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { idIs, timeIs, wordIn } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';

const refused = tableOf(RefusedWebhook).of('r');
const list = listById(RefusedWebhook, 'refused-webhooks', 'refused-webhooks', 'r', 'desc');
const projection = plainRows(RefusedWebhook, 'r');

/** Filters of the list; absent and null filter nothing, all given ones must hold. */
export interface RefusedWebhookListFilter {
  readonly accountId?: string | null;
  readonly sources?: readonly WebhookSource[] | null;
  readonly reasons?: readonly RefusalReason[] | null;
  readonly lastAfter?: Date | null;
}

/** The rejected webhooks of the tenant's accounts. */
export function refusedWebhookPage(
  source: PageSource,
  filter: RefusedWebhookListFilter,
  args: PageArguments,
): Promise<Page<Readonly<RefusedWebhook>>> {
  const conditions = [
    ...idIs('accountId', refused.accountId, filter.accountId),
    ...wordIn('sources', refused.source, filter.sources),
    ...wordIn('reasons', refused.reason, filter.reasons),
    ...timeIs('lastAfter', refused.lastAt, '>=', filter.lastAfter),
  ];
  return readPage(source, { list, projection, conditions }, args);
}
