import { Field, Float, ObjectType } from 'type-graphql';
import { Money } from './money.type.js';

/** A service of a booking, with its prices in the currency of the branch. */
@ObjectType('BookedService', { description: 'A service of a booking.' })
export class BookedServiceView {
  @Field(() => String, { nullable: true, description: "The booking system's id of the service." })
  externalId!: string | null;

  @Field({ description: 'Name of the service.' })
  title!: string;

  @Field(() => Money, { nullable: true, description: 'Price after discounts.' })
  cost!: Money | null;

  @Field(() => Money, { nullable: true, description: 'Price without discounts.' })
  firstCost!: Money | null;

  @Field(() => Float, { nullable: true, description: 'Discount in percent.' })
  discount!: number | null;
}
