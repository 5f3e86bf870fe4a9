import { Field, InputType, Int } from 'type-graphql';

/** Input of `updateTenantSettings`. */
@InputType({ description: "Changes to the company's settings: absent and null fields stay unchanged." })
export class UpdateTenantSettingsInput {
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
