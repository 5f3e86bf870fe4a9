import { Field, ID, InputType } from 'type-graphql';

/** Arguments of `refetchAttachment`. */
@InputType({ description: 'The file to fetch again.' })
export class RefetchAttachmentInput {
  @Field(() => ID, { description: 'The file, which belongs to a message that came from a provider.' })
  attachmentId!: string;
}
