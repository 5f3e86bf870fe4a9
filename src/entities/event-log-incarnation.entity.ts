import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';

/**
 * One row that identifies the current event log. A server renews it when the log went back and the database itself
 * shows no new timeline; it is a part of `event_log_epoch()`.
 */
@Entity({ tableName: 'event_log_incarnation' })
export class EventLogIncarnation {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}
