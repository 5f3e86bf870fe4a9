/** An account as webhooks are compared with it, and what ingest must know of it. */
import type { AddressRules } from './identity/address-rules.js';
import type { OwnKeys } from './identity/own-addresses.js';
import type { TopicRule } from './topic-rules.js';
import type { ProviderKind } from './vocabulary.js';

/** An account as far as a request is compared with it. */
export interface AccountCandidate {
  readonly id: string;
  readonly tenantId: string;
  readonly credentialsCipher: string | null;
  readonly acceptsBareLoopback: boolean;
}

/** An account with what a webhook of it needs. */
export interface AccountEntry extends AccountCandidate {
  readonly kind: ProviderKind;
  /** The vendor's, by which the addresses in its webhooks are read. */
  readonly addresses: AddressRules;
  readonly defaultCountry: string;
  readonly firstStageId: string | null;
  readonly channelIdByExternalId: ReadonlyMap<string, string>;
  readonly defaultChannelId: string | null;
  /** Numbers of the company's other accounts that the vendor calls the same: its other products, by number. */
  readonly channelsElsewhere: Readonly<Record<string, ProviderKind>>;
  readonly topics: readonly TopicRule[];
  /** What all numbers of the company are called by, at every provider: no contact has one of these. */
  readonly ownKeys: OwnKeys;
}
