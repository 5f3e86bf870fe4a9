import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { AuthorKind } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';
import { Lead } from './lead.entity.js';
import { Node } from './node.js';
import { User } from './user.entity.js';

/** A note on a lead or a conversation: its own text, or a reference to a message. */
@ObjectType({
  implements: Node,
  description: 'A note on a lead or a conversation: its own text, or a message by reference.',
})
@Entity({ tableName: 'notes' })
@Index({ name: 'notes_lead_id_idx', properties: ['leadId', 'id'] })
@Index({ name: 'notes_conversation_id_idx', properties: ['conversationId', 'id'] })
export class Note {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Lead, { mapToPk: true, fieldName: 'lead_id', nullable: true })
  leadId!: string | null;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', nullable: true })
  conversationId!: string | null;

  /** Null when the note references a message: then its text is the message's. */
  @Property({ type: 'text', nullable: true })
  ownBody!: string | null;

  @Property({ type: 'text' })
  authorKind!: AuthorKind;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'author_user_id', nullable: true })
  authorUserId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  sourceMessageId!: string | null;

  @Field({ description: 'When it was written.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
