import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Contact } from './contact.entity.js';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** What a merge moved, so that it can be taken back. Ids only: the rows themselves went over. */
export interface MovedRows {
  readonly identities: readonly string[];
  /** The sales cases, with the ones that they had been joined to. */
  readonly leads: readonly { readonly id: string; readonly mergedIntoId: string | null }[];
  readonly bookings: readonly string[];
  /** People who had been merged into the one that went over. */
  readonly contacts: readonly string[];
  /** The conversations that followed their identities, with the leads that they had. */
  readonly conversations: readonly { readonly id: string; readonly leadId: string | null }[];
  /** The lead that was joined to the kept person's, with the notes that went along; null when none was. */
  readonly joined: {
    readonly leadId: string;
    readonly intoId: string;
    readonly notes: readonly string[];
  } | null;
  /** What the kept contact, and the lead that went on, took over because they had nothing there themselves. */
  readonly filled: {
    readonly contact: readonly string[];
    readonly lead: readonly string[];
    /** The stage that the lead which went on was at before it took the further one of the other. */
    readonly stageBefore: string | null;
  };
}

/** One contact that turned out to be another: who said so, what went over, and whether it was taken back. */
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

  /** The colleague who merged them; null when a provider attested that they are one person. */
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'merged_by_id', nullable: true })
  mergedById!: string | null;

  /** The ledger row of the attestation; null when a colleague merged them. */
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
