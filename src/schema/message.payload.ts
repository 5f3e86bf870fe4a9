import { Field, ObjectType } from 'type-graphql';
import { Message } from '../entities/message.entity.js';

/** Payload of the mutations on a message. */
@ObjectType({ description: 'The message after the mutation.' })
export class MessagePayload {
  @Field(() => Message, { description: 'The message after the mutation.' })
  message!: object;
}
