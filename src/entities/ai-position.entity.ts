import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How far the assistants of a company have read its event log. */
@Entity({ tableName: 'ai_positions' })
export class AiPosition {
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'bigint' })
  position!: number;
}
