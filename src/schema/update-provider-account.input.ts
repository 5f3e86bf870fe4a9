import { Field, ID, InputType } from 'type-graphql';
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
}
