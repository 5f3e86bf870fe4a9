import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Availability, Role, UserKind } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** Properties that are read only to check credentials. */
export const hiddenOfUser = [
  'passwordHash',
  'sessionEpoch',
  'totpCipher',
  'totpLastStep',
  'recoveryHashes',
] as const;

/** A user of the tenant: a person with a sign-in, or a program. */
@ObjectType({ implements: Node, description: 'A user of the company.' })
@Index({ name: 'users_tenant_name_idx', properties: ['tenantId', 'name', 'id'] })
@Entity({ tableName: 'users' })
export class User {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Index({ name: 'users_tenant_id_idx' })
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => UserKind, { description: 'Whether it is a person or a program.' })
  @Property({ type: 'text', default: 'PERSON' })
  kind!: UserKind;

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

  @Field(() => String, {
    nullable: true,
    description: "BCP 47 language tag of the user; null for the company's.",
  })
  @Property({ type: 'text', nullable: true })
  locale!: string | null;

  /** Ids of the teams of the user. */
  @Property({ type: 'array', columnType: 'uuid[]', runtimeType: 'any', default: [] })
  teamIds!: string[];

  /** Null until the user has set a password. */
  @Property({ type: 'text', nullable: true, hidden: true })
  passwordHash!: string | null;

  /** Incremented to end every session at once: an access token contains the value at its creation. */
  @Property({ type: 'integer', default: 0 })
  sessionEpoch!: number;

  @Property({ type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  /** Encrypted TOTP secret, bound to the id; it counts only once confirmed. */
  @Property({ type: 'text', nullable: true, hidden: true })
  totpCipher!: string | null;

  /** When the second factor was switched on; null without one. */
  @Property({ type: 'timestamptz', nullable: true })
  totpConfirmedAt!: Date | null;

  /** Time step of the last used code: that code and earlier ones are refused. */
  @Property({ type: 'integer', nullable: true })
  totpLastStep!: number | null;

  /** SHA-256 of the unused recovery codes, hex. */
  @Property({ type: 'text[]', hidden: true, default: [] })
  recoveryHashes!: string[];

  @Field(() => Date, {
    nullable: true,
    description: 'When the user last used the API, to the minute; null if never.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  lastSeenAt!: Date | null;

  @Field({ description: 'When the user was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
