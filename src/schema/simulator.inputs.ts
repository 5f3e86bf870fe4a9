/** Inputs of the simulators. */
import { Field, ID, InputType } from 'type-graphql';
import { Fault, SampleFile, SimulatedChange } from '../domain/vocabulary.js';

/** Input of `simulateInbound`. */
@InputType({ description: 'An inbound message to simulate.' })
export class SimulateInboundInput {
  @Field(() => ID, { description: 'The receiving number.' })
  channelId!: string;

  @Field(() => String, { description: 'Phone or messenger address of the sender.' })
  from!: string;

  @Field(() => String, { description: 'Text of the message.' })
  text!: string;

  @Field(() => SampleFile, {
    nullable: true,
    description:
      'A file of the message; the text becomes its caption. CHANNEL_CANNOT on a number whose provider has no files.',
  })
  file?: SampleFile | null;

  @Field(() => [Fault], { nullable: true, description: 'The faults to simulate.' })
  faults?: Fault[] | null;

  @Field(() => SimulatedChange, {
    nullable: true,
    description:
      'Change of `messageId`, instead of a new message. CHANNEL_CANNOT where the provider does not support it.',
  })
  change?: SimulatedChange | null;

  @Field(() => ID, { nullable: true, description: 'The message to change; it must have an externalId.' })
  messageId?: string | null;
}

/** Input of `setSimulatorBehaviour`. */
@InputType({ description: "The simulated provider's faults for one number." })
export class SetSimulatorBehaviourInput {
  @Field(() => ID, { description: 'The number that sends the replies.' })
  channelId!: string;

  @Field(() => [Fault], { description: 'The faults; an empty list removes them.' })
  faults!: Fault[];
}
