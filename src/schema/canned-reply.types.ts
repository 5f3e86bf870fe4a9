/** Input and payload of the operations on canned replies. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CannedReply } from '../entities/canned-reply.entity.js';

/** Input of `upsertCannedReply`. */
@InputType({ description: 'A canned reply to create or change; absent fields stay unchanged.' })
export class UpsertCannedReplyInput {
  @Field(() => ID, { nullable: true, description: 'The one to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Required for a new one: 1 to 50 letters, digits, `_`, `.` and `-`; kept in lower case. A shared one is unique among the shared ones, an own one also among your own; archived ones included.',
  })
  shortcut?: string | null;

  @Field(() => String, { nullable: true, description: 'Required for a new one: 1 to 100 characters.' })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Required for a new one: 1 to 10,000 characters. BAD_USER_INPUT for a placeholder that does not exist.',
  })
  body?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Files, at most 10: made with createUpload(purpose: CANNED_REPLY), or files of this one. Replaces the list, null removes all.',
  })
  attachmentIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Numbers on which it is offered, at most 100; null: on all. An empty list is none.',
  })
  channelIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Teams to which it is offered, at most 100, for a shared one only; null: to all users.',
  })
  teamIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: for the company, which needs MANAGE_DESK, as every change of a shared one does. False: your own. A new one is your own.',
  })
  isShared?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: it is no longer offered. False takes it back.',
  })
  isArchived?: boolean | null;
}

/** Payload of `upsertCannedReply`. */
@ObjectType({ description: 'The canned reply after the mutation.' })
export class CannedReplyPayload {
  @Field(() => CannedReply, { description: 'The canned reply after the mutation.' })
  cannedReply!: object;
}
