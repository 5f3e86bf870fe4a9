import { Field, InputType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { ProviderKind } from '../domain/vocabulary.js';
import { listProviders } from '../providers/registry.js';

/** The credential fields of every vendor; optional ones have a question mark. */
const fields = listProviders()
  .map(({ kind, credentialFields }) => {
    const names = Object.entries(credentialFields).map(
      ([name, { isRequired }]) => `\`${name}${isRequired ? '' : '?'}\``,
    );
    return `${kind}: ${names.join(', ')}`;
  })
  .join('; ');

/** Input of `connectProvider`. */
@InputType({ description: 'An account at a provider to connect.' })
export class ConnectProviderInput {
  @Field(() => ProviderKind, { description: 'The vendor.' })
  kind!: ProviderKind;

  @Field({ description: 'Display name of the account; 1 to 200 characters.' })
  name!: string;

  @Field(() => Json, {
    description: `An object with the vendor's credentials and settings, as its set-up guide explains them (a question mark means optional). ${fields}. The error names invalid fields; values are encrypted and never returned.`,
  })
  credentials!: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: credentials are also stored when the provider could not be asked about them; refused ones never are.',
  })
  acceptUnchecked?: boolean | null;
}
