/** Inputs of the merges of contacts. */
import { Field, ID, InputType } from 'type-graphql';

/** Input of `mergeContacts`. */
@InputType({ description: 'Two contacts that are one person.' })
export class MergeContactsInput {
  @Field(() => ID, { description: 'The contact to keep.' })
  keepId!: string;

  @Field(() => ID, { description: 'The contact to merge into it.' })
  mergeId!: string;
}

/** Input of `unmergeContact`. */
@InputType({ description: 'The merge to undo.' })
export class UnmergeContactInput {
  @Field(() => ID, { description: 'The contact that was merged.' })
  contactId!: string;
}
