/** Links addresses that a stored event attests to one person. */

import type { Database } from '../database/database.js';
import { assertNever, TrunklineError } from '../domain/errors.js';
import type { InboundEvent, SamePersonReport } from '../domain/inbound-event.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { createAddressLinks } from './attested-links.js';
import type { LinkOutcome } from './link-addresses.js';

/** What the ledger row of an event says after linking. */
export type LinkVerdict = Pick<IngestResult, 'status' | 'reason'>;

/** Links the addresses that events attest; one per process. */
export interface AddressLinker {
  /**
   * Links what a stored event names. A fault other than the database's absence is told and costs nobody the event: the
   * next one that names the same addresses tries again. @throws UnavailableError
   */
  learn(item: IngestItem, result: IngestResult): Promise<void>;
  /** Links what a report names that says nothing else; @returns what its ledger row says of it */
  apply(item: IngestItem, event: SamePersonReport, channelId: string): Promise<LinkVerdict>;
  /** Whether `apply` would link anything; changes nothing. */
  wouldChange(item: IngestItem, event: SamePersonReport, channelId: string): Promise<boolean>;
}

/** WhatsApp's address that stands in for a phone. */
const hidesPhone = (address: string): boolean => /@lid$/i.test(address);

/** Whether there can be something to learn; false for nearly everything, and costs nothing. */
export function namesSeveral(event: InboundEvent): boolean {
  switch (event.type) {
    case 'message':
      return event.alsoKnownAs !== undefined && event.alsoKnownAs.length > 0;
    case 'echo':
      return (event.alsoKnownAs !== undefined && event.alsoKnownAs.length > 0) || hidesPhone(event.to);
    case 'status':
      return event.recipients !== undefined && event.recipients.length > 0;
    case 'edit':
    case 'deletion':
    case 'reaction':
      return (event.addresses?.length ?? 0) > 1;
    default:
      return false;
  }
}

/** Creates the linker; one per process. */
export function createAddressLinker(
  database: Database,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): AddressLinker {
  const links = createAddressLinks(database);

  const link = async (item: IngestItem, result: IngestResult) => {
    const { channelId, messageId, conversationId, sameAs } = result;
    const { event } = item;
    if (event.type === 'message') {
      if (conversationId !== null)
        await links.link(item, channelId, [
          event.from,
          ...(event.alsoKnownAs ?? []),
          ...(sameAs ? [sameAs] : []),
        ]);
      return;
    }
    const named =
      event.type === 'echo'
        ? [event.to, ...(event.alsoKnownAs ?? [])]
        : event.type === 'status'
          ? (event.recipients ?? [])
          : 'addresses' in event
            ? (event.addresses ?? [])
            : [];
    const [lone] = named;
    if (named.length > 1) await links.link(item, channelId, named);
    else if (lone !== undefined && messageId !== null)
      await links.linkRecipient(item, channelId, messageId, lone);
  };

  return {
    learn: async (item, result) => {
      try {
        await link(item, result);
      } catch (error) {
        if (error instanceof TrunklineError) throw error;
        const cause = error instanceof Error ? error.message : String(error);
        alert('The addresses of a person could not be linked.', { ledgerId: item.ledgerId, cause });
      }
    },
    apply: async (item, event, channelId) => {
      const outcome = await links.link(item, channelId, event.addresses);
      return toVerdict(outcome);
    },
    wouldChange: async (item, event, channelId) =>
      (await links.rehearse(item, channelId, event.addresses)) === 'linked',
  };
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
    case 'nobody':
    case null:
      return { status: WebhookEventStatus.IGNORED, reason: 'Nobody is known by any of these addresses.' };
    default:
      return assertNever(outcome);
  }
}
