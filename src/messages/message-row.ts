/** Row of an inbound message, with everything computed that needs no database. */

import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { parseProviderAddress } from '../domain/identity/provider-address.js';
import type { InboundMessage } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { completeContent } from '../domain/message-content.js';
import { believedTime } from '../domain/provider-clock.js';
import { opensReplyWindow } from '../domain/reply-window.js';
import { matchTopic } from '../domain/topic-rules.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { Sender } from '../people/upsert-contacts.js';
import { toAttachmentRows } from './attachment-rows.js';

/** The row of one message. */
export type MessageRow = Readonly<ReturnType<typeof toRow>>;

/** A message that is ready to be stored, with its sender. */
export interface PreparedMessage {
  readonly item: IngestItem;
  readonly event: InboundMessage;
  readonly person: MessengerPerson;
  readonly row: MessageRow;
}

/** Stored fields of a message, computed without the database. `row-columns.ts` has the SQL types. */
function toRow(item: IngestItem, event: InboundMessage, person: MessengerPerson, channelId: string) {
  const receivedAt = item.receivedAt.toISOString();
  const sentAt = believedTime(event.sentAt, item.receivedAt).toISOString();
  return {
    id: uuidV7(),
    channelId,
    kind: event.kind,
    text: event.text,
    replyToExternalId: event.replyToExternalId,
    externalId: event.messageKey,
    sourceEventId: item.ledgerId,
    sentAt,
    createdAt: receivedAt,
    /** JSON of a MessageContent. */
    content: event.content
      ? JSON.stringify(completeContent(event.content, item.account.defaultCountry))
      : null,
    /** JSON of a Referral. */
    referral: event.referral ? JSON.stringify(event.referral) : null,
    accountId: item.account.id,
    channelExternalId: event.channelExternalId,
    source: item.source,
    eventType: event.eventType,
    itemIndex: item.itemIndex,
    keptBody: item.keptBody,
    /** JSON. */
    headers: JSON.stringify(item.headers),
    identityKind: person.kind,
    canonical: person.canonical,
    /** `sentAt` of a message by the contact, from which the reply window counts; null for anything else. */
    writtenAt: opensReplyWindow(event) ? sentAt : null,
    topicId: event.text ? matchTopic(event.text, item.account.topics) : null,
    /** JSON; see `attachment-rows.ts`. */
    attachments: toAttachmentRows(event.attachments),
    addsUnread: event.addsUnread !== false,
  };
}

/**
 * Prepares a message for a channel.
 * @returns null when the address is not a person's (a group, a broadcast, nothing readable).
 */
export function prepareMessage(
  item: IngestItem,
  event: InboundMessage,
  channelId: string,
): PreparedMessage | null {
  const person = parseProviderAddress(event.from, item.account);
  if (person?.type !== 'person') return null;
  return { item, event, person, row: toRow(item, event, person, channelId) };
}

/** The address from which a message came, on its number: one for each conversation. */
export const toAddressKey = ({ channelId, identityKind, canonical }: MessageRow): string =>
  `${channelId} ${identityKind} ${canonical}`;

/** The sender of a prepared message, for `people/upsert-contacts.ts`. */
export function toSender({ item, event, person, row }: PreparedMessage): Sender {
  return {
    ...{ person, account: item.account, channelId: row.channelId, receivedAt: row.createdAt },
    ...{ alsoKnownAs: event.alsoKnownAs ?? [], name: event.senderName },
    ...{ topicId: row.topicId, referral: event.referral ?? null },
  };
}
