import { Field, ObjectType } from 'type-graphql';
import { Decimal } from '../domain/scalars.js';

/** An amount of money. */
@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Decimal, { description: 'The amount as decimal text, for exact sums.' })
  amount!: string;

  @Field(() => String, { nullable: true, description: 'ISO 4217; null when not stated.' })
  currency!: string | null;
}
