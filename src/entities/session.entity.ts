import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/**
 * One refresh token. Each refresh invalidates it and issues the next of the same family; reuse after the grace period
 * for repeats means theft, and revokes the whole family.
 */
@Entity({ tableName: 'sessions' })
export class Session {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Index({ name: 'sessions_user_id_idx' })
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'user_id' })
  userId!: string;

  @Index({ name: 'sessions_family_id_idx' })
  @Property({ type: 'uuid' })
  familyId!: string;

  /** SHA-256 of the token, hex; the token itself is never stored. */
  @Unique({ name: 'sessions_token_hash_key' })
  @Property({ type: 'text', hidden: true })
  tokenHash!: string;

  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** Start of the family; null in rows of earlier versions. */
  @Property({ type: 'timestamptz', nullable: true })
  beganAt!: Date | null;

  /** Last use of the family, in its newest row; written at most once a minute. */
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  userAgent!: string | null;

  @Property({ type: 'text', nullable: true })
  ipAddress!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
