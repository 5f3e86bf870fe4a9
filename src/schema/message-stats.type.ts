import { Field, Int, ObjectType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { Channel } from '../entities/channel.entity.js';

/** Message count of one channel. */
@ObjectType({ description: 'How many messages one number carried.' })
export class ChannelCount {
  @Field(() => Channel, { description: 'The number.' })
  channel!: object;

  @Field(() => Int, { description: 'Inbound messages.' })
  inbound!: number;

  @Field(() => Int, { description: 'Outbound messages.' })
  outbound!: number;
}

/** Message count of one status. */
@ObjectType({ description: 'How many messages have one status.' })
export class StatusCount {
  @Field(() => MessageStatus, { description: 'The status.' })
  status!: MessageStatus;

  @Field(() => Int, { description: 'How many messages have it now.' })
  count!: number;
}

/** Statistics about messages; every field has a resolver and is counted only when selected. */
@ObjectType({ description: 'Statistics about messages. Each is computed when it is requested.' })
export class MessageStats {
  @Field(() => Int, { description: 'How many messages were stored.' })
  totalMessages!: number;

  @Field(() => Int, { description: 'How many people wrote or were written to.' })
  contactsWithMessages!: number;

  @Field(() => [ChannelCount], {
    description: 'Messages by number and direction; numbers without any are left out.',
  })
  byChannel!: ChannelCount[];

  @Field(() => [StatusCount], { description: 'Messages by status; statuses without any are left out.' })
  byStatus!: StatusCount[];
}
