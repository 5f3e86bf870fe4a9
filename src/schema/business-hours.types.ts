/** Business hours: input and result. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { LocalDate, LocalTime } from '../domain/scalars.js';
import { Weekday } from '../domain/vocabulary.js';

/** A period of one day of the week. */
@ObjectType({ description: 'A period of one day of the week in which the company works.' })
export class OpeningPeriod {
  @Field(() => Weekday, { description: 'The day.' })
  day!: Weekday;

  @Field(() => LocalTime, { description: 'When it opens.' })
  opens!: string;

  @Field(() => LocalTime, { description: 'When it closes; 24:00 for midnight.' })
  closes!: string;
}

/** When the company works. */
@ObjectType({ description: 'When the company, or one of its numbers, works.' })
export class BusinessHours {
  @Field(() => String, { nullable: true, description: "IANA time zone; the company's when null." })
  timezone!: string | null;

  @Field(() => [OpeningPeriod], { description: 'The periods of a week; at most 50.' })
  periods!: readonly OpeningPeriod[];

  @Field(() => [LocalDate], {
    description: 'Days on which it is closed, for example holidays; at most 400, in order.',
  })
  closedOn!: readonly string[];

  @Field({ description: 'True if it is open now.' })
  isOpen!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'When it next opens or closes; null when it does not within a year.',
  })
  changesAt!: Date | null;
}

/** A period to set. */
@InputType({ description: 'A period of one day of the week.' })
export class OpeningPeriodInput {
  @Field(() => Weekday, { description: 'The day.' })
  day!: Weekday;

  @Field(() => LocalTime, { description: 'When it opens.' })
  opens!: string;

  @Field(() => LocalTime, {
    description:
      'When it closes, later than `opens`; 24:00 for midnight. Divide a period over midnight into two.',
  })
  closes!: string;
}

/** Business hours to set. */
@InputType({ description: 'Business hours; they replace the former ones as a whole.' })
export class BusinessHoursInput {
  @Field(() => String, {
    nullable: true,
    description: "IANA time zone, such as Asia/Almaty; null or absent: the company's.",
  })
  timezone?: string | null;

  @Field(() => [OpeningPeriodInput], {
    description: 'The periods of a week, at most 50; an empty list means always closed.',
  })
  periods!: OpeningPeriodInput[];

  @Field(() => [LocalDate], {
    nullable: true,
    description: 'Days on which it is closed; at most 400.',
  })
  closedOn?: string[] | null;
}
