import { Field, InputType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { ProviderKind } from '../domain/vocabulary.js';

/** Input of `connectProvider`. */
@InputType({ description: 'An account at a provider to connect.' })
export class ConnectProviderInput {
  @Field(() => ProviderKind, { description: 'The vendor.' })
  kind!: ProviderKind;

  @Field({ description: 'Name of the account among colleagues; 1 to 200 characters.' })
  name!: string;

  @Field(() => Json, {
    description:
      "An object with the vendor's credentials and settings; ChatFlow: `apiToken`, `instanceId` (the number that the default channel sends from), `baseUrl`. Faults are named in the error; values are encrypted and never come out again.",
  })
  credentials!: unknown;
}
