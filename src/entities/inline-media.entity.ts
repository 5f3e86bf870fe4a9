import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Bytes of a file that came inside a webhook's body, kept here from before the acknowledgement until a job has put
 * them into the storage: the ledger keeps only a marker with their digest.
 */
@Entity({ tableName: 'inline_media' })
@Index({ name: 'inline_media_digest_idx', properties: ['tenantId', 'digest'] })
export class InlineMedia {
  /** The ledger row of the event that brought them. */
  @PrimaryKey({ type: 'uuid' })
  ledgerId!: string;

  /** SHA-256 of the bytes in hex. */
  @PrimaryKey({ type: 'text' })
  digest!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'blob' })
  bytes!: Uint8Array;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
