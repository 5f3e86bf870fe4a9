import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal } from '../domain/scalars.js';

/** An amount of money. */
@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Decimal, { description: 'The amount as decimal text, for exact sums.' })
  amount!: string;

  @Field(() => String, { nullable: true, description: 'ISO 4217; null when not stated.' })
  currency!: string | null;
}

/** An amount of money in an input. */
@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => Decimal, { description: 'The amount as decimal text; it is kept exactly.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217, in capitals, such as KZT.' })
  currency!: string;
}
