/** Inputs of the mutations on leads. */
import { Field, ID, InputType } from 'type-graphql';
import { Json, PhoneNumber } from '../domain/scalars.js';
import { MoneyInput } from './money.type.js';

const valueRule =
  'What it is worth: 0 or more, with at most 15 digits before the point and 4 after it, in an ISO 4217 currency.';

/** Input of createLead. */
@InputType({ description: 'A lead to create manually.' })
export class CreateLeadInput {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the lead, and of the contact if it is new; at most 200 characters.',
  })
  name?: string | null;

  @Field(() => PhoneNumber, {
    description: "The contact's phone. Every spelling of a number finds the same contact.",
  })
  phone!: string;

  @Field(() => ID, { description: 'The number of the lead.' })
  channelId!: string;

  @Field(() => ID, { nullable: true, description: 'The topic; counts as set manually.' })
  topicId?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: valueRule })
  value?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'Text of a first note.' })
  note?: string | null;
}

/** Input of updateLead. */
@InputType({ description: 'Changes to a lead: absent fields stay unchanged, null clears a field.' })
export class UpdateLeadInput {
  @Field(() => ID, { description: 'The lead.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The new stage; cannot be cleared.' })
  stageId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The topic, set manually; null lets keywords set it again.',
  })
  topicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The owner.' })
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters.' })
  name?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: valueRule })
  value?: MoneyInput | null;

  @Field(() => Json, {
    nullable: true,
    description: "Values of the company's own fields by key; null clears one, absent keys stay.",
  })
  attributes?: Record<string, unknown> | null;
}
