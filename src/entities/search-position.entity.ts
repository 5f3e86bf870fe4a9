import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How far the search has read a company's event log, and its older rows. */
@Entity({ tableName: 'search_positions' })
export class SearchPosition {
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'bigint' })
  position!: number;

  /** Rows that are read now, from the newest to the oldest; null when all are. */
  @Property({ type: 'text', nullable: true })
  fillStage!: string | null;

  /** Rows of the stage with lower ids are not read yet. */
  @Property({ type: 'uuid' })
  fillBefore!: string;
}
