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
    "A reaction to a message. At most one per side: the contact's, and the company's. The company's reaction is shared by all agents.",
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

  @Field({ description: "Time of the reaction, by the provider's clock, else this server's." })
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;
}
