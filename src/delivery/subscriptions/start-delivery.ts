/** Starts a planned subscription: from the event log, from presence, or from drafts. */
import type { Viewer } from '../../accounts/viewer.js';
import type { LogPlace } from '../../database/cursors.js';
import { UnavailableError } from '../../domain/errors.js';
import type { Draft } from '../drafts/draft.js';
import type { EventHub } from '../event-hub.js';
import type { PresenceState } from '../presence/place.js';
import type { Sink } from '../subscriber.js';
import { type DraftPlan, planDraft } from './plan-draft.js';
import { type PresencePlan, planPresence } from './plan-presence.js';
import { planSubscription, type SubscriptionPlan } from './plan-subscription.js';
import type { PlanEnvironment, SubscriptionRequest } from './read-subscription.js';
import type { ResolverBatch } from './resolver-batch.js';
import type { StateHub } from './state-hub.js';

/** The plan of any subscription. */
export type DeliveryPlan = SubscriptionPlan | PresencePlan | DraftPlan;

/** Where subscriptions get their results from. */
export interface DeliverySources {
  readonly hub: EventHub<ResolverBatch>;
  /** Null where there is no presence. */
  readonly presenceHub: StateHub<PresenceState> | null;
  /** Null where there are no drafts. */
  readonly draftHub: StateHub<Draft> | null;
  readonly decodePlace: (tenantId: string, cursor: string) => LogPlace;
}

/** Plans a validated subscription. @throws GraphQLError for invalid variables, BadUserInputError */
export function planDelivery(request: SubscriptionRequest, environment: PlanEnvironment): DeliveryPlan {
  return (
    planPresence(request, environment) ??
    planDraft(request, environment) ??
    planSubscription(request, environment)
  );
}

/** Subscribes. @returns unsubscribe; idempotent. @throws LimitReachedError, CursorExpiredError, UnavailableError */
export async function startDelivery(
  { hub, presenceHub, draftHub, decodePlace }: DeliverySources,
  plan: DeliveryPlan,
  sink: Sink,
  { tenantId, userId }: Pick<Viewer, 'tenantId' | 'userId'>,
): Promise<() => void> {
  if ('presence' in plan) {
    if (!presenceHub) throw new UnavailableError('There is no presence here');
    return presenceHub.subscribe(plan.presence, sink, userId);
  }
  if ('draft' in plan) {
    if (!draftHub) throw new UnavailableError('There are no drafts here');
    return draftHub.subscribe(plan.draft, sink, userId);
  }
  const place = plan.after === null ? null : decodePlace(tenantId, plan.after);
  return hub.subscribe(plan.operation, sink, place, userId);
}
