import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';

/** Input of `createChannel`. */
@InputType({ description: 'A number to add to an account.' })
export class CreateChannelInput {
  @Field(() => ID, { description: 'The provider account that the number belongs to.' })
  accountId!: string;

  @Field({
    description:
      "The provider's id of the number, exactly as in its webhooks: instance_id, idInstance, proxyAddress or businessPhoneNumber. Unique in the account; it cannot be changed later.",
  })
  externalId!: string;

  @Field({ description: 'Display name of the number; 1 to 200 characters.' })
  displayName!: string;

  @Field(() => PhoneNumber, { nullable: true, description: 'The phone number, if known.' })
  phoneNumber?: string | null;
}
