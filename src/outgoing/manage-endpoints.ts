/** Use cases: create, change, delete an endpoint, replace its secret. */
import { LockMode } from '@mikro-orm/core';
import type { SecretCipher } from '../accounts/secret-cipher.js';
import { tableOf } from '../database/columns.js';
import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { type EventType, WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import { parseChannelIds, parseDescription, parseEndpointUrl, parseEventTypes } from './endpoint-input.js';
import { toEndpointsUpdated } from './endpoint-rows.js';
import type { WakeUp } from './wake-up.js';
import type { WebhookClient } from './webhook-client.js';
import { makeWebhookSecret } from './webhook-secret.js';

/** Dependencies of the use cases. */
export interface EndpointOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly client: WebhookClient;
  readonly wakeUp: WakeUp;
}

/** A new endpoint. */
export interface NewWebhookEndpoint {
  readonly url: string | URL;
  readonly description?: string | null;
  /** Null: all kinds; empty: none. */
  readonly eventTypes?: readonly EventType[] | null;
  /** Null: all numbers; empty: none. */
  readonly channelIds?: readonly string[] | null;
}

/** Changes of an endpoint; absent fields are kept. Null is a value, except for `url` and `isEnabled`. */
export interface WebhookEndpointChange extends Omit<NewWebhookEndpoint, 'url'> {
  readonly id: string;
  readonly url?: string | URL | null;
  readonly isEnabled?: boolean | null;
}

/** An endpoint with its new secret, which cannot be read again. */
export interface EndpointWithSecret {
  readonly id: string;
  readonly secret: string;
}

const maxEndpoints = 20;
const maxOverlapHours = 72;

const counters = tableOf(EventCounter);
const deliveries = tableOf(WebhookDelivery).column;
const lastPosition = statement(
  'outgoing-last-position',
  sql`select ${as('position', int(counters.of('c').position))} from ${counters.table} c where ${counters.of('c').tenantId} = $1`,
);
/** A new schedule for what waits: the endpoint was repaired. */
const restartStatement = statement(
  'outgoing-restart-deliveries',
  `update ${tableOf(WebhookDelivery).table} set ${deliveries.firstAttemptAt} = null, ${deliveries.nextAttemptAt} = null
    where ${deliveries.endpointId} = $1 and ${deliveries.status} = '${WebhookDeliveryStatus.PENDING}'`,
);

/**
 * Creates an endpoint. It begins with the events that are committed from now on.
 * @throws BadUserInputError, NotFoundError for a channel, LimitReachedError
 */
export async function createEndpoint(
  { database, cipher, client, wakeUp }: EndpointOptions,
  tenantId: string,
  input: NewWebhookEndpoint,
): Promise<EndpointWithSecret> {
  const url = await parseEndpointUrl(client, input.url);
  const description = parseDescription(input.description);
  const eventTypes = parseEventTypes(input.eventTypes);
  const id = uuidV7();
  const secret = makeWebhookSecret();
  await database.change(tenantId, async unit => {
    const { em, query, emit } = unit;
    await lockCompany(unit, tenantId);
    if ((await em.count(WebhookEndpoint, {})) >= maxEndpoints)
      throw new LimitReachedError('webhook endpoints', maxEndpoints, 'delete one first');
    const channelIds = await parseChannelIds(em, input.channelIds);
    const [counter] = await query(lastPosition, [tenantId]);
    em.create(WebhookEndpoint, {
      ...{ id, tenantId, url, description, eventTypes, channelIds, isEnabled: true, disabledReason: null },
      ...{ secretCipher: cipher.seal(secret, id), previousSecretCipher: null, previousSecretUntil: null },
      ...{ position: counter?.position ?? 0, failingSince: null, lastDeliveredAt: null },
      ...{ skippedEvents: 0, skippedAt: null, createdAt: new Date() },
    });
    emit(toEndpointsUpdated(tenantId));
  });
  wakeUp.wake(id);
  return { id, secret };
}

/**
 * Changes an endpoint. Enabled again, it goes on where it stopped, as far as the event log reaches.
 * @throws BadUserInputError, NotFoundError
 */
export async function updateEndpoint(
  { database, client, wakeUp }: EndpointOptions,
  tenantId: string,
  input: WebhookEndpointChange,
): Promise<void> {
  const url = input.url == null ? undefined : await parseEndpointUrl(client, input.url);
  await database.change(tenantId, async unit => {
    const endpoint = await lockEndpoint(unit, input.id);
    const before = JSON.stringify(endpoint);
    const isRepaired =
      (input.isEnabled === true && !endpoint.isEnabled) || (url !== undefined && url !== endpoint.url);
    if (url !== undefined) endpoint.url = url;
    if (input.description !== undefined) endpoint.description = parseDescription(input.description);
    if (input.eventTypes !== undefined) endpoint.eventTypes = parseEventTypes(input.eventTypes);
    if (input.channelIds !== undefined)
      endpoint.channelIds = await parseChannelIds(unit.em, input.channelIds);
    if (input.isEnabled != null) endpoint.isEnabled = input.isEnabled;
    if (isRepaired) {
      endpoint.failingSince = null;
      await unit.query(restartStatement, [endpoint.id]);
    }
    if (endpoint.isEnabled) endpoint.disabledReason = null;
    if (JSON.stringify(endpoint) !== before) unit.emit(toEndpointsUpdated(tenantId));
  });
  wakeUp.wake(input.id);
}

/** Deletes an endpoint with its deliveries. @throws NotFoundError */
export async function deleteEndpoint(
  { database }: EndpointOptions,
  tenantId: string,
  id: string,
): Promise<string> {
  return database.change(tenantId, async unit => {
    const endpoint = await lockEndpoint(unit, id);
    unit.em.remove(endpoint);
    unit.emit(toEndpointsUpdated(tenantId));
    return endpoint.id;
  });
}

/**
 * Replaces the secret; the old one signs too for `overlapHours`. A secret that an earlier call replaced ends at once.
 * @throws BadUserInputError, NotFoundError
 */
export async function rotateSecret(
  { database, cipher }: EndpointOptions,
  tenantId: string,
  { endpointId, overlapHours }: { readonly endpointId: string; readonly overlapHours: number },
): Promise<EndpointWithSecret> {
  if (overlapHours < 0 || overlapHours > maxOverlapHours)
    throw new BadUserInputError('overlapHours', `must be from 0 to ${maxOverlapHours}`);
  const secret = makeWebhookSecret();
  return database.change(tenantId, async unit => {
    const endpoint = await lockEndpoint(unit, endpointId);
    const keepsOld = overlapHours > 0;
    endpoint.previousSecretCipher = keepsOld ? endpoint.secretCipher : null;
    endpoint.previousSecretUntil = keepsOld ? new Date(Date.now() + overlapHours * 3_600_000) : null;
    endpoint.secretCipher = cipher.seal(secret, endpoint.id);
    return { id: endpoint.id, secret };
  });
}

async function lockEndpoint({ em }: UnitOfWork, id: string): Promise<WebhookEndpoint> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const endpoint = isUuid(id) ? await em.findOne(WebhookEndpoint, { id: id.toLowerCase() }, lock) : null;
  if (endpoint === null) throw new NotFoundError('webhook endpoint', id);
  return endpoint;
}
