import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { ActivityActorKind, CredentialKind } from '../domain/vocabulary.js';
import { Node } from './node.js';

/** One field of an activity, before and after. */
@ObjectType({ description: 'A field that an activity changed.' })
export class ActivityChange {
  @Field({ description: 'Name of the field.' })
  field!: string;

  @Field(() => Json, {
    nullable: true,
    description: 'Former value; null for a new row and for a hidden one.',
  })
  before?: unknown;

  @Field(() => Json, { nullable: true, description: 'New value; null for a removed and for a hidden one.' })
  after?: unknown;

  @Field({
    description:
      'True for secrets, words and personal data: the log says that they changed, and not to what.',
  })
  isHidden!: boolean;
}

/**
 * A row of the audit log, written in the transaction of its change. Without foreign keys: it outlives what it names, and
 * takes no locks.
 */
@ObjectType({
  implements: Node,
  description:
    'A change by a user, a program or the operator; also a sign-in or sign-out. The list of actions is in docs/audit.md and grows.',
})
@Entity({ tableName: 'activities' })
@Index({ name: 'activities_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({ name: 'activities_actor_id_idx', properties: ['tenantId', 'actorId', 'id'] })
@Index({ name: 'activities_target_id_idx', properties: ['tenantId', 'targetId', 'id'] })
@Index({ name: 'activities_contact_id_idx', properties: ['contactId', 'id'] })
@Index({ name: 'activities_conversation_id_idx', properties: ['conversationId', 'id'] })
export class Activity {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ActivityActorKind, { description: 'Kind of the actor.' })
  @Property({ type: 'text' })
  actorKind!: ActivityActorKind;

  /** Null for actors without a row. */
  @Property({ type: 'uuid', nullable: true })
  actorId!: string | null;

  @Field(() => CredentialKind, {
    nullable: true,
    description: 'Kind of the credential; null when none was accepted.',
  })
  @Property({ type: 'text', nullable: true })
  credentialKind!: CredentialKind | null;

  @Property({ type: 'text', nullable: true })
  credentialId!: string | null;

  @Field({ description: 'What was done, such as `lead.updated`.' })
  @Property({ type: 'text' })
  action!: string;

  @Field({ description: 'Type of the changed row, such as `Lead`.' })
  @Property({ type: 'text' })
  targetType!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the changed row; null when there is not one row.' })
  @Property({ type: 'uuid', nullable: true })
  targetId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The contact that it concerns, if known.' })
  @Property({ type: 'uuid', nullable: true })
  contactId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The conversation that it concerns, if known.' })
  @Property({ type: 'uuid', nullable: true })
  conversationId!: string | null;

  @Field(() => [ActivityChange], {
    description: 'The changed fields; empty when the action says everything.',
  })
  @Property({ type: 'jsonb' })
  changes!: ActivityChange[];

  @Property({ type: 'text', nullable: true })
  ipAddress!: string | null;

  @Property({ type: 'text', nullable: true })
  userAgent!: string | null;

  @Field({ description: 'When it was done.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
