import { Field, Int, ObjectType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { Channel } from '../entities/channel.entity.js';

/** Message count of one channel. */
@ObjectType({ description: 'Message counts of one number.' })
export class ChannelCount {
  @Field(() => Channel, { description: 'The number.' })
  channel!: object;

  @Field(() => Int, { description: 'Inbound messages.' })
  inbound!: number;

  @Field(() => Int, { description: 'Outbound messages.' })
  outbound!: number;
}

/** Message count of one status. */
@ObjectType({ description: 'Number of messages with one status.' })
export class StatusCount {
  @Field(() => MessageStatus, { description: 'The status.' })
  status!: MessageStatus;

  @Field(() => Int, { description: 'Current number of messages.' })
  count!: number;
}

/** Statistics about messages; every field has a resolver and is counted only when selected. */
@ObjectType({ description: 'Message statistics. Each is computed only when it is selected.' })
export class MessageStats {
  @Field(() => Int, { description: 'Number of stored messages.' })
  totalMessages!: number;

  @Field(() => Int, { description: 'Number of contacts that sent or received a message.' })
  contactsWithMessages!: number;

  @Field(() => [ChannelCount], {
    description: 'Messages by number and direction; numbers without messages are omitted.',
  })
  byChannel!: ChannelCount[];

  @Field(() => [StatusCount], { description: 'Messages by status; statuses without messages are omitted.' })
  byStatus!: StatusCount[];
}
