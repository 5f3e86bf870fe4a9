/** One attempt of a delivery, and what follows from its result. */
import type { SecretCipher } from '../accounts/secret-cipher.js';
import type { Database } from '../database/database.js';
import { WebhookDeliveryStatus } from '../domain/vocabulary.js';
import type { StoredAttempt } from '../entities/webhook-delivery.entity.js';
import type { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import { nextAttemptAt } from './retry-schedule.js';
import type { WebhookClient, WebhookResult } from './webhook-client.js';
import { signWebhook } from './webhook-secret.js';

/** Dependencies of the deliveries of one process. */
export interface DeliveryOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly client: WebhookClient;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Called after every attempt, for metrics. */
  readonly onAttempt?: (outcome: 'delivered' | 'retry' | 'failed') => void;
  /** Pauses of the retry schedule; those of Standard Webhooks by default. */
  readonly pausesMs?: readonly number[];
}

/** An endpoint with the secrets that sign now. */
export interface OpenEndpoint {
  readonly endpoint: Pick<WebhookEndpoint, 'id' | 'tenantId' | 'url'>;
  readonly secrets: readonly string[];
}

/** Status of a delivery after an attempt. */
export interface Verdict {
  readonly status: WebhookDeliveryStatus;
  readonly nextAttemptAt: Date | null;
  readonly attempt: StoredAttempt | null;
}

/** Posts a body once. @returns null if the signal aborted it */
export function postWebhook(
  { client }: Pick<DeliveryOptions, 'client'>,
  { endpoint, secrets }: OpenEndpoint,
  { id, body }: { readonly id: string; readonly body: string },
  { signal, timeoutMs }: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
): Promise<WebhookResult | null> {
  const headers = signWebhook(secrets, id, body);
  return client.post({ url: endpoint.url, headers, body, signal, timeoutMs });
}

/** The receiver no longer exists: the endpoint is disabled, and the delivery waits. */
export const isGone = (result: WebhookResult | null): boolean => result?.httpStatus === 410;

/** An attempt as it is stored. */
export function toStoredAttempt({
  at,
  durationMs,
  httpStatus,
  error,
  responseBody,
}: WebhookResult): StoredAttempt {
  return { at: at.toISOString(), durationMs, httpStatus, error, responseBody };
}

/**
 * What follows from a result. A delivery that was aborted, or refused with 410, stays due: it goes on after the restart,
 * or when the endpoint is enabled again.
 */
export function toVerdict(
  { pausesMs, onAttempt }: Pick<DeliveryOptions, 'pausesMs' | 'onAttempt'>,
  firstAttemptAt: Date,
  result: WebhookResult | null,
): Verdict {
  const { DELIVERED, FAILED, PENDING } = WebhookDeliveryStatus;
  if (result === null) return { status: PENDING, nextAttemptAt: null, attempt: null };
  const attempt = toStoredAttempt(result);
  const retryAt =
    result.ok || isGone(result)
      ? null
      : nextAttemptAt(firstAttemptAt, new Date(), result.retryAfterMs, pausesMs);
  const status = result.ok ? DELIVERED : retryAt !== null || isGone(result) ? PENDING : FAILED;
  onAttempt?.(status === DELIVERED ? 'delivered' : status === FAILED ? 'failed' : 'retry');
  return { status, nextAttemptAt: retryAt, attempt };
}
