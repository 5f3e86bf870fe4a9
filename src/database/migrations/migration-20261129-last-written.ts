import { Migration } from '@mikro-orm/migrations';

/**
 * `last_inbound_at` becomes the time of the contact's last message, by the provider's clock; it was the arrival time of
 * any inbound event. Conversations whose messages were all deleted keep the old value.
 */
export class Migration20261129LastWritten extends Migration {
  override up(): void {
    this.addSql(`update "conversations" c set "last_inbound_at" = m.at
      from (
        select "conversation_id", max("sent_at") filter (where "kind" not in ('SYSTEM', 'REACTION')) as at
          from "messages" where "direction" = 'INBOUND' group by "conversation_id"
      ) m
      where c."id" = m."conversation_id" and c."last_inbound_at" is distinct from m.at`);
  }
}
