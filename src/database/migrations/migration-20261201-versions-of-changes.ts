import { Migration } from '@mikro-orm/migrations';
import { storeInboundFunction } from './migration-20261130-store-inbound.js';

/**
 * A version grows with changes only, not when a row is locked by an update that writes what was there; a statement that
 * changes related rows raises it itself. And a copy of a stored message gives a contact no name.
 */
export class Migration20261201VersionsOfChanges extends Migration {
  override up(): void {
    for (const table of ['contacts', 'conversations', 'leads', 'messages'])
      this.addSql(`create or replace trigger "${table}_count_versions" before update on "${table}"
        for each row when (old.* *<> new.*) execute function "count_version"()`);
    this.addSql(storeInboundFunction({ namesBeforeStored: false }));
  }

  override down(): void {
    this.addSql(storeInboundFunction({ namesBeforeStored: true }));
    for (const table of ['contacts', 'conversations', 'leads', 'messages'])
      this.addSql(`create or replace trigger "${table}_count_versions" before update on "${table}"
        for each row execute function "count_version"()`);
  }
}
