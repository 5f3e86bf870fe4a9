import { Field, ID, InputType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection, MessageKind } from '../domain/vocabulary.js';

/** Filter of messages. */
@InputType({
  description:
    'Filter of messages. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class MessageFilter {
  @Field(() => ID, { nullable: true, description: 'Of this conversation.' })
  conversationId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'On one of these numbers.' })
  channelIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'With this contact, on any number.' })
  contactId?: string | null;

  @Field(() => MessageDirection, { nullable: true, description: 'Of this direction.' })
  direction?: MessageDirection | null;

  @Field(() => [MessageStatus], { nullable: true, description: 'With one of these statuses.' })
  status?: MessageStatus[] | null;

  @Field(() => [MessageKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: MessageKind[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Containing this text, case-insensitive; at most 100 characters. Deleted messages whose text is hidden from you are not found.',
  })
  text?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "Sent at or after this moment, by the provider's clock.",
  })
  sentAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: "Sent before this moment, by the provider's clock." })
  sentBefore?: Date | null;
}
