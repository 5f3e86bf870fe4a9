import { Migration } from '@mikro-orm/migrations';
import { storeInboundMessages } from './store-inbound-messages.js';

/**
 * A version grows with changes only, not when a row is locked by an update that writes what was there; a statement that
 * changes related rows raises it itself. And a copy of a stored message gives a contact no name.
 */
export class Migration20261201VersionsOfChanges extends Migration {
  override up(): void {
    for (const table of ['contacts', 'conversations', 'leads', 'messages'])
      this.addSql(`create or replace trigger "${table}_count_versions" before update on "${table}"
        for each row when (old.* *<> new.*) execute function "count_version"()`);
    this.addSql(storeInboundMessages);
  }

  override down(): void {
    for (const table of ['contacts', 'conversations', 'leads', 'messages'])
      this.addSql(`create or replace trigger "${table}_count_versions" before update on "${table}"
        for each row execute function "count_version"()`);
  }
}
