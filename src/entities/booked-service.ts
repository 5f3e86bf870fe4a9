import { Field, Float, ObjectType } from 'type-graphql';

/** A service of a booking; stored within the booking's row. */
@ObjectType({ description: 'A service of a booking.' })
export class BookedService {
  @Field(() => String, { nullable: true, description: "The booking system's id of the service." })
  externalId!: string | null;

  @Field({ description: 'Name of the service.' })
  title!: string;

  @Field(() => Float, { nullable: true, description: 'Price after discounts.' })
  cost!: number | null;

  @Field(() => Float, { nullable: true, description: 'Price without discounts.' })
  firstCost!: number | null;

  @Field(() => Float, { nullable: true, description: 'Discount in percent.' })
  discount!: number | null;
}
