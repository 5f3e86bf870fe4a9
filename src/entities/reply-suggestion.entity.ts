import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';
import { Node } from './node.js';

/** A proposed reply; a person sends it, changes it or dismisses it. */
@ObjectType({
  implements: Node,
  description: 'A proposed reply; a person sends it, changes it or dismisses it.',
})
@Entity({ tableName: 'reply_suggestions' })
@Index({ name: 'reply_suggestions_conversation_idx', properties: ['conversationId', 'createdAt'] })
@Index({ name: 'reply_suggestions_tenant_id_idx', properties: ['tenantId', 'id'] })
export class ReplySuggestion {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  @Property({ type: 'uuid' })
  assistantId!: string;

  /** The message that it answers. */
  @Property({ type: 'uuid', nullable: true })
  inReplyToId!: string | null;

  @Field({ description: 'The proposed text.' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => SuggestionStatus, { description: 'Its state.' })
  @Property({ type: 'text' })
  status!: SuggestionStatus;

  /** The topic that the model proposes; applied when the proposal is sent. */
  @Property({ type: 'uuid', nullable: true })
  topicId!: string | null;

  /** The stage of the lead that it proposes, likewise. */
  @Property({ type: 'uuid', nullable: true })
  stageId!: string | null;

  @Field({ description: 'True if the model wants a person to decide; in AUTO it would have handed over.' })
  @Property({ type: 'boolean', default: false })
  asksForPerson!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, in words of the model.' })
  @Property({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the text that was sent differs from the proposed one; null unless USED.',
  })
  @Property({ type: 'boolean', nullable: true })
  isChanged!: boolean | null;

  /** The message that was sent with it. */
  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Field({ description: 'Creation time.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
