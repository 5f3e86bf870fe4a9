import { Migration } from '@mikro-orm/migrations';
import { storeInboundMessages } from './store-inbound-messages.js';

/** Messages arrive as one array of rows; the function says what it does with them. */
export class Migration20261130StoreInbound extends Migration {
  override up(): void {
    this.addSql(`create type "inbound_message" as (
        "tenant_id" uuid, "id" uuid, "channel_id" uuid, "kind" text, "text" text, "reply_to_external_id" text, "external_id" text,
        "source_event_id" uuid, "sent_at" timestamptz, "created_at" timestamptz, "content" jsonb, "referral" jsonb, "account_id" uuid,
        "channel_external_id" text, "source" text, "event_type" text, "item_index" smallint, "kept_body" text, "headers" jsonb,
        "identity_kind" text, "canonical" text, "written_at" timestamptz, "topic_id" uuid, "attachments" json, "adds_unread" boolean,
        "note_id" uuid, "sender" json, "made" json)`);
    this.addSql(storeInboundMessages);
  }

  override down(): void {
    this.addSql('drop function "store_inbound_messages"');
    this.addSql('drop type "inbound_message"');
  }
}
