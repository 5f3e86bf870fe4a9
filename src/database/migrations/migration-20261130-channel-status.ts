import { Migration } from '@mikro-orm/migrations';

/** When the status of a number changed: by a trigger, as users, providers and accounts that are disconnected change it. */
export class Migration20261130ChannelStatus extends Migration {
  override up(): void {
    this.addSql('alter table "channels" add column "status_changed_at" timestamptz null');
    this.addSql(`create function "note_channel_status"() returns trigger language plpgsql as $$
      begin
        new."status_changed_at" := now();
        return new;
      end $$`);
    this.addSql(`create trigger "channels_note_status"
      before update of "status" on "channels" for each row
      when (old."status" is distinct from new."status")
      execute function "note_channel_status"()`);
  }
}
