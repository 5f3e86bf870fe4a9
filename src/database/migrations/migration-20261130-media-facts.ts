import { Migration } from '@mikro-orm/migrations';

/** What is read from the bytes of files: sizes, waveform, small picture. */
export class Migration20261130MediaFacts extends Migration {
  override up(): void {
    this.addSql(`alter table "attachments" add column "width" int null, add column "height" int null,
      add column "waveform" smallint[] null, add column "thumbnail_key" text null, add column "thumbnail_bytes" int null`);
  }
}
