import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Message } from './message.entity.js';

/** A file of a message. */
@ObjectType({ description: 'A file of a message.' })
@Entity({ tableName: 'attachments' })
@Index({ name: 'attachments_message_id_idx', properties: ['messageId', 'id'] })
export class Attachment {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Message, { mapToPk: true, fieldName: 'message_id', nullable: true })
  messageId!: string | null;

  @Field({ description: 'MIME type as the provider gave it, parameters included.' })
  @Property({ type: 'text' })
  mimeType!: string;

  @Field(() => String, { nullable: true, description: 'File name, when there is one.' })
  @Property({ type: 'text', nullable: true })
  fileName!: string | null;

  @Field(() => Float, { nullable: true, description: 'Size in bytes, when it is known.' })
  @Property({ type: 'double', nullable: true })
  sizeBytes!: number | null;

  @Field({ description: 'Whether it is a voice note.' })
  @Property({ type: 'boolean', default: false })
  isVoice!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Length of sound or video in seconds, when it is known.',
  })
  @Property({ type: 'double', nullable: true })
  durationSeconds!: number | null;

  /** The provider's link; it can expire. */
  @Property({ type: 'text', nullable: true })
  sourceUrl!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
