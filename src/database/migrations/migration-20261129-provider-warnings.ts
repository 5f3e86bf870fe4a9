import { Migration } from '@mikro-orm/migrations';

/** Provider warnings of a channel, and an index to expire unused lookups. */
export class Migration20261129ProviderWarnings extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "provider_warnings" jsonb null`);
    this.addSql(`create index "known_lookups_found_idx" on "known_lookups" ("found_at")`);
  }
}
