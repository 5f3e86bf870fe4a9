import { Field, ObjectType } from 'type-graphql';
import { Attachment } from '../entities/attachment.entity.js';

/** Payload of the mutations on files. */
@ObjectType({ description: 'A file after a change.' })
export class AttachmentPayload {
  @Field(() => Attachment, { description: 'The file.' })
  attachment!: Attachment;
}
