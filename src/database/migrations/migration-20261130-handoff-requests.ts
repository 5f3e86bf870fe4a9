import { Migration } from '@mikro-orm/migrations';

/**
 * Index of the conversations that wait for a person, in the order of the inbox. It has only their rows: a message in any
 * other conversation writes nothing to it.
 */
export class Migration20261130HandoffRequests extends Migration {
  override up(): void {
    this.addSql(
      `create index "conversations_handoff_idx" on "conversations" ("tenant_id", "last_activity_at" desc, "id" desc) where "handoff" = 'HANDOFF_REQUESTED'`,
    );
  }

  override down(): void {
    this.addSql('drop index "conversations_handoff_idx"');
  }
}
