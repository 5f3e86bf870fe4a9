import { Migration } from '@mikro-orm/migrations';
import { storeInboundMessages } from './store-inbound-messages.js';

/** The function looks up the conversation of each message alone: joined, one of many companies cost 500 searches of an index. */
export class Migration20261202LookupsAlone extends Migration {
  override up(): void {
    this.addSql(storeInboundMessages);
  }

  /** What it does changes no definition. */
  override down(): void {}
}
