import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MessageTemplate } from '../entities/message-template.entity.js';

/** Input of `upsertMessageTemplate`. */
@InputType({
  description:
    'A template that was approved at the provider, for providers that do not list theirs (see capabilities.listsTemplates).',
})
export class MessageTemplateInput {
  @Field(() => ID, { description: 'A number of the account that the template belongs to.' })
  channelId!: string;

  @Field({ description: 'Its name at the provider, to the letter.' })
  name!: string;

  @Field({ description: "The provider's code of its language, such as `en_US`, to the letter." })
  language!: string;

  @Field(() => String, { nullable: true, description: 'Its category, such as UTILITY.' })
  category?: string | null;

  @Field({
    description:
      'What the person reads, header and footer included, with each variable as `{{1}}` or `{{name}}` as it was approved; one in the header as `{{header.1}}`.',
  })
  body!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Variables that are not in the body: `media.image`, `media.video` or `media.document` for a file above it, `button.0` for the end of the address of the first button, `coupon.0` for a code to copy.',
  })
  otherVariables?: string[] | null;
}

/** Payload of `upsertMessageTemplate` and `deleteMessageTemplate`. */
@ObjectType({ description: 'Answer of `upsertMessageTemplate` and `deleteMessageTemplate`.' })
export class MessageTemplatePayload {
  @Field(() => MessageTemplate, { nullable: true, description: 'The template; null when it was deleted.' })
  template!: object | null;
}

/** Payload of `syncMessageTemplates`. */
@ObjectType({ description: 'Answer of `syncMessageTemplates`.' })
export class MessageTemplatesPayload {
  @Field(() => [MessageTemplate], { description: 'The templates of the number as they are now.' })
  templates!: readonly object[];
}
