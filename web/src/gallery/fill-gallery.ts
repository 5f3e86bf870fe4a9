import { DemoPhoneDocument, type SimulatedKind, SimulateInboundDocument } from '../gql/operations.js';
import type { Company, Desk } from '../live/index.js';

/** Who writes. */
const from = '+77015550100';
const senderName = 'Айгерім Сейтова';

/**
 * Sends one message of each kind to one number of each provider. Reactions and edits are of the first message of the
 * number, the deletion of the last one.
 * @throws the first fault of the server; the rest is sent anyway
 */
export async function fillGallery(
  desk: Desk,
  channels: Company['channels']['nodes'],
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const chosen = channels.filter(
    ({ provider }, index) => channels.findIndex(other => other.provider === provider) === index,
  );
  const orders = await Promise.all(
    chosen.map(async ({ id: channelId }) => {
      const { data } = await desk.plain.query(DemoPhoneDocument, { channelId, address: from });
      return { channelId, kinds: data?.simulatedPhone.kinds ?? [] };
    }),
  );
  const all = orders.reduce((sum, { kinds }) => sum + kinds.length, 0);
  let done = 0;
  onProgress(done, all);
  const faults = await Promise.all(
    orders.map(({ channelId, kinds }) =>
      fillNumber(desk, channelId, kinds, () => {
        done += 1;
        onProgress(done, all);
      }),
    ),
  );
  const fault = faults.find(each => each !== undefined);
  if (fault) throw fault;
}

/** One after another: a change needs its message. @returns the first fault */
async function fillNumber(
  { plain }: Desk,
  channelId: string,
  kinds: readonly SimulatedKind[],
  onSent: () => void,
): Promise<Error | undefined> {
  let known: { readonly first: string; readonly last: string } | undefined;
  let fault: Error | undefined;
  for (const kind of kinds) {
    const messageId = targetOf(kind, known);
    onSent();
    // Where the message is not known yet: its number is asked for by a job.
    if (messageId === undefined) continue;
    const input = { channelId, kind, from, senderName, messageId };
    const { data, error } = await plain.mutation(SimulateInboundDocument, { input });
    fault ??= error;
    const id = data?.simulateInbound.event?.message?.id;
    if (id !== undefined && messageId === null) known = { first: known?.first ?? id, last: id };
  }
  return fault;
}

/** The message that a change is of; null for a new message. */
function targetOf(
  kind: SimulatedKind,
  known: { readonly first: string; readonly last: string } | undefined,
): string | null | undefined {
  if (kind === 'REACTION' || kind === 'EDIT') return known?.first;
  return kind === 'DELETION' ? known?.last : null;
}
