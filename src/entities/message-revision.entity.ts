import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Message } from './message.entity.js';

/** Text of a message before an edit. */
@ObjectType({ description: "An earlier version of a message's text." })
@Entity({ tableName: 'message_revisions' })
@Index({ name: 'message_revisions_message_id_idx', properties: ['messageId', 'replacedAt', 'id'] })
export class MessageRevision {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Message, { mapToPk: true, fieldName: 'message_id', deleteRule: 'cascade' })
  messageId!: string;

  @Field(() => String, { nullable: true, description: 'The text; null when there was none.' })
  @Property({ type: 'text', nullable: true })
  text!: string | null;

  @Field({ description: "When it was replaced, by the sender's clock." })
  @Property({ type: 'timestamptz' })
  replacedAt!: Date;

  /** The ledger row of the edit. */
  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;
}
