import { Field, ObjectType } from 'type-graphql';
import { Channel } from '../entities/channel.entity.js';

/** Payload of the mutations that change a channel. */
@ObjectType({ description: 'Payload of the mutations that change a channel.' })
export class ChannelPayload {
  @Field(() => Channel, { description: 'The channel after the mutation.' })
  channel!: Readonly<Omit<Channel, 'createdAt'>>;
}
