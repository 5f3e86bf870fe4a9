import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalReason, WebhookTestOutcome } from '../domain/vocabulary.js';

/** Input of `testWebhookUrl`. */
@InputType({ description: 'The account whose webhook URL is tested.' })
export class TestWebhookUrlInput {
  @Field(() => ID, { description: 'The account at a provider.' })
  accountId!: string;
}

/** Payload of `testWebhookUrl`. */
@ObjectType({ description: 'What happened to the sample.' })
export class TestWebhookUrlPayload {
  @Field(() => WebhookTestOutcome, { description: 'How far the sample came.' })
  outcome!: WebhookTestOutcome;

  @Field({ description: 'What it means, and what to do next.' })
  advice!: string;

  @Field({ description: 'The called address, without its key.' })
  url!: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null without one.' })
  httpStatus!: number | null;

  @Field(() => Int, { description: 'Time until the answer, in milliseconds.' })
  durationMs!: number;

  @Field(() => RefusalReason, {
    nullable: true,
    description:
      'Why the server refused the sample; null when it did not, or when the reason is not recorded yet.',
  })
  refusal!: RefusalReason | null;

  /** Read by the field's resolver. */
  webhookEventId!: string | null;
}
