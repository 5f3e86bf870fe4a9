/** Inputs of the mutations on leads. */
import { Field, ID, InputType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';

/** Input of createLead. */
@InputType({ description: 'A lead to create manually.' })
export class CreateLeadInput {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the case, and of the person when they are new; at most 200 characters.',
  })
  name?: string | null;

  @Field(() => PhoneNumber, {
    description: "The person's phone. Every spelling of one number is the same person.",
  })
  phone!: string;

  @Field(() => ID, { description: 'The number that the lead is bound to.' })
  channelId!: string;

  @Field(() => ID, { nullable: true, description: 'What it is about; counts as set manually.' })
  topicId?: string | null;

  @Field(() => String, { nullable: true, description: 'A first remark.' })
  note?: string | null;
}

/** Input of updateLead. */
@InputType({ description: 'Changes to a lead: an absent field stays as it is, null clears it.' })
export class UpdateLeadInput {
  @Field(() => ID, { description: 'The lead.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The step to move it to; cannot be cleared.' })
  stageId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The topic, set manually; null lets keywords set it again.',
  })
  topicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The user who owns it.' })
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters.' })
  name?: string | null;
}
