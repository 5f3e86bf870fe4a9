/** A subscription of the shared delivery as an event stream; the counterpart of the WebSocket transport. */
import type { ServerResponse } from 'node:http';
import { toScope } from '../../accounts/viewer.js';
import { UnauthenticatedError } from '../../domain/errors.js';
import type { Executor, GraphQLRequest } from '../../graphql/executor.js';
import type { SubscriptionRequest } from './read-subscription.js';
import { type DeliveryPlan, type DeliverySources, startDelivery } from './start-delivery.js';
import { createStreamSink, type StreamSink } from './stream-sink.js';

/** Dependencies of subscriptions on every transport. */
export interface SubscriptionParts extends DeliverySources {
  readonly executor: Executor;
  readonly plan: (request: SubscriptionRequest) => DeliveryPlan;
}

/**
 * A subscription whose results are written to the response; `subscribe` starts it. An error while planning or
 * subscribing (a bad cursor, a missing role) becomes the last result, with `errors`. @throws UnauthenticatedError
 * without a viewer
 */
export function openStreamSubscription(
  parts: SubscriptionParts,
  request: GraphQLRequest,
  response: ServerResponse,
): { readonly sink: StreamSink; readonly subscribe: () => Promise<void> } {
  const { executor, plan } = parts;
  const { viewer } = request;
  if (!viewer) throw new UnauthenticatedError();
  let unsubscribe: (() => void) | null = null;
  let hasEnded = false;
  const sink = createStreamSink(
    response,
    error => ({ errors: [executor.toClientError(error).toJSON()] }),
    () => {
      hasEnded = true;
      unsubscribe?.();
    },
  );
  const subscribe = async (): Promise<void> => {
    if (hasEnded) return;
    try {
      const decision = executor.decide(request);
      if (!decision.ok) throw decision.errors[0];
      executor.authorizeSubscription(decision.document, request.operationName, viewer);
      const planned = plan({
        document: decision.document,
        operationName: request.operationName,
        variables: request.variables,
        scope: toScope(viewer),
        userId: viewer.userId,
      });
      unsubscribe = await startDelivery(parts, planned, sink, viewer);
      // The reader may have disconnected meanwhile.
      if (hasEnded) unsubscribe();
    } catch (error) {
      sink.fail(error);
    }
  };
  return { sink, subscribe };
}
