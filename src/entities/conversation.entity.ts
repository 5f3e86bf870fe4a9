import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConversationStatus, HandoffState, TopicSource } from '../domain/vocabulary.js';
import { Channel } from './channel.entity.js';
import { Contact } from './contact.entity.js';
import { ContactIdentity } from './contact-identity.entity.js';
import { Lead } from './lead.entity.js';
import { Node } from './node.js';
import { Team } from './team.entity.js';
import { Tenant } from './tenant.entity.js';
import { Topic } from './topic.entity.js';
import { User } from './user.entity.js';

/**
 * One identity on one channel. The channel never changes: a trigger refuses it, and `messages` references
 * (conversation, channel, tenant), so no row of another number can be attached.
 *
 * Unread count, last message and last activity are stored here, so that a page of the inbox is one query.
 */
@ObjectType({
  implements: Node,
  description:
    'One contact on one number. Its channel never changes, so a reply is sent from the number that the contact wrote to.',
})
@Entity({ tableName: 'conversations' })
@Unique({ name: 'conversations_channel_identity_key', properties: ['channelId', 'identityId'] })
@Unique({ name: 'conversations_id_channel_tenant_key', properties: ['id', 'channelId', 'tenantId'] })
@Index({
  name: 'conversations_inbox_idx',
  expression:
    'create index "conversations_inbox_idx" on "conversations" ("tenant_id", "last_activity_at" desc, "id" desc)',
})
@Index({
  name: 'conversations_handoff_idx',
  expression:
    'create index "conversations_handoff_idx" on "conversations" ("tenant_id", "last_activity_at" desc, "id" desc) where "handoff" = \'HANDOFF_REQUESTED\'',
})
@Index({
  name: 'conversations_snoozed_idx',
  expression:
    'create index "conversations_snoozed_idx" on "conversations" ("snoozed_until") where "status" = \'SNOOZED\'',
})
@Index({
  name: 'conversations_labels_idx',
  expression:
    'create index "conversations_labels_idx" on "conversations" using gin ("label_ids") where "label_ids" <> \'{}\'',
})
@Index({
  name: 'conversations_team_idx',
  expression:
    'create index "conversations_team_idx" on "conversations" ("team_id") where "team_id" is not null and "status" = \'OPEN\'',
})
@Index({ name: 'conversations_contact_id_idx', properties: ['contactId'] })
@Index({ name: 'conversations_lead_id_idx', properties: ['leadId'] })
export class Conversation {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => Channel, { mapToPk: true, fieldName: 'channel_id' })
  channelId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'contact_id' })
  contactId!: string;

  @ManyToOne(() => ContactIdentity, { mapToPk: true, fieldName: 'identity_id' })
  identityId!: string;

  @ManyToOne(() => Lead, { mapToPk: true, fieldName: 'lead_id', nullable: true })
  leadId!: string | null;

  /** The contact's address on this channel exactly as received: the recipient of replies. */
  @Property({ type: 'text' })
  address!: string;

  @Field(() => ConversationStatus, {
    description:
      'Status in the workflow of the agents. A new inbound message sets it to OPEN from any other status; a snoozed conversation opens at `snoozedUntil`.',
  })
  @Property({ type: 'text', default: 'OPEN' })
  status!: ConversationStatus;

  @Field(() => Date, { nullable: true, description: 'End of the snooze; null unless SNOOZED.' })
  @Property({ type: 'timestamptz', nullable: true })
  snoozedUntil!: Date | null;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'assignee_id', nullable: true })
  assigneeId!: string | null;

  @ManyToOne(() => Team, { mapToPk: true, fieldName: 'team_id', nullable: true })
  teamId!: string | null;

  /** Ids of its labels, in the order in which they were added. */
  @Property({ type: 'array', columnType: 'uuid[]', runtimeType: 'any', default: [] })
  labelIds!: string[];

  @ManyToOne(() => Topic, { mapToPk: true, fieldName: 'topic_id', nullable: true })
  topicId!: string | null;

  @Property({ type: 'text', nullable: true })
  topicSource!: TopicSource | null;

  @Field(() => HandoffState, { description: 'Handoff state: whether the assistant or a person replies.' })
  @Property({ type: 'text', default: 'HUMAN_ACTIVE' })
  handoff!: HandoffState;

  /** When a person took over or was asked for; null before the first decision. */
  @Property({ type: 'timestamptz', nullable: true })
  handoffAt!: Date | null;

  /** Why; a member of AiReason, followed by words after a colon where a model or a colleague gave some. */
  @Property({ type: 'text', nullable: true })
  handoffReason!: string | null;

  @Field(() => Int, {
    description: 'Number of inbound messages that no user has read; `viewerState` is your own.',
  })
  @Property({ type: 'integer', default: 0 })
  unreadCount!: number;

  @Property({ type: 'uuid', nullable: true })
  lastMessageId!: string | null;

  @Field({
    description:
      'When the last message was stored, or the conversation was created; the inbox is sorted by it.',
  })
  @Property({ type: 'timestamptz' })
  lastActivityAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "Time of the contact's last message, by the provider's clock. Messenger notices, reactions and calls do not count; the reply window starts at this time.",
  })
  @Property({ type: 'timestamptz', nullable: true })
  lastInboundAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Int, {
    description:
      'Incremented with every change of this object. A cache should keep the object with the higher version, so that a late response never overwrites a newer one.',
  })
  @Property({ type: 'integer', default: 1 })
  version!: number;
}
