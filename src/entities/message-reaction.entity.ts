import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AuthorKind, MessageDirection } from '../domain/vocabulary.js';
import { Message } from './message.entity.js';

/**
 * The reaction of one side of a conversation to a message. A removed reaction stays without an emoji, so that a stale
 * one does not restore it.
 */
@ObjectType({
  description:
    "An emoji on a message. At most one per side: the contact's, and ours. Our number shows one reaction, shared by all agents.",
})
@Entity({ tableName: 'message_reactions' })
@Unique({ name: 'message_reactions_side_key', properties: ['messageId', 'direction'] })
export class MessageReaction {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Message, { mapToPk: true, fieldName: 'message_id', deleteRule: 'cascade' })
  messageId!: string;

  /** INBOUND if the contact reacted. */
  @Property({ type: 'text' })
  direction!: MessageDirection;

  @Property({ type: 'text' })
  authorKind!: AuthorKind;

  /** Null when removed; such rows are not shown. */
  @Field(() => String, { description: 'The emoji.' })
  @Property({ type: 'text', nullable: true })
  emoji!: string | null;

  @Field({ description: "When it was chosen, by the provider's clock; ours where it gives none." })
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;
}
