import { Field, ObjectType } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';

/** Payload of the mutations on accounts at providers. */
@ObjectType({ description: 'Payload of the mutations on accounts at providers.' })
export class ProviderAccountPayload {
  @Field(() => ProviderAccount, { description: 'The account.' })
  account!: Readonly<ProviderAccount>;

  @Field(() => Url, {
    nullable: true,
    description:
      'The URL to enter at the provider, with its secret key. It is shown only once; later, only a new key can be created. Null when the key was not replaced.',
  })
  webhookUrl!: string | null;
}
