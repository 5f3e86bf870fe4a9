import { Field, Int, ObjectType } from 'type-graphql';

/** How a number stands. */
@ObjectType({ description: 'How a number stands with its provider, and what waits in it.' })
export class ChannelHealth {
  @Field(() => Date, {
    nullable: true,
    description: 'When the provider last told the state; null when it never did.',
  })
  checkedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The provider's own word for the state." })
  state!: string | null;

  @Field(() => Int, { description: 'Messages that wait to be handed over.' })
  outboxDepth!: number;

  @Field(() => Date, { nullable: true, description: 'Since when the oldest of them waits.' })
  oldestQueuedAt!: Date | null;

  @Field(() => Int, { description: 'Messages for which it is not known whether the provider accepted them.' })
  unknownCount!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'What is wrong with the number, when something is: its status, why its provider refused the last message, and what its provider warns of (quality, limits, restrictions, violations). A warning goes when the provider takes it back, or when it ends by itself.',
  })
  error!: string | null;
}
