import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Contact } from './contact.entity.js';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** Rows that a merge moved, for the undo. Ids only: the rows themselves were reassigned. */
export interface MovedRows {
  readonly identities: readonly string[];
  /** Leads, with the leads that they had been merged into. */
  readonly leads: readonly { readonly id: string; readonly mergedIntoId: string | null }[];
  readonly bookings: readonly string[];
  /** Contacts that had been merged into the moved one. */
  readonly contacts: readonly string[];
  /** Conversations that moved with their identities, with their previous leads. */
  readonly conversations: readonly { readonly id: string; readonly leadId: string | null }[];
  /** The lead that was merged into the remaining contact's, with its moved notes; null without one. */
  readonly joined: {
    readonly leadId: string;
    readonly intoId: string;
    readonly notes: readonly string[];
  } | null;
  /** Fields that the remaining contact and lead took over because theirs were empty. */
  readonly filled: {
    readonly contact: readonly string[];
    readonly lead: readonly string[];
    /** Previous stage of the remaining lead, if it took the other's further stage. */
    readonly stageBefore: string | null;
  };
}

/** A merge of one contact into another: its author, the moved rows, and whether it was undone. */
@Entity({ tableName: 'contact_merges' })
@Index({ name: 'contact_merges_merged_id_idx', properties: ['mergedId', 'id'] })
@Index({ name: 'contact_merges_kept_id_idx', properties: ['keptId'] })
export class ContactMerge {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'kept_id' })
  keptId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'merged_id' })
  mergedId!: string;

  /** The user who merged them; null when a provider attested that they are one person. */
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'merged_by_id', nullable: true })
  mergedById!: string | null;

  /** The ledger row of the attestation; null when a user merged them. */
  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;

  @Property({ type: 'json' })
  moved!: MovedRows;

  @Property({ type: 'timestamptz' })
  mergedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  undoneAt!: Date | null;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'undone_by_id', nullable: true })
  undoneById!: string | null;
}
