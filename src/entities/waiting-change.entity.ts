import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';

/** An edit, a deletion or a reaction that arrived before its message; see `messages/waiting-changes.ts`. */
@Entity({ tableName: 'waiting_changes' })
@Unique({ name: 'waiting_changes_digest_key', properties: ['channelId', 'externalId', 'digest'] })
@Index({ name: 'waiting_changes_created_at_idx', properties: ['createdAt'] })
export class WaitingChange {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'uuid' })
  channelId!: string;

  /** The provider's id of the awaited message. */
  @Property({ type: 'text' })
  externalId!: string;

  /** The change, as serialised by `messages/reported-change.ts`. */
  @Property({ type: 'jsonb' })
  change!: Readonly<Record<string, unknown>>;

  /** Digest that identifies a change, so that a repeated one is stored once. */
  @Property({ type: 'text' })
  digest!: string;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
