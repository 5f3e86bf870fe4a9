import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';

/**
 * One row that names the event log as it is. A server renews it when it sees the log go back and the database itself
 * does not tell so by another timeline; it is a part of `event_log_epoch()`.
 */
@Entity({ tableName: 'event_log_incarnation' })
export class EventLogIncarnation {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}
