/**
 * Posts the webhooks of a customer's message over real HTTP, like the vendor. Applies the faults of timing and
 * repetition: DUPLICATE (twice at once), PROVIDER_RESEND (again after the answer), LATE (ten minutes old), OUT_OF_ORDER
 * (two messages, the later one first), BAD_SIGNATURE (a wrong key). Faults of the body (BATCHED, UNKNOWN_SHAPE) are
 * applied by the vendor's simulator.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { SimulatedInbound } from '../contract/simulator.js';

/** A customer's message to one of our channels. */
export interface InboundOrder {
  readonly provider: Provider;
  /** Base URL of the server under test, such as http://127.0.0.1:4000. */
  readonly target: string;
  /** Base URL configured at the vendor, if it differs. */
  readonly publicUrl?: string;
  readonly message: Pick<SimulatedInbound, 'channelExternalId' | 'from' | 'text'> &
    Partial<
      Pick<
        SimulatedInbound,
        'senderName' | 'messageId' | 'at' | 'kind' | 'file' | 'filesUrl' | 'quotedKey' | 'change'
      >
    >;
  readonly credentials: ProviderCredentials;
  readonly webhookKey: string;
  readonly faults?: readonly Fault[];
}

/** Result of posting an order. */
export interface InboundResult {
  /** HTTP status of each post, in the order of posting; null without an answer. */
  readonly statuses: readonly (number | null)[];
  /** Keys of the posted messages, each once, in the order of posting. */
  readonly messageIds: readonly string[];
  /** All posted events, messages or not, in the order of posting. */
  readonly posted: readonly PostedEvent[];
}

/** The event as the ledger will show it. */
export interface PostedEvent {
  readonly eventType: string | null;
  /** The possible event ids; empty for an event without an id. */
  readonly ids: readonly string[];
}

const LATE_MS = 10 * 60 * 1_000;
const OUT_OF_ORDER_MS = 60 * 1_000;
const WRONG_KEY = 'not-the-key';

/** Posts an order's webhooks in sequence, duplicates in parallel. Never throws. */
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

/** Messages of an order, in the order of posting. */
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
