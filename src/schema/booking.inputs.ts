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
  @Field(() => String, { nullable: true, description: 'Display name of the connection.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'If set, every webhook must have the HMAC-SHA256 of its body under this secret. YClients itself does not sign webhooks.',
  })
  webhookSecret?: string | null;

  @Field(() => String, { nullable: true, description: "The partner's token for the API." })
  partnerToken?: string | null;

  @Field(() => String, { nullable: true, description: "The user's token for the API." })
  userToken?: string | null;

  @Field(() => Url, { nullable: true, description: "Base URL of another API, such as Altegio's." })
  apiBaseUrl?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A disconnected connection to connect again, with its branches and bookings; without it a new one is created.',
  })
  accountId?: string | null;
}

/** Input of updateBookingAccount. */
@InputType({
  description: 'Changes to a connection: absent fields stay unchanged, null removes a token, secret or URL.',
})
export class UpdateBookingAccountInput {
  @Field(() => ID, { description: 'The connection.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Display name of the connection; null is ignored.' })
  name?: string | null;

  @Field(() => Url, { nullable: true, description: "Base URL of another API, such as Altegio's." })
  apiBaseUrl?: string | null;

  @Field(() => String, { nullable: true, description: "The partner's token for the API." })
  partnerToken?: string | null;

  @Field(() => String, { nullable: true, description: "The user's token for the API." })
  userToken?: string | null;

  @Field(() => String, { nullable: true, description: 'The secret that webhooks must be signed with.' })
  webhookSecret?: string | null;
}

/** Input of disconnectBookings. */
@InputType({ description: 'A connection to disconnect.' })
export class DisconnectBookingsInput {
  @Field(() => ID, { description: 'The connection.' })
  accountId!: string;
}

/** Input of upsertSalon. */
@InputType({
  description:
    'A branch to add or change: an absent field stays unchanged or gets its default; null clears it.',
})
export class UpsertSalonInput {
  @Field({ description: "The booking system's company_id; identifies the branch." })
  companyId!: string;

  @Field(() => ID, { nullable: true, description: 'The connection; default: the oldest.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the branch; default: the company's." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "IANA time zone; default: the company's." })
  timezone?: string | null;

  @Field(() => String, { nullable: true, description: "Language of its notices; null for the company's." })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: "ISO 4217 code; default: the country's currency." })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'Business type, such as barbershop.' })
  businessType?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the branch, as shown to customers.' })
  address?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The only number that sends its notices.',
  })
  noticeChannelId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Changes within this many seconds are combined into one notice: 0 to 3600, default 60.',
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

  @Field(() => [String], {
    nullable: true,
    description: 'Users of the booking system that only bots are, by created_user_id; null for none.',
  })
  botUserIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to notify customers of later changes of bookings made by the bot.',
  })
  tellsChangesOfBotBookings?: boolean | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Reminder times in hours before the visit: 1 to 720 each.',
  })
  reminderHours?: number[] | null;
}

/** Input of upsertNotificationTemplate. */
@InputType({
  description: 'A notice template to add or change. Placeholders: see NotificationTemplate.body.',
})
export class UpsertNotificationTemplateInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The template to change; default: the one of this kind, locale and business type.',
  })
  id?: string | null;

  @Field(() => BookingNotificationKind, { description: 'Kind of the notice.' })
  kind!: BookingNotificationKind;

  @Field({ description: 'BCP 47 language tag.' })
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Only for branches of this business type; default: all.',
  })
  businessType?: string | null;

  @Field({ description: 'The text with its placeholders, at most 2,000 characters.' })
  body!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to add a link to the calendar file below the text.',
  })
  attachCalendarFile?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved template (`messageTemplates` of the number that sends the notices) to send instead to contacts outside the reply window, who never wrote or wrote too long ago. Null removes it; if absent, it stays unchanged.',
  })
  messageTemplateId?: string | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'With `messageTemplateId`: a text with notice placeholders for each of its variables, such as {"1": "{{client}}", "2": "{{when}}"}.',
  })
  templateVariables?: unknown;
}

/** Input of upsertTemplateVariant. */
@InputType({ description: 'A variant of a template, for an A/B test.' })
export class UpsertTemplateVariantInput {
  @Field(() => ID, { description: 'The template; a built-in one must first be saved as a custom one.' })
  templateId!: string;

  @Field({ description: 'Its name, such as A; at most 40 characters.' })
  key!: string;

  @Field(() => Int, {
    description: 'Weight among all variants: 0 to 1000; 0 disables it.',
  })
  weight!: number;

  @Field({ description: 'The text with its placeholders.' })
  body!: string;
}

/** Input of notificationPreview. */
@InputType({ description: 'The notice to preview.' })
export class NotificationPreviewInput {
  @Field(() => BookingNotificationKind, { description: 'Kind of the notice.' })
  kind!: BookingNotificationKind;

  @Field(() => String, { nullable: true, description: "The language; default: the branch's." })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: "The business type; default: the branch's." })
  businessType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A text that is not stored; default: the stored template.',
  })
  body?: string | null;

  @Field(() => ID, { nullable: true, description: 'The booking to preview; default: an example.' })
  bookingId?: string | null;
}

/** Input of simulateBooking. */
@InputType({
  description: "An event to simulate. Its booking is tomorrow at 14:00 in the branch's time zone.",
})
export class SimulateBookingInput {
  @Field(() => PhoneNumber, { description: "The customer's phone. A real message is sent." })
  phone!: string;

  @Field(() => BookingNotificationKind, { description: 'Event type: CREATED, UPDATED or CANCELLED.' })
  eventType!: BookingNotificationKind;

  @Field(() => String, { nullable: true, description: 'The service.' })
  service?: string | null;

  @Field(() => String, { nullable: true, description: 'Staff member.' })
  master?: string | null;

  @Field(() => Float, { nullable: true, description: 'Price.' })
  cost?: number | null;
}

/** Input of `rotateBookingsKey`. */
@InputType({ description: 'The connection that gets a new webhook key.' })
export class RotateBookingsKeyInput {
  @Field(() => ID, { description: 'The connection.' })
  accountId!: string;
}

/** Input of `registerBotBooking`. */
@InputType({ description: "A booking that the company's own bot made." })
export class RegisterBotBookingInput {
  @Field(() => String, { description: "The booking system's company_id." })
  companyId!: string;

  @Field(() => String, { description: "The booking system's id of the booking." })
  externalId!: string;
}
