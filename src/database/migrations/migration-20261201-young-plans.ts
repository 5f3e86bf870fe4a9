import { Migration } from '@mikro-orm/migrations';
import { storeInboundMessages } from './store-inbound-messages.js';

/**
 * Plans of young tables. The function no longer has a query that can read a table from end to end. And every message's foreign key is checked by the unique key that it names. PostgreSQL plans that check once for a connection,
 * and on a table without statistics takes the newest of the indexes that look equally good: it was the one by channel,
 * so that each message read all conversations of its channel until the table had been analysed.
 */
export class Migration20261201YoungPlans extends Migration {
  override up(): void {
    this.addSql(`alter table "messages" drop constraint "messages_conversation_channel_tenant_foreign"`);
    this.addSql(`alter table "conversations" drop constraint "conversations_id_channel_tenant_key"`);
    this.addSql(
      `alter table "conversations" add constraint "conversations_id_channel_tenant_key" unique ("id", "channel_id", "tenant_id")`,
    );
    this.addSql(`alter table "messages" add constraint "messages_conversation_channel_tenant_foreign"
      foreign key ("conversation_id", "channel_id", "tenant_id") references "conversations" ("id", "channel_id", "tenant_id")`);
    this.addSql(storeInboundMessages);
  }

  /** What it does changes no definition. */
  override down(): void {}
}
