import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Availability, Role } from '../domain/vocabulary.js';
import { Tenant } from './tenant.entity.js';

/** A user of the tenant, with a sign-in. */
@ObjectType({ description: 'A user of the company.' })
@Entity({ tableName: 'users' })
export class User {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Index({ name: 'users_tenant_id_idx' })
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  /** Lower case; unique on the whole server, as the sign-in has no tenant. */
  @Field({ description: 'E-mail address for signing in, in lower case.' })
  @Unique({ name: 'users_email_key' })
  @Property({ type: 'text' })
  email!: string;

  @Field({ description: 'Display name.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Role, { description: 'The role of the user; `permissions` is what it allows.' })
  @Property({ type: 'text' })
  role!: Role;

  @Field(() => Availability, {
    description: 'Availability: whether this user currently accepts conversations.',
  })
  @Property({ type: 'text', default: 'OFFLINE' })
  availability!: Availability;

  @Property({ type: 'text', hidden: true })
  passwordHash!: string;

  /** Incremented to end every session at once: an access token contains the value at its creation. */
  @Property({ type: 'integer', default: 0 })
  sessionEpoch!: number;

  @Property({ type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
