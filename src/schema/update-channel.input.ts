import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';
import { ChannelStatus } from '../domain/vocabulary.js';

/** Input of `updateChannel`. */
@InputType({ description: 'What to change of a number; a field that is left out stays as it is.' })
export class UpdateChannelInput {
  @Field(() => ID, { description: 'The channel.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the number among colleagues; 1 to 200 characters.',
  })
  displayName?: string | null;

  @Field(() => PhoneNumber, { nullable: true, description: 'The number itself; null removes it.' })
  phoneNumber?: string | null;

  @Field(() => ChannelStatus, {
    nullable: true,
    description: 'PAUSED stops sending and holds queued messages; ACTIVE sends them in order.',
  })
  status?: ChannelStatus | null;
}
