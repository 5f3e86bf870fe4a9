/**
 * Links the addresses that a stored event attests to one person, after the event is committed and before the provider
 * gets its 2xx: after a crash in between, the provider sends the event again, and the link is made then.
 *
 * WhatsApp names two addresses in nearly every message, so linked addresses are cached: a repeat costs one lookup in a
 * set of this process, the first time one statement. An event with one address costs nothing.
 */
import { LRUCache } from 'lru-cache';
import { tableOf } from '../database/columns.js';
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import { isAddress } from '../database/is-address.js';
import { rehearse } from '../database/rehearse.js';
import { retryContention } from '../database/retry-contention.js';
import { as, bool, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { assertNever, TrunklineError } from '../domain/errors.js';
import { isOwnAddress } from '../domain/identity/own-addresses.js';
import { toPersons } from '../domain/identity/to-persons.js';
import type { SamePersonReport } from '../domain/inbound-event.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import { createKeyedMutex } from '../domain/keyed-mutex.js';
import { upTo } from '../domain/up-to.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { attestedAddresses } from './attested-addresses.js';
import { type Attestation, findSettledLink, type LinkOutcome, linkAddresses } from './link-addresses.js';

/** Status and reason of an event's ledger row after linking. */
export type LinkVerdict = Pick<IngestResult, 'status' | 'reason'>;

/** Links the addresses that events attest; one per process. */
export interface AddressLinker {
  /**
   * Links the addresses of a stored event. Errors other than an unavailable database are reported and do not fail the
   * event: the next event with the same addresses tries again. @throws UnavailableError
   */
  linkEvent(item: IngestItem, result: IngestResult): Promise<void>;
  /** Links the addresses of a `same-person` report. @returns status and reason for its ledger row */
  linkReport(item: IngestItem, event: SamePersonReport, channelId: string): Promise<LinkVerdict>;
  /** True if `linkReport` would link anything; changes nothing. */
  wouldLink(item: IngestItem, event: SamePersonReport, channelId: string): Promise<boolean>;
}

/** About 4 MB when full, and more senders than most installations have between two restarts. */
const maxRemembered = 20_000;
/** A concurrent transaction has inserted the same row; a retry finds it. */
const duplicate = '23505';
const maxAttempts = 8;

const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('v');
const identities = tableOf(ContactIdentity);

const readRecipient = statement(
  'recipient-of-message',
  sql`select ${as('address', conversation.address)}, ${as(
    'isKnown',
    bool(`exists (
            select 1 from ${identities.table} ci where ${isAddress('ci', '$3', '$4')} and ${identities.of('ci').contactId} = ${conversation.contactId}
          )`),
  )}
     from ${tableOf(Message).table} m join ${tableOf(Conversation).table} v on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.id} = $2`,
);

/** Creates the linker. */
export function createAddressLinker(
  database: Database,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): AddressLinker {
  const linked = new LRUCache<string, true>(upTo(maxRemembered));
  const running = new Map<string, Promise<LinkOutcome>>();
  /** One transaction per tenant: they would wait for each other's locks on connections that webhooks need. */
  const withTenantLock = createKeyedMutex();
  const keyed: Pick<Transaction, 'query'> = {
    query: (query, parameters) => database.query(query, parameters, database.keyedPool),
  };

  const write = async (attestation: Attestation): Promise<LinkOutcome> => {
    const work = async (transaction: PublishingTransaction): Promise<LinkOutcome> => {
      const { outcome, events } = await linkAddresses(transaction, attestation);
      transaction.emit(...events);
      return outcome;
    };
    return retryContention(() => database.publish(attestation.tenantId, work, database.keyedPool), {
      ...{ also: [duplicate], maxAttempts },
    });
  };

  /** Null for fewer than two addresses. */
  const link = async (
    item: IngestItem,
    channelId: string | null,
    raw: readonly string[],
  ): Promise<LinkOutcome | null> => {
    const key = `${item.account.tenantId} ${raw.join(' ')}`;
    if (linked.get(key)) return 'known';
    const sameLink = running.get(key);
    if (sameLink) return sameLink;
    const attestation = toAttestation(item, channelId, raw);
    if (attestation === null) return null;
    const { tenantId } = attestation;
    const linking = findSettledLink(keyed, attestation).then(
      settled => settled ?? withTenantLock(tenantId, () => write(attestation)),
    );
    running.set(key, linking);
    try {
      const outcome = await linking;
      if (outcome !== 'unknown') linked.set(key, true);
      return outcome;
    } finally {
      running.delete(key);
    }
  };

  /**
   * For a report on an outbound message under an address that hides the phone: it attests that the message's recipient
   * also has that address.
   */
  const linkRecipient = async (
    item: IngestItem,
    channelId: string | null,
    messageId: string,
    address: string,
  ): Promise<void> => {
    const { tenantId } = item.account;
    const key = `${tenantId} ${messageId} ${address}`;
    if (linked.get(key)) return;
    const [hidden] = toPersons([address], item.account);
    if (hidden === undefined || hidden.phone !== null) return;
    const [recipient] = await keyed.query(readRecipient, [
      ...[tenantId, messageId, hidden.kind, hidden.canonical],
    ]);
    if (!recipient || isOwnAddress(recipient.address, item.account.ownKeys, item.account)) return;
    if (!recipient.isKnown) await link(item, channelId, [recipient.address, address]);
    linked.set(key, true);
  };

  return {
    linkEvent: async (item, { channelId, messageId, conversationId, sameAs }) => {
      const { event, ledgerId } = item;
      const named = attestedAddresses(event);
      const [only] = named;
      try {
        if (event.type === 'message') {
          if (conversationId !== null) await link(item, channelId, sameAs ? [...named, sameAs] : named);
        } else if (named.length > 1) await link(item, channelId, named);
        else if (only !== undefined && messageId !== null)
          await linkRecipient(item, channelId, messageId, only);
      } catch (error) {
        if (error instanceof TrunklineError) throw error;
        const cause = error instanceof Error ? error.message : String(error);
        alert('The addresses of a person could not be linked.', { ledgerId, cause });
      }
    },
    linkReport: async (item, event, channelId) => toVerdict(await link(item, channelId, event.addresses)),
    wouldLink: async (item, event, channelId) => {
      const attestation = toAttestation(item, channelId, event.addresses);
      if (attestation === null) return false;
      const { outcome } = await rehearse(database, transaction => linkAddresses(transaction, attestation));
      return outcome === 'linked';
    },
  };
}

function toAttestation(
  item: IngestItem,
  channelId: string | null,
  raw: readonly string[],
): Attestation | null {
  const addresses = toPersons(raw, item.account);
  if (addresses.length < 2) return null;
  return { tenantId: item.account.tenantId, addresses, channelId, sourceEventId: item.ledgerId };
}

function toVerdict(outcome: LinkOutcome | null): LinkVerdict {
  switch (outcome) {
    case 'linked':
      return { status: WebhookEventStatus.PROCESSED, reason: null };
    case 'known':
      return { status: WebhookEventStatus.DUPLICATE, reason: 'The addresses are one person here already.' };
    case 'separated':
      return {
        status: WebhookEventStatus.IGNORED,
        reason: 'A colleague said that these are two people; they stay apart.',
      };
    case 'unknown':
    case null:
      return { status: WebhookEventStatus.IGNORED, reason: 'No contact has any of these addresses.' };
    default:
      return assertNever(outcome);
  }
}
