/** Input and result of `report`. */
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { LocalDateTime } from '../domain/local-date-time.js';
import { ReportDimension, ReportInterval, ReportMetric } from '../domain/report.js';
import { Node } from '../entities/node.js';

/** Input of `report`. */
@InputType({ description: 'Which figures, of which time, divided by what.' })
export class ReportInput {
  @Field(() => [ReportMetric], { description: 'The figures: 1 to 28, each once.' })
  metrics!: ReportMetric[];

  @Field({ description: 'Rows at or after this moment.' })
  from!: Date;

  @Field({ description: 'Rows before this moment; at most 400 days after `from`.' })
  to!: Date;

  @Field(() => String, {
    nullable: true,
    description: "Time zone of hours and days, such as Asia/Almaty; the company's when absent.",
  })
  timezone?: string | null;

  @Field(() => ReportInterval, {
    nullable: true,
    description:
      'A row for each of these, also for those without data; at most 2,000. Without it one for the whole time.',
  })
  interval?: ReportInterval | null;

  @Field(() => ReportDimension, { nullable: true, description: 'A row for each of these as well.' })
  groupBy?: ReportDimension | null;

  @Field(() => [ID], { nullable: true, description: 'Only these numbers; at most 500.' })
  channelIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only conversations and leads with these topics; at most 500.',
  })
  topicIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Only what these users did: messages that they sent, questions that they answered, conversations that they resolved; leads and new conversations by owner and assignee. At most 500.',
  })
  userIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only conversations of these teams; at most 500.' })
  teamIds?: string[] | null;
}

/** What a row is about. */
@ObjectType({ description: 'What a row is about.' })
export class ReportKey {
  @Field(() => Node, {
    nullable: true,
    description:
      'The number, topic, user, team, stage or assistant; null for hours, days, statuses, reasons and for rows without one.',
  })
  node!: object | null;

  @Field({
    description:
      'Its name; `0` to `23` for hours, `1` (Monday) to `7` for days, a MessageStatus, an AiReason, and an empty text for rows without one.',
  })
  label!: string;
}

/** Figures of one bucket and group. */
@ObjectType({ description: 'Figures of one interval and one group.' })
export class ReportRow {
  @Field(() => Date, { nullable: true, description: 'Beginning of the interval; null without `interval`.' })
  startsAt!: Date | null;

  @Field(() => LocalDateTime, { nullable: true, description: 'The same by the clock of `timezone`.' })
  startsAtLocal!: string | null;

  @Field(() => ReportKey, { nullable: true, description: 'The group; null without `groupBy`.' })
  key!: ReportKey | null;

  @Field(() => [Float], {
    nullable: 'items',
    description: 'In the order of `metrics`. Counts are 0 and times null where there is nothing.',
  })
  values!: (number | null)[];
}

/** Figures in rows. */
@ObjectType({ description: 'Figures in rows: by group, then by time.' })
export class Report {
  @Field(() => [ReportMetric], { description: 'The figures.' })
  metrics!: ReportMetric[];

  @Field({ description: 'Time zone of hours and days.' })
  timezone!: string;

  @Field(() => [ReportRow], { description: 'The rows; at most 10,000.' })
  rows!: ReportRow[];

  @Field(() => String, {
    nullable: true,
    description: 'Currency of AI_COST, ISO 4217; null without prices, and unless it is asked for.',
  })
  currency!: string | null;

  @Field({ description: 'When it was read.' })
  generatedAt!: Date;
}
