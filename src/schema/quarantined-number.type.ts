import { Field, Int, ObjectType } from 'type-graphql';

/** A number without a channel, of which webhooks wait. */
@ObjectType({
  description:
    'An unknown number of one of your accounts, of which webhooks are QUARANTINED. Create it with createChannel, or assign its events with resolveQuarantined.',
})
export class QuarantinedNumber {
  @Field(() => String, {
    nullable: true,
    description:
      "The provider's id of the number, for CreateChannelInput.externalId; null when the requests name none.",
  })
  externalId!: string | null;

  @Field(() => Int, { description: 'Number of waiting entries, of the newest 10,000 of the company.' })
  count!: number;

  @Field({ description: 'When the first of them arrived.' })
  firstAt!: Date;

  @Field({ description: 'When the latest of them arrived.' })
  lastAt!: Date;

  /** Read by the resolvers of the fields. */
  accountId!: string;
  firstEventId!: string;
  firstText!: string | null;
  firstSender!: string | null;
}
