import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { CannedReply } from './canned-reply.entity.js';
import { Message } from './message.entity.js';
import { Node } from './node.js';

/**
 * A file of a message, or a file without a message (`messageId` is null then): an upload that waits for its
 * message, a file of a canned reply, a file to import, a file that a job has written.
 *
 * A trigger in the migration adds the job that fetches the bytes of an inbound file; the mapper cannot express it.
 */
@ObjectType({ implements: Node, description: 'A file of a message.' })
@Entity({ tableName: 'attachments' })
@Index({ name: 'attachments_message_id_idx', properties: ['messageId', 'id'] })
@Index({
  name: 'attachments_pending_idx',
  expression:
    'create index "attachments_pending_idx" on "attachments" ("id") where "state" = \'PENDING\' and "message_id" is not null',
})
@Index({
  name: 'attachments_canned_reply_idx',
  expression:
    'create index "attachments_canned_reply_idx" on "attachments" ("canned_reply_id") where "canned_reply_id" is not null',
})
@Index({
  name: 'attachments_unattached_idx',
  expression:
    'create index "attachments_unattached_idx" on "attachments" ("tenant_id", "created_at") where "message_id" is null',
})
export class Attachment {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Message, { mapToPk: true, fieldName: 'message_id', nullable: true })
  messageId!: string | null;

  /** The canned reply that keeps the file. */
  @ManyToOne(() => CannedReply, { mapToPk: true, fieldName: 'canned_reply_id', nullable: true })
  cannedReplyId!: string | null;

  @Field({ description: 'MIME type as the provider sent it, parameters included.' })
  @Property({ type: 'text' })
  mimeType!: string;

  @Field(() => String, { nullable: true, description: 'File name, if any.' })
  @Property({ type: 'text', nullable: true })
  fileName!: string | null;

  @Property({ type: 'double', nullable: true })
  sizeBytes!: number | null;

  @Field({ description: 'True for a voice note.' })
  @Property({ type: 'boolean', default: false })
  isVoice!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Duration of audio or video in seconds: as the provider says, else as the bytes show; null when neither is known.',
  })
  @Property({ type: 'double', nullable: true })
  durationSeconds!: number | null;

  /** The provider's URL; it can expire. */
  @Property({ type: 'text', nullable: true })
  sourceUrl!: string | null;

  /** The provider's id of the file, or `inline:…` for bytes inside the webhook. */
  @Property({ type: 'text', nullable: true })
  mediaId!: string | null;

  @Field(() => AttachmentState, { description: 'Storage state of its bytes.' })
  @Property({ type: 'text', default: AttachmentState.PENDING })
  state!: AttachmentState;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why the bytes are not stored; null without one.',
  })
  @Property({ type: 'text', nullable: true })
  stateReason!: string | null;

  /** The type detected from the bytes; it is served. Null until they are stored. */
  @Property({ type: 'text', nullable: true })
  contentType!: string | null;

  /** SHA-256 of the stored bytes, hex. */
  @Property({ type: 'text', nullable: true })
  sha256!: string | null;

  /** Key of the bytes in the storage; null until they are stored. */
  @Property({ type: 'text', nullable: true })
  storageKey!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Width in pixels of a picture as it is shown, known when it is STORED. Null for other files, and for a picture that cannot be read.',
  })
  @Property({ type: 'integer', nullable: true })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels, like `width`.' })
  @Property({ type: 'integer', nullable: true })
  height!: number | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Loudness of a sound from 0 to 100 over its length, 64 values at most, known when it is STORED. Null for other files, for codecs other than Opus in Ogg and MP3, and for long recordings.',
  })
  @Property({ type: 'array', columnType: 'smallint[]', runtimeType: 'any', nullable: true })
  waveform!: number[] | null;

  /** Key of the small picture in the storage; null without one. */
  @Property({ type: 'text', nullable: true })
  thumbnailKey!: string | null;

  @Property({ type: 'integer', nullable: true })
  thumbnailBytes!: number | null;

  @Property({ type: 'text', default: FilePurpose.MESSAGE })
  purpose!: FilePurpose;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
