import { Migration } from '@mikro-orm/migrations';

/** What a provider holds against a number; and kept look-ups go when nobody needs them any more. */
export class Migration20261129ProviderWarnings extends Migration {
  override up(): void {
    this.addSql(`alter table "channels" add column "provider_warnings" jsonb null`);
    this.addSql(`create index "known_lookups_found_idx" on "known_lookups" ("found_at")`);
  }
}
