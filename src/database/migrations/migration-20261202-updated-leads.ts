import { Migration } from '@mikro-orm/migrations';
import { storeInboundMessages } from './store-inbound-messages.js';

/** The function answers the leads that it changed too, so that the feed need not read the log for them. */
export class Migration20261202UpdatedLeads extends Migration {
  override up(): void {
    // PostgreSQL does not replace a function by one with other columns.
    this.addSql('drop function if exists "store_inbound_messages"("inbound_message"[], boolean, text)');
    this.addSql(storeInboundMessages);
  }

  /** Callers read the columns by name, so that more of them harm no earlier process. */
  override down(): void {}
}
