/** Use cases: post a test, post deliveries again. */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import { as, quoted, sql, text } from '../database/sql.js';
import { type Statement, statement } from '../database/statement.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { postWebhook, toStoredAttempt } from './attempt.js';
import { hasten, insertDeliveries } from './delivery-rows.js';
import { findEndpoint } from './endpoint-rows.js';
import type { EndpointOptions } from './manage-endpoints.js';
import { testType, toWebhookBody } from './webhook-body.js';
import { openWebhookSecrets } from './webhook-secret.js';

/** What to post again: one delivery, or what failed at an endpoint between two moments. */
export interface Repetition {
  readonly deliveryId?: string | null;
  readonly endpointId?: string | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

/** What was queued. */
export interface QueuedDeliveries {
  readonly queued: number;
  /** Id of the first of them. */
  readonly deliveryId: string | null;
}

/** A user waits for the answer. */
const testTimeoutMs = 10_000;
const maxRepeated = 1_000;

const { table, of, column, select } = tableOf(WebhookDelivery);
const d = of('d');
const findStatement = statement(
  'outgoing-find-delivery',
  sql`select ${select('d', ['id', 'endpointId', 'status'])}, ${as('hasBody', text(`(${d.body} is not null)`))}
     from ${table} d where ${d.tenantId} = $1 and ${d.id} = $2`,
);
/** Repetitions are out of order anyway: each has a lane of its own, so that none delays a conversation. */
const again = `${column.status} = ${quoted(WebhookDeliveryStatus.PENDING)}, ${column.lane} = ${column.id}::text,
          ${column.firstAttemptAt} = null, ${column.nextAttemptAt} = null`;
const repeatOneStatement = statement(
  'outgoing-repeat-one',
  sql`update ${table} set ${again} where ${column.tenantId} = $1 and ${column.id} = $2
      and ${column.status} <> ${quoted(WebhookDeliveryStatus.PENDING)} and ${column.body} is not null
    returning ${as('id', column.id)}`,
);
const repeatRangeStatement = statement(
  'outgoing-repeat-range',
  sql`update ${table} set ${again} where ${column.id} in (
     select ${d.id} from ${table} d where ${d.tenantId} = $1 and ${d.endpointId} = $2
        and ${d.status} = ${quoted(WebhookDeliveryStatus.FAILED)} and ${d.body} is not null and ${d.type} is not null
        and ${d.createdAt} >= $3::timestamptz and ${d.createdAt} < coalesce($4::timestamptz, 'infinity')
      order by ${d.id} limit ${maxRepeated})
    returning ${as('id', column.id)}`,
);

/**
 * Queues deliveries again, under the same ids; of a range at most 1,000, the oldest first.
 * @throws BadUserInputError unless it names one delivery or a range; NotFoundError; ConflictError when the endpoint is
 * disabled, or the delivery waits already, or its body was erased
 */
export async function redeliver(
  { database, wakeUp }: EndpointOptions,
  tenantId: string,
  { deliveryId, endpointId, createdAfter, createdBefore }: Repetition,
): Promise<QueuedDeliveries> {
  if ((deliveryId == null) === (endpointId == null))
    throw new BadUserInputError('deliveryId', 'or "endpointId" must be given, not both');
  if (deliveryId != null) {
    if (createdAfter != null || createdBefore != null)
      throw new BadUserInputError('createdAfter', 'belongs to "endpointId"');
    const [found] = isUuid(deliveryId) ? await database.query(findStatement, [tenantId, deliveryId]) : [];
    if (!found) throw new NotFoundError('webhook delivery', deliveryId);
    await requireEnabled(database, tenantId, found.endpointId);
    const [queued] = await repeat(database, repeatOneStatement, [tenantId, found.id], found.endpointId);
    if (!queued) throw refuseRepetition(found.status);
    wakeUp.wake(found.endpointId);
    return { queued: 1, deliveryId: queued.id };
  }
  await requireEndpoint(database, tenantId, endpointId ?? '');
  if (createdAfter == null) throw new BadUserInputError('createdAfter', 'is required with "endpointId"');
  const endpoint = await requireEnabled(database, tenantId, endpointId ?? '');
  const range = [tenantId, endpoint.id, createdAfter, createdBefore ?? null];
  const repeated = await repeat(database, repeatRangeStatement, range, endpoint.id);
  const ids = repeated.map(({ id }) => id).sort();
  wakeUp.wake(endpoint.id);
  return { queued: ids.length, deliveryId: ids[0] ?? null };
}

/** Queues them and records it. */
function repeat(
  database: EndpointOptions['database'],
  repetition: Statement<{ readonly id: string }>,
  parameters: readonly unknown[],
  endpointId: string,
): Promise<{ readonly id: string }[]> {
  return database.transaction(async ({ query }) => {
    const rows = await query(repetition, parameters);
    if (rows.length > 0)
      recordActivity({ targetId: endpointId, changes: [{ field: 'queued', after: rows.length }] });
    return rows;
  });
}

function refuseRepetition(status: WebhookDeliveryStatus): ConflictError {
  return status === WebhookDeliveryStatus.PENDING
    ? new ConflictError(
        'This delivery waits for its next attempt already. A test with testWebhookEndpoint that succeeds makes it due at once.',
        { reason: 'WRONG_STATE' },
      )
    : new ConflictError('The body of this delivery was erased; it cannot be posted again.', {
        reason: 'ERASED',
      });
}

async function requireEndpoint(database: EndpointOptions['database'], tenantId: string, id: string) {
  const endpoint = isUuid(id) ? await findEndpoint(database, id) : null;
  if (endpoint?.tenantId !== tenantId) throw new NotFoundError('webhook endpoint', id);
  return endpoint;
}

async function requireEnabled(database: EndpointOptions['database'], tenantId: string, id: string) {
  const endpoint = await requireEndpoint(database, tenantId, id);
  if (!endpoint.isEnabled)
    throw new ConflictError('The endpoint is disabled; enable it with updateWebhookEndpoint first.', {
      reason: 'WRONG_STATE',
    });
  return endpoint;
}

/** Endpoints to which this process posts a test at the moment. */
const testing = new Set<string>();

/**
 * Posts an example once and waits for the answer; also to a disabled endpoint. Its result does not count for the
 * endpoint's health. A success makes due what waits for a later attempt: the receiver was repaired.
 * @throws NotFoundError, ConflictError while another test of the endpoint runs
 */
export async function testEndpoint(
  { database, cipher, client, wakeUp }: EndpointOptions,
  tenantId: string,
  endpointId: string,
): Promise<QueuedDeliveries> {
  const endpoint = await requireEndpoint(database, tenantId, endpointId);
  if (testing.has(endpoint.id))
    throw new ConflictError('A test of this endpoint is running; wait for its answer.', {
      reason: 'WRONG_STATE',
    });
  testing.add(endpoint.id);
  try {
    const [id, createdAt] = [uuidV7(), new Date()];
    const data = { id, endpointId: endpoint.id, text: 'An example of Trunkline. No event has happened.' };
    const body = toWebhookBody(testType, createdAt, data);
    const open = { endpoint, secrets: openWebhookSecrets(cipher, endpoint) };
    const result = await postWebhook({ client }, open, { id, body }, { timeoutMs: testTimeoutMs });
    const delivery = {
      ...{ id, type: null, eventPosition: null, subjectId: null, contactId: null, conversationId: null },
      ...{ lane: id, body, firstAttemptAt: createdAt, nextAttemptAt: null, createdAt },
      status: result?.ok ? WebhookDeliveryStatus.DELIVERED : WebhookDeliveryStatus.FAILED,
      attempts: result ? [toStoredAttempt(result)] : [],
    };
    await database.transaction(async transaction => {
      await insertDeliveries(transaction, tenantId, endpoint.id, [delivery]);
      if (result?.ok) await hasten(transaction, endpoint.id);
    });
    if (result?.ok) wakeUp.wake(endpoint.id);
    return { queued: 1, deliveryId: id };
  } finally {
    testing.delete(endpoint.id);
  }
}
