import { Field, Float, ObjectType } from 'type-graphql';

/** A service of a booking; stored within the booking's row. */
@ObjectType({ description: 'A service of a booking.' })
export class BookedService {
  @Field(() => String, { nullable: true, description: "The booking system's id of the service." })
  externalId!: string | null;

  @Field({ description: 'What it is called.' })
  title!: string;

  @Field(() => Float, { nullable: true, description: 'What it costs after discounts.' })
  cost!: number | null;

  @Field(() => Float, { nullable: true, description: 'What it costs without discounts.' })
  firstCost!: number | null;

  @Field(() => Float, { nullable: true, description: 'Discount in percent.' })
  discount!: number | null;
}
