import { Migration } from '@mikro-orm/migrations';

/** Start of a notice's visit, and the reference from a message to its notice. */
export class Migration20261129NoticeVisits extends Migration {
  override up(): void {
    this.addSql('alter table "booking_notifications" add column "visit_starts_at" timestamptz null');
    this.addSql(
      'create index "booking_notifications_message_idx" on "booking_notifications" ("message_id") where "message_id" is not null',
    );
  }
}
