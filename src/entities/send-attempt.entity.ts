import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Message } from './message.entity.js';

/** One attempt to send a message to its provider. */
@ObjectType({ description: 'One attempt to send a message to its provider.' })
@Entity({ tableName: 'send_attempts' })
@Unique({ name: 'send_attempts_number_key', properties: ['messageId', 'number'] })
export class SendAttempt {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Message, { mapToPk: true, fieldName: 'message_id' })
  messageId!: string;

  @Field(() => Int, { description: 'Number of the attempt, from 1.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field({ description: 'When the request to the provider started.' })
  @Property({ type: 'timestamptz' })
  startedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When it ended; null while it runs, or when the server stopped meanwhile.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { description: 'STARTED, ACCEPTED, REJECTED, RETRY or UNKNOWN.' })
  @Property({ type: 'text' })
  outcome!: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the response, if any.' })
  @Property({ type: 'integer', nullable: true })
  httpStatus!: number | null;

  @Field(() => String, { nullable: true, description: "The provider's request id, if any." })
  @Property({ type: 'text', nullable: true })
  providerRequestId!: string | null;

  @Field(() => String, { nullable: true, description: 'The error, without secrets.' })
  @Property({ type: 'text', nullable: true })
  error!: string | null;
}
