/** Chooses the channel of an event, or the reason for none. */

import type { IngestItem } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import type { AccountDirectory } from './account-directory.js';
import type { Verdict } from './ledger.js';

type Why = Pick<Verdict, 'status' | 'reason' | 'nextAttemptAt'>;

/** The channel of an event: a person's decision, else its id, else the account's default. Never another account's. */
export async function findChannel(item: IngestItem, directory: AccountDirectory): Promise<string | null> {
  if (item.channelIdOverride !== null) return item.channelIdOverride;
  const named = item.event.channelExternalId;
  if (named === null && item.event.channelLookup != null) return null;
  const find = (account: IngestItem['account']) =>
    named === null ? account.defaultChannelId : (account.channelIdByExternalId.get(named) ?? null);
  const known = find(item.account);
  if (known !== null) return known;
  const fresh = await directory.findById(item.account.id, { fresh: true });
  return fresh && find(fresh);
}

/**
 * True if the channel is archived. Looked up again when it seems so: a channel that was set ACTIVE a moment ago takes
 * its events in.
 */
export async function isArchived(
  { account }: IngestItem,
  channelId: string,
  directory: AccountDirectory,
): Promise<boolean> {
  if (!account.archivedChannelIds.has(channelId)) return false;
  const fresh = await directory.findById(account.id, { fresh: true });
  return fresh?.archivedChannelIds.has(channelId) ?? true;
}

/** The reason in the ledger. */
export const archivedReason =
  'The number is archived; set it ACTIVE with updateChannel, and reprocess this event.';

/**
 * The status of an event that must have no effect, with the reason; null if it may. An event of an unknown number is
 * never stored under another number, and one that needs a lookup never under the default channel.
 */
export function whyNoEffect({ event, account }: IngestItem, channelId: string | null): Why | null {
  if (channelId !== null) return null;
  const { channelExternalId, channelLookup } = event;
  if (channelExternalId === null) {
    if (channelLookup != null) {
      const reason = 'The provider is being asked which number it belongs to.';
      return { status: WebhookEventStatus.RECEIVED, reason, nextAttemptAt: new Date() };
    }
    return quarantined('The request names no number, and the account has no default channel.');
  }
  const { channelsElsewhere } = account;
  return !Object.hasOwn(channelsElsewhere, channelExternalId)
    ? quarantined(
        `No channel has the external id "${channelExternalId}"; create it, or resolve this event by hand.`,
      )
    : ignored(
        `The number ${channelExternalId} belongs to ${channelsElsewhere[channelExternalId]}; this is the copy of the account's other product.`,
      );
}

function quarantined(reason: string): Why {
  return { status: WebhookEventStatus.QUARANTINED, reason };
}

function ignored(reason: string): Why {
  return { status: WebhookEventStatus.IGNORED, reason };
}
