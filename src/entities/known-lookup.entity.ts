import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Cached result of a channel lookup at a vendor: one result serves every event with the same key. No foreign keys, as
 * with the ledger.
 */
@Entity({ tableName: 'known_lookups' })
@Index({ name: 'known_lookups_lane_idx', properties: ['accountId', 'lane'] })
@Index({ name: 'known_lookups_found_idx', properties: ['foundAt'] })
export class KnownLookup {
  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** Lookup key at the vendor. */
  @PrimaryKey({ type: 'text' })
  lookup!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  /** The vendor's conversation. */
  @Property({ type: 'text' })
  lane!: string;

  @Property({ type: 'text' })
  channelExternalId!: string;

  @Property({ type: 'text', nullable: true })
  personAddress!: string | null;

  /** False for a result that an event contained: the vendor may know the contact's address too. */
  @Property({ type: 'boolean' })
  isAsked!: boolean;

  @Property({ type: 'timestamptz' })
  foundAt!: Date;
}
