/**
 * Posts the next page of the event log to an endpoint: in order within each lane, lanes in parallel.
 *
 * The page is stored in one transaction with the endpoint's new position: a process that dies before it posts the same
 * page again, with the same ids. An attempt that takes long does not hold the page: it becomes a row under a lease, and
 * goes on in the background.
 */
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { createTenantReader } from '../database/tenant-reader.js';
import { readEventsAfter } from '../delivery/event-log.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { personalEvents } from '../domain/personal-events.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { type DeliveryOptions, type OpenEndpoint, postWebhook, toVerdict, type Verdict } from './attempt.js';
import { toDeliveryId } from './delivery-id.js';
import { insertDeliveries, type NewDelivery } from './delivery-rows.js';
import { advance, type EndpointState, skip, toEndpointsUpdated } from './endpoint-rows.js';
import { buildEventBodies, skippedType, toWebhookBody } from './webhook-body.js';
import type { WebhookResult } from './webhook-client.js';

/** Bytes of the bodies of one page. */
const maxPageBytes = 2_097_152;
/** The page does not wait longer for its attempts. */
const patienceMs = 2_000;

/** An endpoint whose page is posted. */
export interface OpenState extends OpenEndpoint {
  readonly endpoint: EndpointState;
}

/** Parameters of one page. */
export interface PageOptions {
  /** Number of events that are read. */
  readonly limit: number;
  /** Number of requests at the same time. */
  readonly slots: number;
  /** Time after which an attempt in the background is due again. */
  readonly leaseMs: number;
  readonly stopping: AbortSignal;
}

/** A page that was stored. */
export interface DeliveredPage {
  readonly results: readonly WebhookResult[];
  /** Attempts that are still running; their rows are stored. */
  readonly running: readonly RunningAttempt[];
}

/** An attempt in the background. */
export interface RunningAttempt {
  readonly id: string;
  readonly firstAttemptAt: Date;
  readonly result: Promise<WebhookResult | null>;
}

const nothing: DeliveredPage = { results: [], running: [] };

/**
 * Posts the next page.
 * @returns null when the endpoint has seen the whole log, or another process has moved its position
 */
export async function deliverPage(
  options: DeliveryOptions,
  open: OpenState,
  page: PageOptions,
): Promise<DeliveredPage | null> {
  const { database } = options;
  const { id, tenantId, position, last: lastOfLog, droppedThrough } = open.endpoint;
  if (position < droppedThrough) return (await tellSkipped(options, open)) ? nothing : null;
  // The log of a restored database can be shorter.
  if (position > lastOfLog) return (await advance(database, id, position, lastOfLog)) ? nothing : null;
  if (position === lastOfLog) return null;
  const events = await readEventsAfter(database, tenantId, position, page.limit);
  const last = events.at(-1);
  // Retention has just dropped the next ones; the next look at the endpoint shows it.
  if (last === undefined || events[0]?.position !== position + 1) return nothing;
  const wanted = events.filter(event => isWanted(open, event));
  const prepared = await prepare(options, open, wanted);
  const { batch, to } = cutPage(prepared, last.position);
  const posted = await postAll(options, open, batch, page);
  const isStored = await database.transaction(async transaction => {
    if (!(await advance(transaction, id, position, to))) return false;
    if (posted.rows.length > 0) await insertDeliveries(transaction, tenantId, id, posted.rows);
    return true;
  });
  return isStored ? posted : null;
}

/** An event without a channel reaches only endpoints of all channels; an event of one user reaches none. */
function isWanted({ endpoint }: OpenState, { kind, channelId }: LoggedEvent): boolean {
  const { eventTypes, channelIds } = endpoint;
  return (
    !personalEvents.has(kind) &&
    (eventTypes === null || eventTypes.includes(kind)) &&
    (channelIds === null || (channelId !== null && channelIds.includes(channelId)))
  );
}

type Prepared = NewDelivery & { readonly eventPosition: number };

async function prepare(
  { database }: DeliveryOptions,
  { endpoint }: OpenState,
  events: readonly LoggedEvent[],
): Promise<readonly Prepared[]> {
  if (events.length === 0) return [];
  const reader = createTenantReader(database, endpoint.tenantId, database.catchUpPool);
  const bodies = await buildEventBodies(reader, events);
  return events.map((event, index) => ({
    id: toDeliveryId(endpoint.id, endpoint.epoch, event),
    status: WebhookDeliveryStatus.PENDING,
    type: event.kind,
    eventPosition: event.position,
    subjectId: event.subjectId,
    contactId: bodies[index]?.contactId ?? null,
    conversationId: event.conversationId,
    lane: event.conversationId ?? event.subjectId,
    body: bodies[index]?.body ?? '',
    attempts: [],
    firstAttemptAt: null,
    nextAttemptAt: null,
    createdAt: event.at,
  }));
}

