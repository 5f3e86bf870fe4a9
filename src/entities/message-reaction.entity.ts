import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AuthorKind, MessageDirection } from '../domain/vocabulary.js';
import { Message } from './message.entity.js';

/**
 * The emoji that one side of a conversation put on a message. A reaction that was taken back stays without an emoji, so
 * that an older one that arrives late does not bring it back.
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

  /** INBOUND when the person chose it. */
  @Property({ type: 'text' })
  direction!: MessageDirection;

  @Property({ type: 'text' })
  authorKind!: AuthorKind;

  /** Null when it was taken back; such rows are not shown. */
  @Field(() => String, { description: 'The emoji.' })
  @Property({ type: 'text', nullable: true })
  emoji!: string | null;

  @Field({ description: "When it was chosen, by the provider's clock; ours where it gives none." })
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;
}
