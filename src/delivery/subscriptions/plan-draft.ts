/** Plans `aiDraftChanged` as an operation that many subscribers share. */
import { draftField, toDraft } from '../../resolvers/draft-rows.js';
import { readPresenceArguments } from '../../resolvers/presence-rows.js';
import type { Draft } from '../drafts/draft.js';
import {
  fieldOf,
  type PlanEnvironment,
  readSubscription,
  type SubscriptionRequest,
} from './read-subscription.js';
import type { StateOperation } from './state-hub.js';

/** The plan of a subscription to drafts. */
export interface DraftPlan {
  readonly draft: StateOperation<Draft>;
}

/** Plans a validated subscription to drafts; null for every other one. @throws GraphQLError, BadUserInputError */
export function planDraft(request: SubscriptionRequest, environment: PlanEnvironment): DraftPlan | null {
  if (fieldOf(request).name.value !== draftField) return null;
  const { key, scope, args, prepare, execute } = readSubscription(request, environment, {
    isPersonal: false,
  });
  return {
    draft: {
      ...{ key, tenantId: scope.tenantId, prepare },
      conversationIds: readPresenceArguments(args),
      run: async (state, batch) => {
        const root = await toDraft(state, batch.contextFor(scope));
        return root && execute(root, batch);
      },
    },
  };
}
