/** What subscriptions are served from: the feed of events, of presence and of drafts, with one budget for their groups. */
import { createTenantReader } from '../database/tenant-reader.js';
import { draftKey } from '../delivery/drafts/draft.js';
import { createEventHub } from '../delivery/event-hub.js';
import { readEventsWithRows } from '../delivery/event-with-rows.js';
import { GroupBudget } from '../delivery/group-budget.js';
import { placeKey } from '../delivery/presence/place.js';
import type { RecentActivity } from '../delivery/recent-activity.js';
import { createBatchMaker, poolFor } from '../delivery/subscriptions/resolver-batch.js';
import { createStateHub } from '../delivery/subscriptions/state-hub.js';
import type { ApiOptions } from './api-options.js';

/** Creates the hubs of a process. */
export function createDelivery(
  { config, logger, database, doorbell, drafts, useCases, metrics }: ApiOptions,
  activity: RecentActivity,
) {
  const log = (message: string) => logger.warn(message);
  const makeBatch = createBatchMaker(database, useCases);
  const budget = new GroupBudget({
    perUser: config.subscriptionsPerUser,
    perTenant: config.subscriptionsPerTenant,
  });
  const shared = { makeBatch, budget, log };
  const presenceHub = createStateHub({
    ...{ name: 'presence', source: useCases.presence, keyOf: placeKey },
    ...shared,
  });
  const draftHub = createStateHub({ ...{ name: 'drafts', source: drafts, keyOf: draftKey }, ...shared });
  const hub = createEventHub({
    ...{ database, doorbell, activity },
    readAfter: (tenantId, position, limit, use) =>
      readEventsWithRows(createTenantReader(database, tenantId, poolFor(database, use)), position, limit),
    observe: { delivered: metrics.eventsDelivered, catchUpStarted: metrics.catchUpStarted },
    ...shared,
  });
  return {
    ...{ makeBatch, hub, presenceHub, draftHub },
    /** Of all hubs, for the metrics. */
    counts: () => {
      const counts = hub.counts();
      const states = [presenceHub.counts(), draftHub.counts()];
      return {
        ...counts,
        subscribers: states.reduce((sum, { subscribers }) => sum + subscribers, counts.subscribers),
        groups: states.reduce((sum, { groups }) => sum + groups, counts.groups),
      };
    },
    stop: (): void => {
      for (const each of [hub, presenceHub, draftHub]) each.stop();
    },
  };
}
