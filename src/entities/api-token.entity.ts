import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Permission } from '../domain/permission.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** A credential of a program. It acts as its SERVICE user, with its own permissions instead of the role's. */
@ObjectType({
  implements: Node,
  description:
    'A credential of a program: `Authorization: Bearer tlk_…` over HTTP, WebSocket and SSE. It acts as its own SERVICE user.',
})
@Entity({ tableName: 'api_tokens' })
export class ApiToken {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Index({ name: 'api_tokens_tenant_id_idx' })
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Index({ name: 'api_tokens_user_id_idx' })
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'created_by_id' })
  createdById!: string;

  @Field({ description: 'Name, such as the program that uses it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => [Permission], { description: 'The permissions of the token, sorted.' })
  @Property({ type: 'text[]' })
  scopes!: Permission[];

  /** Null for all numbers, later ones included. */
  @Property({ type: 'text[]', nullable: true })
  channelIds!: string[] | null;

  /** The assistant that is the author of what it sends; null: its user. */
  @Property({ type: 'uuid', nullable: true })
  assistantId!: string | null;

  @Field({ description: 'First characters of the secret, to recognise it by.' })
  @Property({ type: 'text' })
  prefix!: string;

  /** SHA-256 of the secret, hex; the secret is random, so a slow hash would add no protection. */
  @Unique({ name: 'api_tokens_secret_hash_key' })
  @Property({ type: 'text', hidden: true })
  secretHash!: string;

  /** The secret before the last rotation, while it is still accepted. */
  @Unique({ name: 'api_tokens_previous_hash_key' })
  @Property({ type: 'text', hidden: true, nullable: true })
  previousHash!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until then the secret before the last rotation is accepted too; null if there is none.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  previousEndsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the token expires; null: never.' })
  @Property({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'The last use, accurate to a minute; null before the first.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When the token was revoked; null while it is accepted.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Field({ description: 'When the token was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
