/**
 * Posts the webhooks that a vendor would post when a person writes, over real HTTP, with the faults that are a
 * matter of when and how often: DUPLICATE (twice at once), PROVIDER_RESEND (again after the answer), LATE (ten
 * minutes old), OUT_OF_ORDER (two messages, the later one first), BAD_SIGNATURE (a wrong key). What changes the
 * body (BATCHED, UNKNOWN_SHAPE) is the vendor's simulator's.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { SimulatedInbound } from '../contract/simulator.js';

/** One person writing to one of our numbers. */
export interface InboundOrder {
  readonly provider: Provider;
  /** Base URL of the server under test, such as http://127.0.0.1:4000. */
  readonly target: string;
  /** Base URL that the vendor was given, when it is another one. */
  readonly publicUrl?: string;
  readonly message: Pick<SimulatedInbound, 'channelExternalId' | 'from' | 'text'> &
    Partial<Pick<SimulatedInbound, 'senderName' | 'messageId' | 'at' | 'file' | 'filesUrl' | 'change'>>;
  readonly credentials: ProviderCredentials;
  readonly webhookKey: string;
  readonly faults?: readonly Fault[];
}

/** The result. */
export interface InboundResult {
  /** HTTP status of each post, in the order of posting; null when no answer came. */
  readonly statuses: readonly (number | null)[];
  /** Keys of the messages that were posted, each once, in the order of posting. */
  readonly messageIds: readonly string[];
  /** Every event that was posted, messages or not, in the order of posting. */
  readonly posted: readonly PostedEvent[];
}

/** What the ledger will have of an event. */
export interface PostedEvent {
  readonly eventType: string | null;
  /** The ids that it can go by; none for an event that has none. */
  readonly ids: readonly string[];
}

const LATE_MS = 10 * 60 * 1_000;
const OUT_OF_ORDER_MS = 60 * 1_000;
const WRONG_KEY = 'not-the-key';

/** Posts an order's webhooks in sequence, duplicates at the same time. Never throws. */
export async function postInbound(order: InboundOrder, http: ProviderHttp): Promise<InboundResult> {
  const statuses: (number | null)[] = [];
  const messageIds = new Set<string>();
  const events: PostedEvent[] = [];
  for (const message of toMessages(order)) {
    const posted = await postOne(order, message, http);
    statuses.push(...posted.statuses);
    events.push(...posted.posted);
    for (const id of posted.messageIds) messageIds.add(id);
  }
  return { statuses, messageIds: [...messageIds], posted: events };
}

/** The messages of an order, in the order of posting. */
function toMessages({ message, faults = [] }: InboundOrder): readonly SimulatedInbound[] {
  const at = message.at ?? new Date();
  const first: SimulatedInbound = {
    ...message,
    senderName: message.senderName ?? null,
    messageId: message.messageId ?? newMessageId(),
    at: faults.includes(Fault.LATE) ? new Date(at.getTime() - LATE_MS) : at,
    faults,
  };
  if (!faults.includes(Fault.OUT_OF_ORDER)) return [first];
  const earlier = new Date(first.at.getTime() - OUT_OF_ORDER_MS);
  return [
    first,
    { ...first, messageId: newMessageId(), text: `${first.text} (written a minute before)`, at: earlier },
  ];
}

async function postOne(
  order: InboundOrder,
  message: SimulatedInbound,
  http: ProviderHttp,
): Promise<InboundResult> {
  const { provider, credentials, target } = order;
  const key = message.faults.includes(Fault.BAD_SIGNATURE) ? WRONG_KEY : order.webhookKey;
  const webhook = provider.simulator.inbound(message, credentials, key, order.publicUrl ?? target);
  const query = new URLSearchParams(webhook.query).toString();
  const url = `${target.replace(/\/$/, '')}${webhook.path}${query === '' ? '' : `?${query}`}`;
  const post = async () => {
    const result = await http({ method: 'POST', url, headers: webhook.headers, body: webhook.body });
    return result.ok ? result.status : null;
  };
  const statuses = await Promise.all(message.faults.includes(Fault.DUPLICATE) ? [post(), post()] : [post()]);
  if (message.faults.includes(Fault.PROVIDER_RESEND)) statuses.push(await post());
  const { events } = provider.parse({
    method: 'POST',
    path: webhook.path,
    pathSecret: null,
    publicUrl: url,
    query: webhook.query,
    headers: webhook.headers,
    rawBody: Buffer.from(webhook.body),
    receivedAt: new Date(),
  });
  return {
    statuses,
    messageIds: events.flatMap(event => (event.type === 'message' ? [event.messageKey] : [])),
    posted: events.map(event => ({
      eventType: event.eventType,
      ids: [event.externalEventId, event.type === 'message' ? event.messageKey : null].filter(
        id => id !== null,
      ),
    })),
  };
}

function newMessageId(): string {
  return randomBytes(10).toString('hex').toUpperCase();
}
