import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MessageTemplate } from '../entities/message-template.entity.js';

/** Input of `upsertMessageTemplate`. */
@InputType({
  description:
    'A template that was approved at the provider, for providers that do not list theirs (see capabilities.listsTemplates).',
})
export class UpsertMessageTemplateInput {
  @Field(() => ID, { description: 'A number of the account that the template belongs to.' })
  channelId!: string;

  @Field({ description: 'Exact name at the provider.' })
  name!: string;

  @Field({ description: 'Exact language code at the provider, such as `en_US`.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'Its category, such as UTILITY.' })
  category?: string | null;

  @Field({
    description:
      'The text of the message with header and footer; variables as `{{1}}` or `{{name}}`, as approved, in the header as `{{header.1}}`.',
  })
  body!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Variables outside the body: `media.image`, `media.video` or `media.document` for a file above it, `button.0` for the end of the URL of the first button, `coupon.0` for a code to copy.',
  })
  otherVariables?: string[] | null;
}

/** Input of `syncMessageTemplates`. */
@InputType({ description: 'The number whose templates are read.' })
export class SyncMessageTemplatesInput {
  @Field(() => ID, { description: 'The number.' })
  channelId!: string;
}

/** Input of `deleteMessageTemplate`. */
@InputType({ description: 'The template to remove.' })
export class DeleteMessageTemplateInput {
  @Field(() => ID, { description: 'The template.' })
  id!: string;
}

/** Payload of `upsertMessageTemplate`. */
@ObjectType({ description: 'Payload of `upsertMessageTemplate`.' })
export class MessageTemplatePayload {
  @Field(() => MessageTemplate, { description: 'The template after the mutation.' })
  template!: object;
}

/** Payload of `syncMessageTemplates`. */
@ObjectType({ description: 'Payload of `syncMessageTemplates`.' })
export class MessageTemplatesPayload {
  @Field(() => [MessageTemplate], { description: 'The current templates of the number.' })
  templates!: readonly object[];
}
