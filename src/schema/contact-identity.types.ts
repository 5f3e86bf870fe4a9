/** Contact identity types: merge suggestions, and explanations of addresses. */
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';

/** Another contact that may be the same person. */
@ObjectType({
  description:
    'Another contact that may be the same person, where no provider attests it. mergeContacts merges them.',
})
export class MergeSuggestion {
  @Field(() => ID, { description: 'The same for both contacts of the pair.' })
  id!: string;

  @Field({ description: 'The reason, as text for users.' })
  reason!: string;

  @Field(() => Float, {
    description: 'The likelihood, from 0 to 1; above 0.9 only when a phone matches.',
  })
  score!: number;
}

/** Explanation of how an address is parsed. */
@ObjectType({ description: 'How an address is parsed, by which rule, and which contacts it belongs to.' })
export class IdentityExplanation {
  @Field({ description: 'The address as it was asked for.' })
  raw!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The canonical form, equal for every spelling; null when it is not an address of a person.',
  })
  canonical!: string | null;

  @Field(() => [String], { description: 'Keys by which the person is found at other addresses.' })
  matchKeys!: readonly string[];

  @Field({ description: 'Name of the rule that was applied, and its description.' })
  rule!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Country of the phone, ISO 3166-1 alpha-2; null when there is no phone, or its country is not known.',
  })
  country!: string | null;

  @Field(() => [Contact], {
    description: 'Contacts that the address belongs to; for merged contacts, the one they were merged into.',
  })
  candidates!: object[];
}

/** A merge into a contact. */
@ObjectType({ description: 'A contact that was merged into another one, by whom or by what, and when.' })
export class MergedContact {
  @Field({ description: 'When they were merged.' })
  mergedAt!: Date;
}

/** A contact that holds an address of one of the company's own numbers. */
@ObjectType({
  description:
    'A contact that holds an address of one of your own numbers, from before such addresses were ignored. Two people may have been merged because of it: undo its merges with unmergeContact, and separate addresses with separateAddress.',
})
export class OwnAddressContact {
  @Field(() => Contact, { description: 'The contact.' })
  contact!: object;
}

/** Input of separateAddress. */
@InputType({ description: 'Which address becomes a contact of its own.' })
export class SeparateAddressInput {
  @Field(() => ID, { description: 'The address: an id of Contact.identities.' })
  identityId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the new contact, 200 characters at the most; none when absent.',
  })
  name?: string | null;
}

/** Input of clearOptOut. */
@InputType({ description: 'Which opt-out is cleared, and why.' })
export class ClearOptOutInput {
  @Field(() => ID, { description: 'The address: an id of Contact.identities.' })
  identityId!: string;

  @Field({
    description: 'How the person agreed to get messages again, 1,000 characters at the most; kept as a note.',
  })
  reason!: string;
}
