import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** The one-time link with which a user sets a password. One for each user: a new one replaces the old one. */
@Entity({ tableName: 'password_links' })
export class PasswordLink {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Unique({ name: 'password_links_user_id_key' })
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'user_id' })
  userId!: string;

  /** SHA-256 of the token, hex; the token itself is never stored. */
  @Unique({ name: 'password_links_token_hash_key' })
  @Property({ type: 'text', hidden: true })
  tokenHash!: string;

  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