/** The beginning of a page, up to its limit in bytes; at least one event. */
function cutPage(prepared: readonly Prepared[], last: number): { batch: readonly Prepared[]; to: number } {
  let bytes = 0;
  for (const [index, { body, eventPosition }] of prepared.entries()) {
    bytes += Buffer.byteLength(body);
    if (bytes > maxPageBytes && index > 0) return { batch: prepared.slice(0, index), to: eventPosition - 1 };
  }
  return { batch: prepared, to: last };
}

async function postAll(
  options: DeliveryOptions,
  open: OpenState,
  batch: readonly Prepared[],
  { slots, leaseMs, stopping }: PageOptions,
): Promise<DeliveredPage & { readonly rows: readonly NewDelivery[] }> {
  const blockedLanes = new Set(open.endpoint.waitingLanes);
  const lanes = Map.groupBy(
    batch.filter(({ lane }) => !blockedLanes.has(lane)),
    ({ lane }) => lane,
  );
  const finished = new Map<
    string,
    { readonly result: WebhookResult; readonly verdict: Verdict; readonly at: Date }
  >();
  const running = new Map<string, RunningAttempt>();
  let isOpen = true;
  const postLane = async (lane: readonly Prepared[]): Promise<void> => {
    for (const { id, body } of lane) {
      if (!isOpen || stopping.aborted) return;
      const firstAttemptAt = new Date();
      const attempt = postWebhook(options, open, { id, body }, { signal: stopping });
      running.set(id, { id, firstAttemptAt, result: attempt });
      const result = await attempt;
      if (!isOpen) return;
      running.delete(id);
      if (result === null) return;
      finished.set(id, { result, verdict: toVerdict(options, firstAttemptAt, result), at: firstAttemptAt });
      if (!result.ok) return;
    }
  };
  const queue = new PQueue({ concurrency: slots });
  const patience = new AbortController();
  await Promise.race([
    queue.addAll([...lanes.values()].map(lane => () => postLane(lane))),
    delay(patienceMs, undefined, { signal: patience.signal }).catch(() => {}),
  ]);
  isOpen = false;
  patience.abort();
  const leasedUntil = new Date(Date.now() + leaseMs);
  const rows = batch.map(delivery => {
    const done = finished.get(delivery.id);
    const { status, nextAttemptAt, attempt } = done?.verdict ?? { ...delivery, attempt: null };
    const leased = running.get(delivery.id);
    return {
      ...delivery,
      status,
      nextAttemptAt: leased ? leasedUntil : nextAttemptAt,
      firstAttemptAt: done?.at ?? leased?.firstAttemptAt ?? null,
      attempts: attempt ? [attempt] : [],
    };
  });
  return {
    rows,
    results: [...finished.values()].map(({ result }) => result),
    running: [...running.values()],
  };
}

/** Counts the events that left the log before the endpoint could take them, and tells it and the clients. */
function tellSkipped({ database, log }: DeliveryOptions, { endpoint }: OpenState): Promise<boolean> {
  const { id: endpointId, tenantId, position, droppedThrough } = endpoint;
  const id = uuidV7();
  const createdAt = new Date();
  const facts = { fromPosition: position + 1, toPosition: droppedThrough, count: droppedThrough - position };
  return database.publish(tenantId, async transaction => {
    if (!(await skip(transaction, endpointId, position, droppedThrough))) return false;
    const notice: NewDelivery = {
      ...{ id, status: WebhookDeliveryStatus.PENDING, type: null, eventPosition: null, subjectId: null },
      ...{ contactId: null, conversationId: null, lane: id, attempts: [], createdAt },
      ...{ body: toWebhookBody(skippedType, createdAt, facts), firstAttemptAt: null, nextAttemptAt: null },
    };
    await insertDeliveries(transaction, tenantId, endpointId, [notice]);
    transaction.emit(toEndpointsUpdated(tenantId));
    log('outgoing webhooks skipped events that left the log', { endpointId, ...facts });
    return true;
  });
}
