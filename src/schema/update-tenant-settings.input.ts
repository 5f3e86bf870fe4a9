import { Field, InputType, Int } from 'type-graphql';
import { BusinessHoursInput } from './business-hours.types.js';

/** Input of `updateTenantSettings`. */
@InputType({
  description:
    "Changes to the company's settings: absent fields stay unchanged. Null clears currency, business hours, away text, opt-out words and the retention of messages, and is ignored elsewhere.",
})
export class UpdateTenantSettingsInput {
  @Field(() => String, { nullable: true, description: 'Name of the company; 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'BCP 47 language tag for texts that the server writes itself, such as ru.',
  })
  locale?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of amounts without a currency, such as KZT; null removes it.',
  })
  currency?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True if a reply assigns an unassigned conversation to its sender.',
  })
  assignsOnReply?: boolean | null;

  @Field(() => BusinessHoursInput, {
    nullable: true,
    description: 'When the company works; null: always.',
  })
  businessHours?: BusinessHoursInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Text for people who write outside business hours, 1 to 1,000 characters; null: nothing is sent. See TenantSettings.awayText.',
  })
  awayText?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Own opt-out words; replaces the list, null empties it. At most 50 of 40 characters each; case, punctuation and ё do not matter.',
  })
  optOutWords?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 3166-1 alpha-2 code in capitals, such as KZ, for phone numbers written without a country.',
  })
  defaultCountry?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone, such as Asia/Almaty.' })
  timezone?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '0 to 1440: a contact who wrote within this many minutes gets no automatic notice.',
  })
  recentActivityMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: "1 to 24: the company's own reply deadline in hours." })
  replyWindowHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      '1 to 36500: days for which received webhooks are kept, at most WEBHOOK_RETENTION_DAYS of the server.',
  })
  webhookRetentionDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '1 to 36500: days for which messages and notes are kept; null keeps them forever.',
  })
  messageRetentionDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True if users without MANAGE_DESK can read text and files of deleted messages; see TenantSettings.showsDeletedText.',
  })
  showsDeletedText?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True if users without a second factor can only enrol one; it takes effect within a second, for open sockets too.',
  })
  requiresSecondFactor?: boolean | null;
}
