import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A range of ids of a company's rows, some thousands of them: a search looks through the newest first. */
@Entity({ tableName: 'search_blocks' })
@Index({ name: 'search_blocks_tenant_id_idx', properties: ['tenantId', 'firstId'] })
export class SearchBlock {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  /** The range ends before the first id of the next block. */
  @Property({ type: 'uuid' })
  firstId!: string;

  /** The greatest id that is stored in it. */
  @Property({ type: 'uuid' })
  lastId!: string;

  @Property({ type: 'integer' })
  documents!: number;
}
