/** Who may be whom: suggestions to merge, and why an address is read as it is. */
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';

/** Another contact that may be the same person. */
@ObjectType({
  description:
    'Another contact that may be the same person, where no provider attests it. mergeContacts makes them one.',
})
export class MergeSuggestion {
  @Field(() => ID, { description: 'The same for both contacts of the pair.' })
  id!: string;

  @Field({ description: 'What speaks for it, in words for a person.' })
  reason!: string;

  @Field(() => Float, {
    description: 'How much speaks for it, from 0 to 1; above 0.9 only when a phone says it.',
  })
  score!: number;
}

/** Why an address is read as it is. */
@ObjectType({ description: 'How an address is read, by which rule, and whom it means here.' })
export class IdentityExplanation {
  @Field({ description: 'The address as it was asked for.' })
  raw!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The one form under which every spelling is the same; null for what is no address of a person.',
  })
  canonical!: string | null;

  @Field(() => [String], { description: 'Keys by which the person is found at other addresses.' })
  matchKeys!: readonly string[];

  @Field({ description: 'Name of the rule that was followed, and its sentence.' })
  rule!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Country of the phone, ISO 3166-1 alpha-2; null when there is no phone, or no telling.',
  })
  country!: string | null;

  @Field(() => [Contact], { description: 'Whom the address means here; merged contacts are followed.' })
  candidates!: object[];
}
