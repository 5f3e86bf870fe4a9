/** Types of bookings without a table, and the payloads of their mutations. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { Json, Url } from '../domain/scalars.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';

/** A variant of a template. */
@ObjectType('TemplateVariant', {
  description: 'A variant of a template in an A/B test. A contact always gets the same variant.',
})
export class TemplateVariantView {
  @Field({ description: 'Its name.' })
  key!: string;

  @Field(() => Int, { description: 'Weight among all variants.' })
  weight!: number;

  @Field({ description: 'The text with its placeholders.' })
  body!: string;

  @Field(() => Int, { description: 'Number of messages queued with it.' })
  sent!: number;

  @Field(() => Int, { description: 'Number of them that were delivered or read.' })
  delivered!: number;

  @Field(() => Int, { description: 'Number of them that the customer answered within a day.' })
  replied!: number;
}

/** A notice template, the company's own or built in. */
@ObjectType('NotificationTemplate', {
  description: "Template of a notice. A company's custom template replaces the built-in one.",
})
export class NotificationTemplateView {
  @Field(() => ID, {
    description: 'UUID of a custom template; `builtin:KIND:language` for a built-in one.',
  })
  id!: string;

  @Field(() => BookingNotificationKind, { description: 'Kind of the notice.' })
  kind!: BookingNotificationKind;

  @Field(() => String, {
    nullable: true,
    description: 'Only for branches of this business type; null for all.',
  })
  businessType!: string | null;

  @Field({ description: 'BCP 47 language tag.' })
  locale!: string;

  @Field({
    description:
      'The text. Placeholders: {{when}} {{was}} {{became}} {{services}} {{staff}} {{cost}} {{address}} {{client}} {{salon}} {{changes}}. A line with an empty placeholder is omitted.',
  })
  body!: string;

  @Field(() => [TemplateVariantView], {
    description: 'Variants of the template for an A/B test; can be empty.',
  })
  variants!: TemplateVariantView[];

  @Field({ description: 'True if a link to the calendar file is added below the text.' })
  attachCalendarFile!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved template to send instead where the provider accepts no free text; null when there is none, and such notices are FAILED.',
  })
  messageTemplateId!: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'A text for each variable of that template; null without one.',
  })
  templateVariables!: Readonly<Record<string, string>> | null;

  @Field({ description: 'True for a built-in template; it cannot be changed, only replaced.' })
  isBuiltIn!: boolean;
}

/** Preview of a notice. */
@ObjectType({ description: 'The preview of a notice. Nothing is sent.' })
export class NotificationPreview {
  @Field({ description: 'The text as the customer would read it.' })
  text!: string;

  @Field({ description: 'Language of the text.' })
  locale!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the custom template; null for a built-in template or a given text.',
  })
  templateId!: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the variant that this customer gets.' })
  variant!: string | null;
}

/** Payload of the mutations on templates. */
@ObjectType({ description: 'Payload of the mutations on templates.' })
export class NotificationTemplatePayload {
  @Field(() => NotificationTemplateView, { description: 'The template after the mutation.' })
  template!: object;
}

/** Payload of upsertSalon. */
@ObjectType({ description: 'Payload of upsertSalon.' })
export class SalonPayload {
  @Field(() => Salon, { description: 'The branch after the mutation.' })
  salon!: object;
}

/** Payload of the mutations on connections. */
@ObjectType({ description: 'Payload of the mutations on connections to the booking system.' })
export class BookingAccountPayload {
  @Field(() => BookingAccount, { description: 'The connection.' })
  account!: object;

  @Field(() => Url, {
    nullable: true,
    description: 'The webhook URL with its key; shown only once. Null when no key was made.',
  })
  webhookUrl!: string | null;
}

/** Payload of registerBotBooking. */
@ObjectType({ description: 'Payload of registerBotBooking.' })
export class BotBookingPayload {
  @Field({ description: "The booking system's id of the booking that is now registered as the bot's." })
  externalId!: string;
}
