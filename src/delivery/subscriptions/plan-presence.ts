/** Plans `presenceChanged` as an operation that many subscribers share. */
import { presenceField, readPresenceArguments, toPresence } from '../../resolvers/presence-rows.js';
import type { PresenceState } from '../presence/place.js';
import {
  fieldOf,
  type PlanEnvironment,
  readSubscription,
  type SubscriptionRequest,
} from './read-subscription.js';
import type { StateOperation } from './state-hub.js';

/** The plan of a subscription to presence. */
export interface PresencePlan {
  readonly presence: StateOperation<PresenceState>;
}

/** Plans a validated subscription to presence; null for every other one. @throws GraphQLError, BadUserInputError */
export function planPresence(
  request: SubscriptionRequest,
  environment: PlanEnvironment,
): PresencePlan | null {
  if (fieldOf(request).name.value !== presenceField) return null;
  const { key, scope, args, prepare, execute } = readSubscription(request, environment, {
    isPersonal: false,
  });
  return {
    presence: {
      ...{ key, tenantId: scope.tenantId, prepare },
      conversationIds: readPresenceArguments(args),
      run: async (state, batch) => {
        const root = await toPresence(state, batch.contextFor(scope));
        return root && execute(root, batch);
      },
    },
  };
}
