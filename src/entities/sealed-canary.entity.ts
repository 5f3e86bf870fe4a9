import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A known text, sealed with the installation's SECRETS_KEY: detects a wrong key at the start. One row. */
@Entity({ tableName: 'sealed_canary' })
export class SealedCanary {
  /** Always 1. */
  @PrimaryKey({ type: 'smallint', autoincrement: false })
  id!: number;

  @Property({ type: 'text', hidden: true })
  sealed!: string;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
