import { Field, ObjectType } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { Attachment } from '../entities/attachment.entity.js';

/** Payload of `createUpload`. */
@ObjectType({ description: 'An upload.' })
export class UploadPayload {
  @Field(() => Url, {
    description:
      'URL to PUT the bytes to, within an hour; no other credential is needed. It responds 204 when they are stored.',
  })
  uploadUrl!: string;

  @Field(() => Attachment, {
    description: 'The file: pass its id to `sendReply` within a day, once it is STORED.',
  })
  attachment!: Attachment;
}
