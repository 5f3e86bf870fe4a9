import { Field, ID, InputType } from 'type-graphql';
import { RefusalReason, WebhookSource } from '../domain/vocabulary.js';

/** Filter of refused webhooks. */
@InputType({
  description:
    'Filter of refused webhooks. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class RefusedWebhookFilter {
  @Field(() => ID, { nullable: true, description: 'Of this account at a provider.' })
  accountId?: string | null;

  @Field(() => [WebhookSource], { nullable: true, description: 'Sent to the webhook URL of one of these.' })
  sources?: WebhookSource[] | null;

  @Field(() => [RefusalReason], { nullable: true, description: 'Refused for one of these reasons.' })
  reasons?: RefusalReason[] | null;

  @Field(() => Date, { nullable: true, description: 'Whose last request arrived at or after this moment.' })
  lastAfter?: Date | null;
}
