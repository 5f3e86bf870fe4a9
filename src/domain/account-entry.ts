/** Account records used by webhook authentication and ingest. */

import type { AwayRule } from './away-rule.js';
import type { AddressRules } from './identity/address-rules.js';
import type { OwnKeys } from './identity/own-addresses.js';
import type { TopicRule } from './topic-rules.js';
import type { ProviderKind } from './vocabulary.js';

/** An account as webhook authentication reads it. */
export interface AccountCandidate {
  readonly id: string;
  readonly tenantId: string;
  readonly credentialsCipher: string | null;
  readonly acceptsBareLoopback: boolean;
}

/** An account with everything that ingest needs. */
export interface AccountEntry extends AccountCandidate {
  readonly kind: ProviderKind;
  /** The vendor's address rules; the addresses in its webhooks are parsed with them. */
  readonly addresses: AddressRules;
  readonly defaultCountry: string;
  readonly firstStageId: string | null;
  readonly channelIdByExternalId: ReadonlyMap<string, string>;
  readonly defaultChannelId: string | null;
  /** Channels that take nothing in. */
  readonly archivedChannelIds: ReadonlySet<string>;
  /** False for a disconnected account: no request proves it. */
  readonly isConnected: boolean;
  /**
   * Numbers of the company's other accounts whose external id is the same (other products of the vendor), by number.
   */
  readonly channelsElsewhere: Readonly<Record<string, ProviderKind>>;
  readonly topics: readonly TopicRule[];
  /** The company's own opt-out words; see `domain/opt-out.ts`. */
  readonly optOutWords: readonly string[];
  /** The away text of each channel that has one, with the hours outside which it is sent. */
  readonly awayRules: ReadonlyMap<string, AwayRule>;
  /** Match keys of all numbers of the company, at every provider; no contact has one of these. */
  readonly ownKeys: OwnKeys;
}
