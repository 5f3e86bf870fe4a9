/**
 * Posts a vendor's reports about an accepted message over real HTTP, in sequence: echo, sent, delivered, read. Applies
 * the faults of timing and repetition: DUPLICATE (each twice at once), OUT_OF_ORDER (the last one first), LATE (five
 * seconds after the send).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault, type ProviderKind } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { ReportedStatus, SimulatedDelivery, TakenMessage } from '../contract/simulator.js';
import { allStatuses } from './simulated-abilities.js';

/** The server that receives the reports. */
export interface ReportTarget {
  /** Its base URL; read again for each message. */
  readonly url: () => string;
  /** Base URL configured at the vendors, for those that sign it; `url` by default. */
  readonly publicUrl?: () => string;
  /** Credentials of the simulated vendor account; null when no reports are to be sent for it. */
  readonly credentialsOf: (kind: ProviderKind, accountId: string) => ProviderCredentials | null;
  readonly webhookKey: string;
}

/** One accepted message. */
export interface ReportOrder {
  readonly provider: Provider;
  readonly accountId: string;
  readonly delivery: SimulatedDelivery;
  readonly taken: Pick<TakenMessage, 'externalId' | 'correlationId'>;
  readonly faults: readonly Fault[];
  /** As in TakenMessage: `sent` alone under NO_RECEIPTS, all by default. */
  readonly statuses?: readonly ReportedStatus[];
}

const lateMs = 5_000;
/** Delay between the answer to a send and the first report, and after a caller has given up. */
const pauseMs = 50;
const pauseAfterSilenceMs = 1_000;

/** Posts the reports of one message; none for vendors without reports. Stops early when `signal` aborts. */
export async function postReports(
  { provider, accountId, delivery, taken, faults, statuses = statusesUnder(faults) }: ReportOrder,
  target: ReportTarget,
  http: ProviderHttp,
  signal: AbortSignal,
): Promise<void> {
  const credentials = target.credentialsOf(provider.kind, accountId);
  if (credentials === null || provider.simulator.reports === undefined) return;
  const message: TakenMessage = { delivery, ...taken, at: new Date(), faults, statuses };
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

function statusesUnder(faults: readonly Fault[]): readonly ReportedStatus[] {
  return faults.includes(Fault.NO_RECEIPTS) ? ['sent'] : allStatuses;
}
