import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';
import { ChannelStatus } from '../domain/vocabulary.js';

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
    description: 'PAUSED stops sending and holds queued messages; ACTIVE sends them in order.',
  })
  status?: ChannelStatus | null;
}
