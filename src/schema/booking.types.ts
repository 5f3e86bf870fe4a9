/** Types of bookings without a table, and the payloads of their mutations. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { Json, Url } from '../domain/scalars.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';

/** A variant of a template. */
@ObjectType('TemplateVariant', {
  description: 'One variant of a wording in an A/B test. A person always gets the same one.',
})
export class TemplateVariantView {
  @Field({ description: 'Its name.' })
  key!: string;

  @Field(() => Int, { description: 'Its share among the weights of all variants.' })
  weight!: number;

  @Field({ description: 'The text with its placeholders.' })
  body!: string;

  @Field(() => Int, { description: 'Number of messages queued with it.' })
  sent!: number;

  @Field(() => Int, { description: 'How many of them were delivered or read.' })
  delivered!: number;

  @Field(() => Int, { description: 'How many of them the customer answered within a day.' })
  replied!: number;
}

/** A notice template, the company's own or built in. */
@ObjectType('NotificationTemplate', {
  description: "The wording of a notice. A company's custom wording replaces the built-in one.",
})
export class NotificationTemplateView {
  @Field(() => ID, {
    description: 'UUID of an own wording; `builtin:KIND:language` for one that is built in.',
  })
  id!: string;

  @Field(() => BookingNotificationKind, { description: 'What the notice is about.' })
  kind!: BookingNotificationKind;

  @Field(() => String, { nullable: true, description: 'For branches of this business only; null for all.' })
  businessType!: string | null;

  @Field({ description: 'BCP 47 language tag.' })
  locale!: string;

  @Field({
    description:
      'The text. Placeholders: {{when}} {{was}} {{became}} {{services}} {{staff}} {{cost}} {{address}} {{client}} {{salon}} {{changes}}. A line whose placeholder has nothing to say is left out.',
  })
  body!: string;

  @Field(() => [TemplateVariantView], {
    description: 'Variants of the wording for an A/B test; may be empty.',
  })
  variants!: TemplateVariantView[];

  @Field({ description: 'Whether a link to the calendar file is added below the text.' })
  attachCalendarFile!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved template that is sent instead where the provider accepts no free text; null when there is none, and such notices are FAILED.',
  })
  messageTemplateId!: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'For each variable of that template a wording; null without one.',
  })
  templateVariables!: Readonly<Record<string, string>> | null;

  @Field({ description: 'Whether it comes with the server; then it cannot be changed, only replaced.' })
  isBuiltIn!: boolean;
}

/** Preview of a notice. */
@ObjectType({ description: 'The preview of a notice. Nothing is sent.' })
export class NotificationPreview {
  @Field({ description: 'The text as the customer would read it.' })
  text!: string;

  @Field({ description: 'The language it is in.' })
  locale!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the custom wording; null for a built-in or a given one.',
  })
  templateId!: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the variant that this customer gets.' })
  variant!: string | null;
}

/** Payload of the mutations on templates. */
@ObjectType({ description: 'Answer of the mutations on templates.' })
export class NotificationTemplatePayload {
  @Field(() => NotificationTemplateView, { nullable: true, description: 'The template as it is now.' })
  template!: NotificationTemplateView | null;
}

/** Payload of upsertSalon. */
@ObjectType({ description: 'Answer of upsertSalon.' })
export class SalonPayload {
  @Field(() => Salon, { nullable: true, description: 'The branch as it is now.' })
  salon!: object | null;
}

/** Payload of the mutations on connections. */
@ObjectType({ description: 'Answer of the mutations on connections to the booking system.' })
export class BookingAccountPayload {
  @Field(() => BookingAccount, { nullable: true, description: 'The connection.' })
  account!: object | null;

  @Field(() => Url, { nullable: true, description: 'The webhook URL with its key; shown this once.' })
  webhookUrl!: string | null;
}

/** Payload of registerBotBooking. */
@ObjectType({ description: 'Answer of registerBotBooking.' })
export class BotBookingPayload {
  @Field({ description: "The booking system's id of the booking that is now registered as the bot's." })
  externalId!: string;
}
