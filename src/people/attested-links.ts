/**
 * Events that name several addresses of one person, on their way to `people/link-addresses.ts`.
 *
 * It comes after the event itself was stored, and before the provider gets its 2xx: a crash in between brings the event
 * back, and the link with it. WhatsApp names two addresses in nearly every message, so what is linked is remembered, and
 * costs one look into a set of this process; the first time costs one statement. An event with one address costs nothing.
 */

import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { isOwnAddress } from '../domain/identity/own-addresses.js';
import { toPersons } from '../domain/identity/to-persons.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { createKeyedMutex } from '../domain/keyed-mutex.js';
import { RecentKeys } from '../domain/recent-keys.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { type Attestation, type LinkOutcome, linkAddresses, rehearseLink } from './link-addresses.js';

/** Links the addresses that events name. */
export interface AddressLinks {
  /** Makes the addresses one person's; the first is the one that the event goes by. Null for fewer than two. */
  link(item: IngestItem, channelId: string | null, addresses: readonly string[]): Promise<LinkOutcome | null>;
  /** What `link` would come to; changes nothing. */
  rehearse(
    item: IngestItem,
    channelId: string | null,
    addresses: readonly string[],
  ): Promise<LinkOutcome | null>;
  /**
   * The provider reports on one of our messages under an address that hides the phone: whoever the message went to has
   * that address as well.
   */
  linkRecipient(
    item: IngestItem,
    channelId: string | null,
    messageId: string,
    address: string,
  ): Promise<LinkOutcome | null>;
}

/** About 4 MB when full, and more people than write between two restarts of most installations. */
const maxRemembered = 20_000;

const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('v');
const identity = tableOf(ContactIdentity).of('ci');

const readRecipient = statement(
  'recipient-of-message',
  `select ${conversation.address} as address, exists (
            select 1 from ${tableOf(ContactIdentity).table} ci where ${identity.tenantId} = $1 and ${identity.kind} = $3
               and ${identity.canonical} = $4 and ${identity.contactId} = ${conversation.contactId}
          ) as "isKnown"
     from ${tableOf(Message).table} m join ${tableOf(Conversation).table} v on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.id} = $2`,
);

/** Makes the links of a process. */
export function createAddressLinks(database: Database): AddressLinks {
  const settled = new RecentKeys(maxRemembered);
  const underWay = new Map<string, Promise<LinkOutcome>>();
  const inTurn = createKeyedMutex();

  const link: AddressLinks['link'] = async (item, channelId, raw) => {
    const { tenantId } = item.account;
    const key = `${tenantId} ${raw.join(' ')}`;
    if (settled.has(key)) return 'known';
    const running = underWay.get(key);
    if (running) return running;
    const attestation = toAttestation(item, channelId, raw);
    if (attestation === null) return null;
    const linking = linkAddresses(database, attestation, inTurn);
    underWay.set(key, linking);
    try {
      const outcome = await linking;
      if (outcome !== 'nobody') settled.add(key);
      return outcome;
    } finally {
      underWay.delete(key);
    }
  };

  return {
    link,
    rehearse: async (item, channelId, raw) => {
      const attestation = toAttestation(item, channelId, raw);
      return attestation && rehearseLink(database, attestation);
    },
    linkRecipient: async (item, channelId, messageId, address) => {
      const { tenantId } = item.account;
      const key = `${tenantId} ${messageId} ${address}`;
      if (settled.has(key)) return 'known';
      const [hidden] = toPersons([address], item.account);
      if (hidden === undefined || hidden.phone !== null) return null;
      const parameters = [tenantId, messageId, hidden.kind, hidden.canonical];
      const [recipient] = await database.query<{ address: string; isKnown: boolean }>(
        readRecipient,
        parameters,
        database.keyedPool,
      );
      if (!recipient) return null;
      if (isOwnAddress(recipient.address, item.account.ownKeys, item.account)) return null;
      const outcome = recipient.isKnown ? 'known' : await link(item, channelId, [recipient.address, address]);
      settled.add(key);
      return outcome;
    },
  };
}

function toAttestation(
  item: IngestItem,
  channelId: string | null,
  raw: readonly string[],
): Attestation | null {
  const { tenantId } = item.account;
  const addresses = toPersons(raw, item.account);
  return addresses.length < 2 ? null : { tenantId, addresses, channelId, sourceEventId: item.ledgerId };
}
