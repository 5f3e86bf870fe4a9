import { Field, ID, InputType, Int } from 'type-graphql';
import { Json } from '../domain/scalars.js';

/** Input of `updateProviderAccount`. */
@InputType({ description: 'Changes to an account at a provider; absent and null fields stay unchanged.' })
export class UpdateProviderAccountInput {
  @Field(() => ID, { description: 'The provider account.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Display name of the account; 1 to 200 characters.',
  })
  name?: string | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'An object with only the fields to change, named as in `ConnectProviderInput.credentials`; null removes an optional field, others are kept. A field that is an object itself is replaced as a whole. The fields must stay those of the same account at the provider.',
  })
  credentials?: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: replaces the webhook key, like `rotateWebhookKey`; the payload has the new URL. The old URL is refused with 401 within a second.',
  })
  rotateWebhookKey?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: credentials are also stored when the provider could not be asked about them; refused ones never are.',
  })
  acceptUnchecked?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Hours, 0 to 72, for which webhooks signed with a replaced auth token are still accepted; default 24. Only where the provider allows two tokens at once (Twilio's `authToken`).",
  })
  overlapHours?: number | null;
}
