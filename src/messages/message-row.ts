/** An inbound message as the statements take it: one row, everything decided that needs no database. */

import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { parseProviderAddress } from '../domain/identity/provider-address.js';
import type { InboundAttachment, InboundMessage } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { completeContent } from '../domain/message-content.js';
import { opensReplyWindow } from '../domain/reply-window.js';
import { matchTopic } from '../domain/topic-rules.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { Sender } from '../people/upsert-contacts.js';

/** The row of one message; names are those of the statement's columns. */
export interface MessageRow {
  readonly ledger_id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly channel_external_id: string | null;
  readonly source: string;
  readonly event_type: string;
  readonly external_event_id: string;
  readonly item_index: number;
  readonly received_at: string;
  readonly kept_body: string;
  /** JSON. */
  readonly headers: string;
  readonly identity_kind: string;
  readonly canonical: string;
  readonly message_id: string;
  readonly kind: string;
  readonly text: string | null;
  readonly sent_at: string;
  /** `sent_at` of what the person wrote, which the reply window counts from; null for anything else. */
  readonly written_at: string | null;
  readonly reply_to_external_id: string | null;
  readonly topic_id: string | null;
  /** JSON array of AttachmentRow. */
  readonly attachments: string;
  /** JSON of a MessageContent. */
  readonly content: string | null;
  /** JSON of a Referral. */
  readonly referral: string | null;
  readonly adds_unread: boolean;
}

/** The row of one file of a message. */
interface AttachmentRow {
  readonly id: string;
  readonly mime_type: string;
  readonly file_name: string | null;
  readonly size_bytes: number | null;
  readonly is_voice: boolean;
  readonly duration_seconds: number | null;
  readonly source_url: string | null;
  readonly media_id: string | null;
}

/** A message that is ready to be stored, with the person who wrote it. */
export interface PreparedMessage {
  readonly item: IngestItem;
  readonly event: InboundMessage;
  readonly person: MessengerPerson;
  readonly row: MessageRow;
}

/** A provider's clock that runs ahead of ours by more than this is not believed. */
const maxClockLeadMs = 10 * 60_000;

/**
 * Prepares a message for a channel.
 * @returns null when the address is no person's (a group, a broadcast, nothing readable).
 */
export function prepareMessage(
  item: IngestItem,
  event: InboundMessage,
  channelId: string,
): PreparedMessage | null {
  const person = parseProviderAddress(event.from, item.account);
  if (person?.type !== 'person') return null;
  const receivedAt = item.receivedAt.getTime();
  const sentAt =
    event.sentAt && event.sentAt.getTime() <= receivedAt + maxClockLeadMs ? event.sentAt : item.receivedAt;
  return {
    item,
    event,
    person,
    row: {
      ledger_id: item.ledgerId,
      account_id: item.account.id,
      channel_id: channelId,
      channel_external_id: event.channelExternalId,
      source: item.source,
      event_type: event.eventType,
      external_event_id: event.messageKey,
      item_index: item.itemIndex,
      received_at: item.receivedAt.toISOString(),
      kept_body: item.keptBody,
      headers: JSON.stringify(item.headers),
      identity_kind: person.kind,
      canonical: person.canonical,
      message_id: uuidV7(),
      kind: event.kind,
      text: event.text,
      sent_at: sentAt.toISOString(),
      written_at: opensReplyWindow(event) ? sentAt.toISOString() : null,
      reply_to_external_id: event.replyToExternalId,
      topic_id: event.text ? matchTopic(event.text, item.account.topics) : null,
      attachments: JSON.stringify(event.attachments.map(toAttachmentRow)),
      content: event.content
        ? JSON.stringify(completeContent(event.content, item.account.defaultCountry))
        : null,
      referral: event.referral ? JSON.stringify(event.referral) : null,
      adds_unread: event.addsUnread !== false,
    },
  };
}

/** The sender of a prepared message, for `people/upsert-contacts.ts`. */
export function toSender({ item, event, person, row }: PreparedMessage): Sender {
  return {
    ...{ person, account: item.account, channelId: row.channel_id, receivedAt: row.received_at },
    ...{ alsoKnownAs: event.alsoKnownAs ?? [], name: event.senderName },
    ...{ topicId: row.topic_id, referral: event.referral ?? null },
  };
}

const toAttachmentRow = (attachment: InboundAttachment): AttachmentRow => ({
  id: uuidV7(),
  mime_type: attachment.mimeType,
  file_name: attachment.fileName,
  size_bytes: attachment.sizeBytes,
  is_voice: attachment.isVoice,
  duration_seconds: attachment.durationSeconds,
  source_url: attachment.url,
  media_id: attachment.mediaId ?? null,
});
