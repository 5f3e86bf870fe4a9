import { Migration } from '@mikro-orm/migrations';

/** Row versions for client caches: a trigger counts every update, so no statement can omit it. */
export class Migration20261129Versions extends Migration {
  override up(): void {
    this.addSql(`create function "count_version"() returns trigger language plpgsql as $$
      begin
        new.version := old.version + 1;
        return new;
      end $$`);
    for (const table of ['contacts', 'conversations', 'leads', 'messages']) {
      this.addSql(`alter table "${table}" add column "version" int not null default 1`);
      this.addSql(`create trigger "${table}_count_versions" before update on "${table}"
        for each row execute function "count_version"()`);
    }
  }
}
