import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * What a vendor said when it was asked to which of our numbers an event belongs: one answer does for every event that
 * asks the same. No foreign keys, as with the ledger.
 */
@Entity({ tableName: 'known_lookups' })
@Index({ name: 'known_lookups_lane_idx', properties: ['accountId', 'lane'] })
@Index({ name: 'known_lookups_found_idx', properties: ['foundAt'] })
export class KnownLookup {
  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** What the vendor was asked with. */
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

  /** False for what an event told by the way: the vendor may know the person's address too. */
  @Property({ type: 'boolean' })
  isAsked!: boolean;

  @Property({ type: 'timestamptz' })
  foundAt!: Date;
}
