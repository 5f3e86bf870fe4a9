/**
 * Posts what a vendor reports about a message that it took, over real HTTP, in sequence: its echo, then sent,
 * delivered and read. Faults that are a matter of when and how often: DUPLICATE (each twice at once), OUT_OF_ORDER
 * (the last one first), LATE (five seconds after the send).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault, type ProviderKind } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { SimulatedDelivery, TakenMessage } from '../contract/simulator.js';

/** The server that gets the reports. */
export interface ReportTarget {
  /** Its base URL; read at each message. */
  readonly url: () => string;
  /** The base URL that vendors were given, for those that sign it; `url` by default. */
  readonly publicUrl?: () => string;
  /** The credentials of the account that a vendor's simulator stands in for; null when nothing is to be reported for it. */
  readonly credentialsOf: (kind: ProviderKind, accountId: string) => ProviderCredentials | null;
  readonly webhookKey: string;
}

/** One message that was taken. */
export interface ReportOrder {
  readonly provider: Provider;
  readonly accountId: string;
  readonly delivery: SimulatedDelivery;
  readonly taken: Pick<TakenMessage, 'externalId' | 'correlationId'>;
  readonly faults: readonly Fault[];
}

const lateMs = 5_000;
/** Between the answer to a send and the first report, and after a caller has given up. */
const pauseMs = 50;
const pauseAfterSilenceMs = 1_000;

/** Posts the reports of one message; vendors that report nothing post nothing. Stops early when `signal` says so. */
export async function postReports(
  { provider, accountId, delivery, taken, faults }: ReportOrder,
  target: ReportTarget,
  http: ProviderHttp,
  signal: AbortSignal,
): Promise<void> {
  const credentials = target.credentialsOf(provider.kind, accountId);
  if (credentials === null || provider.simulator.reports === undefined) return;
  const message: TakenMessage = { delivery, ...taken, at: new Date(), faults };
  const webhooks = provider.simulator.reports(
    message,
    credentials,
    target.webhookKey,
    (target.publicUrl ?? target.url)(),
  );
  const isSilent = faults.includes(Fault.TIMEOUT_AFTER_ACCEPT);
  const waitMs = faults.includes(Fault.LATE) ? lateMs : isSilent ? pauseAfterSilenceMs : pauseMs;
  await delay(waitMs, undefined, { signal }).catch(() => undefined);
  for (const webhook of faults.includes(Fault.OUT_OF_ORDER) ? webhooks.toReversed() : webhooks) {
    if (signal.aborted) return;
    const query = new URLSearchParams(webhook.query).toString();
    const url = `${target.url()}${webhook.path}${query === '' ? '' : `?${query}`}`;
    const post = () => http({ method: 'POST', url, headers: webhook.headers, body: webhook.body });
    await Promise.all(faults.includes(Fault.DUPLICATE) ? [post(), post()] : [post()]);
  }
}
