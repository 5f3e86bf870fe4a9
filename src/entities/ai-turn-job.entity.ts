import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A conversation that assistants have to look at. It has no reference to the conversation: nothing else waits for its row. */
@Entity({ tableName: 'ai_turn_jobs' })
@Index({
  name: 'ai_turn_jobs_due_idx',
  expression:
    'create index "ai_turn_jobs_due_idx" on "ai_turn_jobs" ("tenant_id", "due_at") where "locked_by" is null',
})
export class AiTurnJobRecord {
  @PrimaryKey({ type: 'uuid' })
  conversationId!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  /** When to look again, from what happened while a look was under way. */
  @Property({ type: 'timestamptz', nullable: true })
  againAt!: Date | null;

  /** Looks that began since one succeeded. */
  @Property({ type: 'int' })
  attempts!: number;

  /** The process that looks; it holds the liveness lock of this name. */
  @Property({ type: 'text', nullable: true })
  lockedBy!: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  lockedAt!: Date | null;
}
