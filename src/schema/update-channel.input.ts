import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { BusinessHoursInput } from './business-hours.types.js';

/** Input of `updateChannel`. */
@InputType({ description: 'Changes to a number; absent fields stay unchanged.' })
export class UpdateChannelInput {
  @Field(() => ID, { description: 'The channel.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Display name of the number; 1 to 200 characters.',
  })
  displayName?: string | null;

  @Field(() => PhoneNumber, { nullable: true, description: 'The phone number; null removes it.' })
  phoneNumber?: string | null;

  @Field(() => ChannelStatus, {
    nullable: true,
    description:
      'PAUSED stops sending and holds queued messages; ARCHIVED also ignores webhooks; ACTIVE sends what was held, in order. CONFLICT for a number of a disconnected account that is to leave ARCHIVED.',
  })
  status?: ChannelStatus | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True makes it the default of its account, for requests without a number, in place of the former one. False is refused.',
  })
  isDefault?: boolean | null;

  @Field(() => BusinessHoursInput, {
    nullable: true,
    description: "Its own business hours; null: the company's.",
  })
  businessHours?: BusinessHoursInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Its own away text, 1 to 1,000 characters; null: the company's. See TenantSettings.awayText.",
  })
  awayText?: string | null;
}
