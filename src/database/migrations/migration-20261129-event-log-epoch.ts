import { Migration } from '@mikro-orm/migrations';

/**
 * The epoch of the event log: it changes whenever positions may refer to other events than before. That is a failover
 * or a restore (PostgreSQL's timeline), another cluster (its system identifier), tables recreated from a dump (the
 * table's oid), or a server that saw the log go back (the incarnation).
 */
export class Migration20261129EventLogEpoch extends Migration {
  override up(): void {
    this.addSql('create table "event_log_incarnation" ("id" uuid not null, primary key ("id"))');
    this.addSql('insert into "event_log_incarnation" ("id") values (gen_random_uuid())');
    this.addSql(`create function "event_log_epoch"() returns text language plpgsql stable as $$
      declare
        place text := '';
      begin
        begin
          select concat_ws('/', system_identifier, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))
            into place from pg_control_system();
        exception when others then
          place := ''; -- not every managed PostgreSQL lets an application ask
        end;
        return left(md5(concat_ws('/', place, 'event_counters'::regclass::oid,
          (select string_agg(id::text, '/') from event_log_incarnation))), 12);
      end $$`);
  }

  override down(): void {
    this.addSql('drop function "event_log_epoch"()');
    this.addSql('drop table "event_log_incarnation"');
  }
}
