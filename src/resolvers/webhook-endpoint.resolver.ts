import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import {
  deliveriesOfEndpoint,
  findWebhookDelivery,
  listWebhookEndpoints,
  loadWebhookEndpoints,
  type WebhookEndpointRow,
} from '../queries/webhook-endpoints.js';
import { WebhookDeliveryConnection } from '../schema/connections.js';
import { DeletePayload } from '../schema/delete.payload.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  RedeliverWebhooksInput,
  RotateWebhookSecretInput,
  TestWebhookEndpointInput,
  UpdateWebhookEndpointInput,
} from '../schema/webhook-endpoint.inputs.js';
import { WebhookDeliveriesPayload, WebhookEndpointPayload } from '../schema/webhook-endpoint.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class DeliveriesArgs extends ForwardPageArgs {
  @Field(() => [WebhookDeliveryStatus], {
    nullable: true,
    description: 'With one of these statuses; default: all.',
  })
  status?: WebhookDeliveryStatus[] | null;
}

/** Endpoints of outgoing webhooks. */
@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  @Query(() => [WebhookEndpoint], {
    description: 'The endpoints to which events are posted, oldest first; 20 at the most.',
  })
  webhookEndpoints(@Ctx() { reader }: ResolverContext) {
    return listWebhookEndpoints(reader);
  }

  @FieldResolver(() => [Channel], {
    nullable: true,
    description: 'The numbers whose events are posted; null: all, empty: none.',
  })
  async channels(@Root() { channelIds }: WebhookEndpointRow, @Ctx() { loaders }: ResolverContext) {
    if (channelIds === null) return null;
    const rows = await Promise.all(channelIds.map(id => loaders.channel.load(id)));
    return rows.filter(row => row !== null);
  }

  @FieldResolver(() => Int, {
    description:
      'How far it is behind: events of the log that it has not looked at, of any kind, and deliveries that wait.',
  })
  pendingCount(@Root() { pendingCount }: WebhookEndpointRow): number {
    return pendingCount;
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What was posted to it, newest first.' })
  deliveries(
    @Root() { id }: WebhookEndpointRow,
    @Args(() => DeliveriesArgs) args: DeliveriesArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return deliveriesOfEndpoint(toPageSource(context), id, args.status, args);
  }

  @Mutation(() => WebhookEndpointPayload, {
    description:
      'Creates an endpoint. It begins with the next event, in order within each conversation. The payload contains its secret, shown only this once. Emits TENANT_UPDATED. LIMIT_REACHED for more than 20.',
  })
  async createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'The endpoint.' })
    input: CreateWebhookEndpointInput,
    @Ctx() context: ResolverContext,
  ): Promise<WebhookEndpointPayload> {
    const { id, secret } = await context.useCases.outgoing.create(tenantOf(context), input);
    return { endpoint: await getEndpoint(context, id), secret };
  }

  @Mutation(() => WebhookEndpointPayload, {
    description: 'Changes, disables or enables an endpoint. Emits TENANT_UPDATED.',
  })
  async updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'The changes.' })
    input: UpdateWebhookEndpointInput,
    @Ctx() context: ResolverContext,
  ): Promise<WebhookEndpointPayload> {
    await context.useCases.outgoing.update(tenantOf(context), input);
    return { endpoint: await getEndpoint(context, input.id), secret: null };
  }

  @Mutation(() => DeletePayload, {
    description: 'Deletes an endpoint with its deliveries. Emits TENANT_UPDATED.',
  })
  async deleteWebhookEndpoint(
    @Arg('input', () => DeleteWebhookEndpointInput, { description: 'The endpoint.' })
    input: DeleteWebhookEndpointInput,
    @Ctx() context: ResolverContext,
  ): Promise<DeletePayload> {
    return { deletedId: await context.useCases.outgoing.remove(tenantOf(context), input.id) };
  }

  @Mutation(() => WebhookEndpointPayload, {
    description:
      'Replaces the secret of an endpoint, and returns the new one only this once. Until the overlap ends, `webhook-signature` has a signature of each.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: 'The endpoint, and the overlap.' })
    input: RotateWebhookSecretInput,
    @Ctx() context: ResolverContext,
  ): Promise<WebhookEndpointPayload> {
    const { id, secret } = await context.useCases.outgoing.rotateSecret(tenantOf(context), input);
    return { endpoint: await getEndpoint(context, id), secret };
  }

  @Mutation(() => WebhookDeliveriesPayload, {
    description:
      'Posts a signed example of type `endpoint.test` now, once, and waits up to 10 seconds; the answer is in the attempts of the delivery. After a success, what waits for a later attempt is posted at once. CONFLICT (WRONG_STATE) while another test of the endpoint runs.',
  })
  async testWebhookEndpoint(
    @Arg('input', () => TestWebhookEndpointInput, { description: 'The endpoint.' })
    input: TestWebhookEndpointInput,
    @Ctx() context: ResolverContext,
  ): Promise<WebhookDeliveriesPayload> {
    const { queued, deliveryId } = await context.useCases.outgoing.test(tenantOf(context), input.endpointId);
    return { queued, delivery: await findDelivery(context, deliveryId) };
  }

  @Mutation(() => WebhookDeliveriesPayload, {
    description:
      'Posts one delivery again, or what failed at an endpoint in a range of time, with the same bodies under the same `webhook-id`. CONFLICT when the endpoint is disabled or the delivery waits already (WRONG_STATE), or its body was erased (ERASED).',
  })
  async redeliverWebhooks(
    @Arg('input', () => RedeliverWebhooksInput, { description: 'What to post again.' })
    input: RedeliverWebhooksInput,
    @Ctx() context: ResolverContext,
  ): Promise<WebhookDeliveriesPayload> {
    const { queued, deliveryId } = await context.useCases.outgoing.redeliver(tenantOf(context), input);
    return { queued, delivery: await findDelivery(context, deliveryId) };
  }
}

const tenantOf = ({ viewer }: ResolverContext): string => requireViewer(viewer).tenantId;

async function getEndpoint({ reader }: ResolverContext, id: string): Promise<WebhookEndpointRow> {
  const [row] = await loadWebhookEndpoints(reader, [id.toLowerCase()]);
  return getFound('webhook endpoint', id, row ?? null);
}

async function findDelivery({ reader }: ResolverContext, id: string | null): Promise<object | null> {
  return id === null ? null : findWebhookDelivery(reader, id);
}
