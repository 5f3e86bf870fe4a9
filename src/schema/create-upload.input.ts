import { Field, InputType, Int } from 'type-graphql';

/** Input of `createUpload`. */
@InputType({ description: 'The file to upload.' })
export class CreateUploadInput {
  @Field(() => String, { description: 'File name for the recipient, without folders.' })
  fileName!: string;

  @Field(() => String, {
    description: 'The type of the file, such as image/jpeg; its bytes must be of this type.',
  })
  mimeType!: string;

  @Field(() => Int, { description: 'The exact size of the file in bytes.' })
  sizeBytes!: number;
}
