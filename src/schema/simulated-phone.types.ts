/** The phone of a simulated contact. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Fault, SimulatedKind, SimulatedReceipt } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';

/** A message on the phone. */
@ObjectType({ description: "A message on a simulated contact's phone, as the provider delivered it." })
export class SimulatedPhoneMessage {
  @Field(() => ID, { description: 'Of the simulator; for simulateReceipt.' })
  id!: string;

  @Field(() => Date, { description: 'When the provider accepted it.' })
  receivedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Its text, or the caption of its file.' })
  text!: string | null;

  @Field({ description: 'True if it has a file.' })
  hasFile!: boolean;

  @Field(() => String, { nullable: true, description: 'Name of the template, if it is one.' })
  template!: string | null;

  @Field(() => Message, {
    nullable: true,
    description:
      'The same message on this server, with its state; null when it is not known, as where the provider returns no id.',
  })
  message!: object | null;
}

/** The phone and what its provider can do. */
@ObjectType({
  description: 'The phone of a simulated contact, and what the provider of the number delivers.',
})
export class SimulatedPhone {
  @Field(() => [SimulatedKind], { description: 'What the contact can send to this number.' })
  kinds!: readonly SimulatedKind[];

  @Field({ description: 'True if messages of the contact can quote.' })
  quotes!: boolean;

  @Field(() => [SimulatedReceipt], { description: 'The receipts that the provider reports.' })
  receipts!: readonly SimulatedReceipt[];

  @Field(() => [Fault], { description: 'The faults of replies from this number: setSimulatorBehaviour.' })
  faults!: readonly Fault[];

  @Field(() => [SimulatedPhoneMessage], {
    description:
      'What the contact received from this number since the server was started: the newest 50, oldest first.',
  })
  messages!: readonly SimulatedPhoneMessage[];
}
