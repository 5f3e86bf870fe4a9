/** Contact identity types: merge suggestions, and explanations of addresses. */
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';

/** Another contact that may be the same person. */
@ObjectType({
  description:
    "Another contact that may be the same person, without a provider's attestation. mergeContacts merges them.",
})
export class MergeSuggestion {
  @Field(() => ID, { description: 'Id of the pair; the same for both of its contacts.' })
  id!: string;

  @Field({ description: 'The reason, as text for users.' })
  reason!: string;

  @Field(() => Float, {
    description: 'The likelihood, from 0 to 1; above 0.9 only when a phone matches.',
  })
  score!: number;
}

/** Explanation of how an address is parsed. */
@ObjectType({
  description: 'Explanation of an address: its canonical form, the applied rule, and its contacts.',
})
export class IdentityExplanation {
  @Field({ description: 'The address as requested.' })
  raw!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The canonical form, equal for every spelling; null when it is not an address of a contact.',
  })
  canonical!: string | null;

  @Field(() => [String], { description: 'Keys that find the same contact by other addresses.' })
  matchKeys!: readonly string[];

  @Field({ description: 'Name and description of the applied rule.' })
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
@ObjectType({ description: 'A merge of a contact into another one: its author or source, and its time.' })
export class MergedContact {
  @Field({ description: 'When they were merged.' })
  mergedAt!: Date;
}

/** A contact that holds an address of one of the company's own numbers. */
@ObjectType({
  description:
    'A contact with an address of one of your own numbers, created before such addresses were ignored. Two people may have been merged because of it: undo its merges with unmergeContact, and separate addresses with separateAddress.',
})
export class OwnAddressContact {
  @Field(() => Contact, { description: 'The contact.' })
  contact!: object;
}

/** Input of separateAddress. */
@InputType({ description: 'The address to move to a new contact.' })
export class SeparateAddressInput {
  @Field(() => ID, { description: 'The address: an id of Contact.identities.' })
  identityId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the new contact, at most 200 characters; default: none.',
  })
  name?: string | null;
}

/** Input of clearOptOut. */
@InputType({ description: 'The opt-out to clear, and the reason.' })
export class ClearOptOutInput {
  @Field(() => ID, { description: 'The address: an id of Contact.identities.' })
  identityId!: string;

  @Field({
    description:
      'How the contact agreed to receive messages again, at most 1,000 characters; stored as a note.',
  })
  reason!: string;
}
