import { Field, ID, InputType } from 'type-graphql';

/** Input of updateContact. */
@InputType({ description: 'Changes to a contact: what is absent stays, null clears.' })
export class UpdateContactInput {
  @Field(() => ID, { description: 'The contact.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name, at most 200 characters. It stays when the provider sends another one; null lets the next message fill it again.',
  })
  displayName?: string | null;
}
