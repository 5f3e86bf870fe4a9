import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import {
  loadDeliveryBodies,
  loadWebhookEndpoint,
  type WebhookDeliveryRow,
  webhookDeliveryPage,
} from '../queries/webhook-endpoints.js';
import { WebhookDeliveryConnection } from '../schema/connections.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import { WebhookDeliveryFilter } from '../schema/webhook-endpoint.inputs.js';
import { WebhookAttempt } from '../schema/webhook-endpoint.types.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class WebhookDeliveriesArgs extends ForwardPageArgs {
  @Field(() => WebhookDeliveryFilter, { nullable: true, description: 'Filter; default: all.' })
  filter?: WebhookDeliveryFilter | null;
}

/** What was posted to endpoints. */
@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @Query(() => WebhookDeliveryConnection, {
    description:
      'Deliveries to all endpoints, newest first. An event has one as soon as it was attempted, or waits behind another; events that an endpoint has not looked at are counted by its `pendingCount`.',
  })
  webhookDeliveries(
    @Args(() => WebhookDeliveriesArgs) args: WebhookDeliveriesArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return webhookDeliveryPage(toPageSource(context), args.filter ?? {}, args);
  }

  @FieldResolver(() => WebhookEndpoint, { description: 'The endpoint.' })
  endpoint(@Root() { endpointId }: WebhookDeliveryRow, @Ctx() context: ResolverContext) {
    return loadWebhookEndpoint(context, endpointId);
  }

  @FieldResolver(() => Cursor, {
    nullable: true,
    description: 'Place of the event in the log: `events(after:)` continues after it. Null for a test.',
  })
  eventCursor(
    @Root() { tenantId, eventPosition }: WebhookDeliveryRow,
    @Ctx() { useCases }: ResolverContext,
  ): string | null {
    return eventPosition === null ? null : useCases.cursors.encodePosition(tenantId, eventPosition);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The JSON that is posted; null once it was erased.',
  })
  body(@Root() { id }: WebhookDeliveryRow, @Ctx() { reader, loaders }: ResolverContext) {
    return loaders.byParent('webhookDeliveryBody', ids => loadDeliveryBodies(reader, ids)).load(id);
  }

  @FieldResolver(() => [WebhookAttempt], { description: 'The latest 20 calls, oldest first.' })
  attempts(@Root() { attempts }: WebhookDeliveryRow) {
    return attempts;
  }
}
