/** Plans a subscription to the event log as an operation that many subscribers share. */
import { BadUserInputError } from '../../domain/errors.js';
import type { EventType } from '../../domain/vocabulary.js';
import type { Delivery } from '../../resolvers/delivery.js';
import { type GivenStreamFilter, toStreamConditions } from '../../resolvers/stream-filter.js';
import {
  subscriptionFields as fields,
  type SubscriptionArguments,
  type SubscriptionField,
} from '../../resolvers/subscription-fields.js';
import { resetReason } from '../event-log.js';
import type { SharedOperation } from '../subscriber.js';
import {
  fieldOf,
  type PlanEnvironment,
  type ReadSubscription,
  readSubscription,
  type SubscriptionRequest,
} from './read-subscription.js';
import type { ResolverBatch } from './resolver-batch.js';

/** The shared operation, and the start position of this subscriber. */
export interface SubscriptionPlan {
  readonly operation: SharedOperation<ResolverBatch>;
  /** Stream cursor from `after`. */
  readonly after: string | null;
}

/** All arguments of the subscription fields, as GraphQL coerced them. */
interface GivenArguments {
  readonly filter?: GivenStreamFilter | null;
  readonly types?: readonly EventType[] | null;
  readonly after?: string | null;
}

/** Plans a validated subscription. @throws GraphQLError for invalid variables. */
export function planSubscription(
  request: SubscriptionRequest,
  environment: PlanEnvironment,
): SubscriptionPlan {
  const { value: name } = fieldOf(request).name;
  const field = (fields as Readonly<Record<string, SubscriptionField>>)[name];
  if (!field) throw new BadUserInputError('query', `asks for "${name}", which is no subscription`);
  const subscription = readSubscription(request, environment, { isPersonal: field.isPersonal === true });
  const given = subscription.args as GivenArguments;
  const args: SubscriptionArguments = { types: given.types, filter: toStreamConditions(given.filter) };
  return {
    operation: {
      ...createSharedOperation(subscription, field, args, environment),
      prepare: subscription.prepare,
    },
    after: given.after ?? null,
  };
}

function createSharedOperation(
  { key, scope, execute }: ReadSubscription,
  field: SubscriptionField,
  args: SubscriptionArguments,
  environment: PlanEnvironment,
): SharedOperation<ResolverBatch> {
  const { tenantId } = scope;
  const control = (item: object) => execute(item, environment.makeBatch(tenantId, []));
  const operation: SharedOperation<ResolverBatch> = {
    key,
    tenantId,
    kinds: new Set(field.kinds),
    run: async (batch, event, isCatchUp) => {
      if (!field.accepts(event, args, scope.personalTo ?? null)) return null;
      const node = await field.load(event, args, batch.contextFor(scope));
      if (node === null) return null;
      const delivery: Delivery = {
        event,
        // Computed on demand: its MAC costs more than the rest of a small item.
        get cursor() {
          return environment.toCursor(tenantId, event.position);
        },
        isCatchUp,
        node,
      };
      return execute(delivery, batch);
    },
  };
  if (!field.hasControlItems) return operation;
  return {
    ...operation,
    caughtUp: (position, catchUpCount) =>
      control({
        __typename: 'CaughtUp',
        cursor: environment.toCursor(tenantId, position),
        catchUpCount,
      }),
    reset: position =>
      control({
        __typename: 'StreamReset',
        cursor: environment.toCursor(tenantId, position),
        reason: resetReason,
      }),
  };
}
