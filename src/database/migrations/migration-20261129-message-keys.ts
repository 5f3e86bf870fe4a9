import { Migration } from '@mikro-orm/migrations';

/**
 * Inbound messages of Green API are keyed by their id alone, which is the same for a chat named by phone and by lid;
 * until now the chat was part of the key. Where another message has the id already, the old key stays.
 */
export class Migration20261129MessageKeys extends Migration {
  override up(): void {
    this.addSql(`update "messages" m set "external_id" = split_part(m."external_id", '/', 1)
      from "channels" c
      where c."id" = m."channel_id" and c."kind" = 'GREEN_API' and m."direction" = 'INBOUND' and m."external_id" like '%/%@%'
        and not exists (select 1 from "messages" o
          where o."channel_id" = m."channel_id" and o."id" <> m."id"
            and split_part(o."external_id", '/', 1) = split_part(m."external_id", '/', 1))`);
    this.addSql(`update "messages" m set "reply_to_external_id" = split_part(m."reply_to_external_id", '/', 1)
      from "channels" c
      where c."id" = m."channel_id" and c."kind" = 'GREEN_API' and m."reply_to_external_id" like '%/%@%'`);
    this.addSql(`update "webhook_events" set "external_event_id" = split_part("external_event_id", '/', 1)
      where "source" = 'GREEN_API' and "external_event_id" like '%/%@%'`);
  }
}
