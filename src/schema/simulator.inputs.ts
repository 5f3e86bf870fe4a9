/** Inputs of the simulators. */
import { Field, ID, InputType } from 'type-graphql';
import { Fault, SampleFile, SimulatedChange, SimulatedKind, SimulatedReceipt } from '../domain/vocabulary.js';

/** Input of `simulateInbound`. */
@InputType({ description: 'An inbound message to simulate.' })
export class SimulateInboundInput {
  @Field(() => ID, { description: 'The receiving number.' })
  channelId!: string;

  @Field(() => String, { description: 'Phone or messenger address of the sender.' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: "The sender's name, where the provider sends one. None by default.",
  })
  senderName?: string | null;

  @Field(() => SimulatedKind, {
    nullable: true,
    description:
      'What is sent; TEXT by default, with `attachmentId` the kind of the file. CHANNEL_CANNOT where the provider does not deliver it; `kinds` of the error lists those that it does.',
  })
  kind?: SimulatedKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text; of other kinds the part that SimulatedKind names. A sample by default.',
  })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A file of your own: an upload of createUpload (purpose MESSAGE), at most 25 MiB, for kinds with a file. A sample by default. The upload stays unused.',
  })
  attachmentId?: string | null;

  @Field(() => [Fault], { nullable: true, description: 'The faults to simulate.' })
  faults?: Fault[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The message that REACTION, EDIT and DELETION change; it must have an externalId.',
  })
  messageId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The message that is quoted; it must have an externalId. CHANNEL_CANNOT where the provider does not deliver quotes.',
  })
  replyToMessageId?: string | null;

  @Field(() => SampleFile, {
    nullable: true,
    description: 'The same as the kind IMAGE or DOCUMENT, which is newer.',
  })
  file?: SampleFile | null;

  @Field(() => SimulatedChange, {
    nullable: true,
    description: 'The same as the kind EDIT, DELETION or REACTION, which is newer.',
  })
  change?: SimulatedChange | null;
}

/** Input of `simulateReceipt`. */
@InputType({ description: "A receipt of a simulated contact's phone." })
export class SimulateReceiptInput {
  @Field(() => ID, { description: 'The number that sent the message.' })
  channelId!: string;

  @Field(() => ID, { description: "The message on the contact's phone: SimulatedPhoneMessage.id." })
  receivedId!: string;

  @Field(() => SimulatedReceipt, { description: 'The receipt.' })
  receipt!: SimulatedReceipt;
}

/** Input of `setSimulatorBehaviour`. */
@InputType({ description: "The simulated provider's faults for one number." })
export class SetSimulatorBehaviourInput {
  @Field(() => ID, { description: 'The number that sends the replies.' })
  channelId!: string;

  @Field(() => [Fault], { description: 'The faults; an empty list removes them.' })
  faults!: Fault[];
}
