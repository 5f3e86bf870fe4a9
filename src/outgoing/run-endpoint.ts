/** Delivers everything that one endpoint can take now. The caller holds the endpoint's lock. */
import { setTimeout as delay } from 'node:timers/promises';
import { type DeliveryOptions, isGone, type OpenEndpoint, postWebhook, toVerdict } from './attempt.js';
import { deliverPage, type RunningAttempt } from './deliver-page.js';
import { claimDue, settle } from './delivery-rows.js';
import { disable, readState, recordFailure, recordSuccess } from './endpoint-rows.js';
import type { WebhookResult } from './webhook-client.js';
import { openWebhookSecrets } from './webhook-secret.js';

/** Signals of a run. */
export interface RunSignals {
  /** Aborts requests; they are due again. */
  readonly stopping: AbortSignal;
  /** Resolves when there may be new work; asked for before the work is looked for. */
  untilWoken(): Promise<void>;
}

const maxParallel = 16;
const pageEvents = 64;
/** An endpoint without a success for `tiredAfterMs` gets few events at a time, with pauses: it costs a time-out each. */
const tired = { afterMs: 60_000, pageEvents: 8, pauseMs: 5_000 };
/** More is left in the log, which is the queue. */
const maxWaiting = { rows: 1_000, bytes: 16_777_216 };
/** Longer than a request: then its process is gone. */
const leaseMs = 60_000;
const patienceMs = 2_000;
/** Without a 2xx for so long, while something was to deliver. */
const longestFailureMs = 5 * 86_400_000;
/** Then another endpoint gets its turn. */
const sliceMs = 30_000;

/** Result of a run. */
export interface RunResult {
  /** When to run again without being woken; null for no known time. */
  readonly nextAt: Date | null;
  /** False if there was nothing that the endpoint could take. */
  readonly hasWorked: boolean;
}

/** Delivers until nothing is left that the endpoint can take now, or its time slice has passed. */
export async function runEndpoint(
  options: DeliveryOptions,
  endpointId: string,
  { stopping, untilWoken }: RunSignals,
): Promise<RunResult> {
  const { database } = options;
  const running = new Set<Promise<void>>();
  const startedMs = performance.now();
  let nextPageAt = 0;
  let hasWorked = false;
  try {
    while (!stopping.aborted) {
      const woken = untilWoken();
      const endpoint = await readState(database, endpointId);
      if (!endpoint?.isEnabled) break;
      const failingMs = endpoint.failingSince === null ? 0 : Date.now() - endpoint.failingSince.getTime();
      if (failingMs > longestFailureMs) {
        await disableDead(options, endpoint, 'It has answered nothing with 2xx for five days.');
        break;
      }
      const open = { endpoint, secrets: openWebhookSecrets(options.cipher, endpoint) };
      const isTired = failingMs > tired.afterMs;
      const hasStarted = endpoint.waitingRows > 0 && (await startDue(options, open, stopping, running));
      const isFull = endpoint.waitingRows >= maxWaiting.rows || endpoint.waitingBytes >= maxWaiting.bytes;
      const slots = maxParallel - running.size;
      const mayRead = !isFull && slots > 0 && !(isTired && Date.now() < nextPageAt);
      const limit = isTired ? tired.pageEvents : pageEvents;
      const page = mayRead ? await deliverPage(options, open, { slots, limit, leaseMs, stopping }) : null;
      if (page) {
        nextPageAt = Date.now() + tired.pauseMs;
        for (const attempt of page.running) track(running, conclude(options, open, attempt));
        await record(options, open, page.results);
      }
      if (page || hasStarted) hasWorked = true;
      else if (running.size > 0) await Promise.race([...running, woken]);
      else
        return { nextAt: toNextRun(endpoint.waitingUntil, isTired && !isFull ? nextPageAt : 0), hasWorked };
      if (performance.now() - startedMs > sliceMs) return { nextAt: new Date(), hasWorked: true };
    }
    return { nextAt: null, hasWorked };
  } finally {
    await Promise.all(running);
  }
}

/** Starts what is due, and waits a short time for it. @returns false when nothing was due */
async function startDue(
  options: DeliveryOptions,
  open: OpenEndpoint,
  stopping: AbortSignal,
  running: Set<Promise<void>>,
): Promise<boolean> {
  const slots = maxParallel - running.size;
  if (slots <= 0) return false;
  const due = await claimDue(options.database, open.endpoint.id, slots, leaseMs);
  const started = due.map(({ id, body, firstAttemptAt }) => {
    // A body that was erased is not posted; the delivery ends.
    const result =
      body === null
        ? Promise.resolve(erased())
        : postWebhook(options, open, { id, body }, { signal: stopping });
    const attempt = {
      id,
      firstAttemptAt: body === null ? new Date(0) : (firstAttemptAt ?? new Date()),
      result,
    };
    return track(running, conclude(options, open, attempt));
  });
  if (started.length === 0) return false;
  const patience = new AbortController();
  await Promise.race([
    Promise.all(started),
    delay(patienceMs, undefined, { signal: patience.signal }).catch(() => {}),
  ]);
  patience.abort();
  return true;
}

function erased(): WebhookResult {
  const nothing = { durationMs: 0, ok: false, httpStatus: null, responseBody: null, retryAfterMs: null };
  return { ...nothing, at: new Date(), error: 'the body was erased' };
}

function track(running: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  const tracked = work.finally(() => running.delete(tracked));
  running.add(tracked);
  return tracked;
}

/** Waits for an attempt and stores its result. Never rejects: a result that is not stored is an attempt again later. */
async function conclude(
  options: DeliveryOptions,
  open: OpenEndpoint,
  attempt: RunningAttempt,
): Promise<void> {
  const { database, log } = options;
  try {
    const result = await attempt.result;
    const verdict = toVerdict(options, attempt.firstAttemptAt, result);
    await settle(database, attempt.id, verdict.status, verdict.nextAttemptAt, verdict.attempt);
    await record(options, open, result === null ? [] : [result]);
  } catch (error) {
    log('the result of an outgoing webhook was not stored', { deliveryId: attempt.id, error: String(error) });
  }
}

/** Keeps the endpoint's health: a success, or since when there was none; 410 disables it. */
async function record(
  options: DeliveryOptions,
  open: OpenEndpoint,
  results: readonly WebhookResult[],
): Promise<void> {
  const { id } = open.endpoint;
  if (results.some(({ ok }) => ok)) await recordSuccess(options.database, id);
  else if (results.length > 0) await recordFailure(options.database, id);
  if (results.some(isGone))
    await disableDead(options, open.endpoint, 'It answered 410: the receiver no longer exists.');
}

async function disableDead(
  { database, log }: DeliveryOptions,
  endpoint: OpenEndpoint['endpoint'],
  reason: string,
): Promise<void> {
  if (await disable(database, endpoint, reason))
    log('an endpoint of outgoing webhooks was disabled', { endpointId: endpoint.id, reason });
}

function toNextRun(nextAttemptAt: Date | null, nextPageAt: number): Date | null {
  const times = [nextAttemptAt?.getTime() ?? 0, nextPageAt].filter(time => time > 0);
  return times.length === 0 ? null : new Date(Math.min(...times));
}
