/** What the phones of simulated customers received: the accepted sends of all accounts, in memory, bounded. */
import { randomUUID } from 'node:crypto';
import type { ProviderKind } from '../../domain/vocabulary.js';
import type { SimulatedDelivery, SimulatorReply, TakenMessage } from '../contract/simulator.js';

/** A message on a customer's phone. */
export interface ReceivedMessage {
  /** Of the simulators; the vendor does not know it. */
  readonly id: string;
  readonly kind: ProviderKind;
  readonly accountId: string;
  readonly at: Date;
  readonly delivery: SimulatedDelivery;
  /** Ids that the vendor's reports use; null where it reports nothing. */
  readonly taken: Pick<TakenMessage, 'externalId' | 'correlationId'> | null;
}

/** The phones. */
export interface SimulatedPhones {
  /** Keeps what a vendor accepted; null for an answer without a send. */
  keep(kind: ProviderKind, accountId: string, reply: SimulatorReply): ReceivedMessage | null;
  find(id: string): ReceivedMessage | null;
  /** Messages of one sender, oldest first. */
  from(sender: {
    readonly kind: ProviderKind;
    readonly accountId: string;
    readonly externalId: string;
  }): readonly ReceivedMessage[];
}

const maxMessages = 1_000;

/** Creates empty phones; they keep the newest 1,000 messages. */
export function createSimulatedPhones(): SimulatedPhones {
  const messages: ReceivedMessage[] = [];
  return {
    keep: (kind, accountId, { delivery, taken }) => {
      if (delivery === undefined) return null;
      const received = { id: randomUUID(), kind, accountId, at: new Date(), delivery, taken: taken ?? null };
      messages.push(received);
      if (messages.length > maxMessages) messages.shift();
      return received;
    },
    find: id => messages.find(message => message.id === id) ?? null,
    from: ({ kind, accountId, externalId }) =>
      messages.filter(
        message =>
          message.kind === kind && message.accountId === accountId && message.delivery.from === externalId,
      ),
  };
}

/** True for two spellings of one address: `+7 701…`, `7701…@c.us`, `whatsapp:+7701…`. */
export function isSameAddress(one: string, other: string): boolean {
  return toPhoneKey(one) === toPhoneKey(other);
}

function toPhoneKey(address: string): string {
  const bare = address.trim().replace(/^whatsapp:/i, '');
  const isPhone = /^[+\d\s()-]+(?:@(?:c\.us|s\.whatsapp\.net))?$/.test(bare);
  return isPhone ? (bare.split('@', 1)[0] ?? '').replaceAll(/\D/g, '') : bare.toLowerCase();
}
