import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { StoredPreviousValues } from '../domain/logged-event.js';
import { EventType } from '../domain/vocabulary.js';

/**
 * One row of the event log: a change. Written in the transaction of the change; the position is taken from
 * `event_counters`, so positions follow commit order and have no holes within a tenant.
 */
@Entity({ tableName: 'domain_events' })
@Index({
  name: 'domain_events_message_added_idx',
  expression:
    'create index "domain_events_message_added_idx" on "domain_events" ("message_id") where "kind" = \'MESSAGE_ADDED\'',
})
export class DomainEventRecord {
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'bigint' })
  position!: number;

  @Property({ type: 'text' })
  kind!: EventType;

  /** The changed row: message, conversation, lead, note, contact or channel, by kind. */
  @Property({ type: 'uuid' })
  subjectId!: string;

  @Property({ type: 'uuid', nullable: true })
  channelId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  conversationId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  /** GraphQL names of the changed fields; empty for a new row. */
  @Property({ type: 'text[]' })
  changed!: string[];

  @Property({ type: 'timestamptz' })
  at!: Date;

  /** Assignee, team, topic and labels of the conversation before an event that changed one of them. */
  @Property({ type: 'jsonb', nullable: true })
  was!: StoredPreviousValues | null;
}
