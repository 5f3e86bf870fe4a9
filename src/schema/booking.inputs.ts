/** Inputs of the mutations on bookings. */
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { Json, PhoneNumber, Url } from '../domain/scalars.js';

/** Input of connectBookings. */
@InputType({
  description:
    'A connection to YClients. Without the two tokens, changed records are not pulled, so a lost webhook is not recovered.',
})
export class ConnectBookingsInput {
  @Field(() => String, { nullable: true, description: 'Name of the connection among colleagues.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'When given, every webhook must carry the HMAC-SHA256 of its body under this secret. YClients itself signs nothing.',
  })
  webhookSecret?: string | null;

  @Field(() => String, { nullable: true, description: "The partner's token for the API." })
  partnerToken?: string | null;

  @Field(() => String, { nullable: true, description: "The user's token for the API." })
  userToken?: string | null;

  @Field(() => Url, { nullable: true, description: "Base URL of another API, such as Altegio's." })
  apiBaseUrl?: string | null;
}

/** Input of upsertSalon. */
@InputType({
  description:
    'A branch to add or change: an absent field stays as it is or gets its default; null clears it.',
})
export class SalonInput {
  @Field({ description: "The booking system's company_id: says which branch it is." })
  companyId!: string;

  @Field(() => ID, { nullable: true, description: 'The connection; the oldest when absent.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Its name; the company's at first." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "IANA time zone; the company's at first." })
  timezone?: string | null;

  @Field(() => String, { nullable: true, description: "Language of its notices; null for the company's." })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: "ISO 4217 code; the country's at first." })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'What sort of business it is, such as barbershop.' })
  businessType?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is, as customers read it.' })
  address?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The number that its notices are sent from, and no other.',
  })
  noticeChannelId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Changes within this many seconds become one notice: 0 to 3600, 60 at first.',
  })
  groupingSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "A customer who wrote within this many minutes gets no notice; null for the company's setting.",
  })
  recentActivityMinutes?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: "Texts in a comment that mark a booking as the bot's.",
  })
  botCommentMarkers?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether customers get notices about later changes of bookings made by the bot.',
  })
  tellsChangesOfBotBookings?: boolean | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Hours before the visit at which to remind: 1 to 720 each.',
  })
  reminderHours?: number[] | null;
}

/** Input of upsertNotificationTemplate. */
@InputType({ description: 'A wording to add or change. Placeholders: see NotificationTemplate.body.' })
export class NotificationTemplateInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The wording to change; without it, the one of this kind, locale and business type.',
  })
  id?: string | null;

  @Field(() => BookingNotificationKind, { description: 'What the notice is about.' })
  kind!: BookingNotificationKind;

  @Field({ description: 'BCP 47 language tag.' })
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: 'For branches of this business only; for all when absent.',
  })
  businessType?: string | null;

  @Field({ description: 'The text with its placeholders, at most 2,000 characters.' })
  body!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a link to the calendar file is added below the text.',
  })
  attachCalendarFile?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved template (`messageTemplates` of the number that notices leave from) that is sent instead to people outside the reply window, who never wrote or wrote too long ago. Null removes it; absent, it stays.',
  })
  messageTemplateId?: string | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'With `messageTemplateId`: for each of its variables a wording with the placeholders of notices, such as {"1": "{{client}}", "2": "{{when}}"}.',
  })
  templateVariables?: unknown;
}

/** Input of upsertTemplateVariant. */
@InputType({ description: 'A variant of a wording, for an A/B test.' })
export class TemplateVariantInput {
  @Field(() => ID, { description: 'The template; a built-in one must first be saved as a custom one.' })
  templateId!: string;

  @Field({ description: 'Its name, such as A; at most 40 characters.' })
  key!: string;

  @Field(() => Int, {
    description: 'Its share among the weights of all variants: 0 to 1000; 0 switches it off.',
  })
  weight!: number;

  @Field({ description: 'The text with its placeholders.' })
  body!: string;
}

/** Input of notificationPreview. */
@InputType({ description: 'Which notice to show.' })
export class NotificationPreviewInput {
  @Field(() => BookingNotificationKind, { description: 'What the notice is about.' })
  kind!: BookingNotificationKind;

  @Field(() => String, { nullable: true, description: "The language; the branch's when absent." })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: "The sort of business; the branch's when absent." })
  businessType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A wording that is not stored; the stored one when absent.',
  })
  body?: string | null;

  @Field(() => ID, { nullable: true, description: 'The booking to show it for; an example when absent.' })
  bookingId?: string | null;
}

/** Input of simulateBooking. */
@InputType({ description: "An event to simulate. Its booking is tomorrow at 14:00 by the branch's clock." })
export class BookingSimulation {
  @Field(() => PhoneNumber, { description: "The customer's phone. The message is really sent." })
  phone!: string;

  @Field(() => BookingNotificationKind, { description: 'What happens: CREATED, UPDATED or CANCELLED.' })
  eventType!: BookingNotificationKind;

  @Field(() => String, { nullable: true, description: 'The service.' })
  service?: string | null;

  @Field(() => String, { nullable: true, description: 'Who does it.' })
  master?: string | null;

  @Field(() => Float, { nullable: true, description: 'What it costs.' })
  cost?: number | null;
}
