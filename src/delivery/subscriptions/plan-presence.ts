/** Plans `presenceChanged` as an operation that many subscribers share. */
import type { FormattedExecutionResult } from 'graphql';
import { presenceField, readPresenceArguments, toPresence } from '../../resolvers/presence-rows.js';
import type { PresenceState } from '../presence/place.js';
import {
  fieldOf,
  type PlanEnvironment,
  readSubscription,
  type SubscriptionRequest,
} from './read-subscription.js';
import type { ResolverBatch } from './resolver-batch.js';

/** A subscription to presence. */
export interface PresenceOperation {
  /** Equal for subscribers who may share results. */
  readonly key: string;
  readonly tenantId: string;
  /** Only these conversations; null for everything. */
  readonly conversationIds: ReadonlySet<string> | null;
  prepare(): void;
  /** The result for a state; null when the subscriber may not see it. */
  run(state: PresenceState, batch: ResolverBatch): Promise<FormattedExecutionResult | null>;
}

/** The plan of a subscription to presence. */
export interface PresencePlan {
  readonly presence: PresenceOperation;
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
