import { DemoPhoneDocument, type SimulatedKind, SimulateInboundDocument } from '../gql/operations.js';
import type { Company, Desk } from '../live/index.js';

/** Who writes. */
const from = '+77015550100';
const senderName = 'Айгерім Сейтова';

interface Order {
  readonly channelId: string;
  readonly kind: SimulatedKind;
}

/**
 * Sends one message of each kind to one number of each provider. Reactions and edits are of the first message of the
 * number, the deletion of the last one.
 * @throws the first fault of the server; the rest is sent nevertheless
 */
export async function fillGallery(
  { plain }: Desk,
  channels: Company['channels']['nodes'],
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const chosen = channels.filter(
    ({ provider }, index) => channels.findIndex(other => other.provider === provider) === index,
  );
  const orders: Order[] = [];
  for (const { id: channelId } of chosen) {
    const { data } = await plain.query(DemoPhoneDocument, { channelId, address: from });
    for (const kind of data?.simulatedPhone.kinds ?? []) orders.push({ channelId, kind });
  }
  const ids = new Map<string, { readonly first: string; readonly last: string }>();
  let fault: Error | undefined;
  for (const [done, order] of orders.entries()) {
    onProgress(done, orders.length);
    const known = ids.get(order.channelId);
    const messageId = targetOf(order.kind, known);
    // Where the message is not known yet: its number is asked for by a job.
    if (messageId === undefined) continue;
    const input = { ...order, from, senderName, messageId };
    const { data, error } = await plain.mutation(SimulateInboundDocument, { input });
    fault ??= error;
    const id = data?.simulateInbound.event?.message?.id;
    if (id !== undefined && messageId === null)
      ids.set(order.channelId, { first: known?.first ?? id, last: id });
  }
  if (fault) throw fault;
}

/** The message that a change is of; null for a new message. */
function targetOf(
  kind: SimulatedKind,
  known: { readonly first: string; readonly last: string } | undefined,
): string | null | undefined {
  if (kind === 'REACTION' || kind === 'EDIT') return known?.first;
  return kind === 'DELETION' ? known?.last : null;
}
