import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Bytes of a file inside a webhook's body, stored here before the acknowledgement until a job has moved them to the
 * storage: the ledger has only a marker with their digest.
 */
@Entity({ tableName: 'inline_media' })
@Index({ name: 'inline_media_digest_idx', properties: ['tenantId', 'digest'] })
export class InlineMedia {
  /** The ledger row of their event. */
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
