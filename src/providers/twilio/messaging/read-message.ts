/**
 * One inbound message of Programmable Messaging (docs/providers/twilio.md, "Messaging: inbound").
 */
import { createHash } from 'node:crypto';
import type { InboundAttachment, InboundEvent } from '../../../domain/inbound-event.js';
import { toPersonName } from '../../../domain/text.js';
import { MessageKind } from '../../../domain/vocabulary.js';
import { readAddress } from '../address.js';
import { type Fields, readFirst, readText, readWord } from '../fields.js';
import { ignored } from '../ignored.js';
import { toMediaKind } from '../media-kind.js';
import { messageSidNames } from '../shape.js';

/** Ten is Twilio's limit. */
const maxFiles = 10;

/** Reads the message. Our number is `To`, the customer `From`; there is no time in the request. */
export function readMessage(fields: Fields, keptBody: string): InboundEvent {
  const from = readAddress(fields, 'From');
  const channelExternalId = readAddress(fields, 'To');
  if (from === null || channelExternalId === null) {
    const missing = from === null ? 'From' : 'To';
    return ignored(fields, `The message has no "${missing}".`, { channelExternalId, eventType: 'message' });
  }
  const sid = readFirst(fields, messageSidNames);
  const attachments = readAttachments(fields);
  const kind = readKind(fields, attachments);
  return {
    type: 'message',
    channelExternalId,
    eventType: readFirst(fields, ['MessageType']) ?? 'message',
    externalEventId: sid,
    from,
    senderName: toPersonName([readText(fields, 'ProfileName')]),
    kind,
    text: kind === MessageKind.LOCATION ? readPlace(fields) : readBody(fields),
    attachments,
    messageKey: sid ?? `sha256:${createHash('sha256').update(keptBody).digest('hex')}`,
    sentAt: null,
    replyToExternalId: readWord(fields, 'OriginalRepliedMessageSid'),
  };
}

function readBody(fields: Fields): string | null {
  return readText(fields, 'Body') ?? readText(fields, 'ButtonText');
}

function readKind(fields: Fields, [first]: readonly InboundAttachment[]): MessageKind {
  if (first) return toMediaKind(first.mimeType);
  if (readWord(fields, 'Latitude') !== null && readWord(fields, 'Longitude') !== null)
    return MessageKind.LOCATION;
  if (readFirst(fields, ['ButtonText', 'ButtonPayload', 'InteractiveData', 'FlowData']) !== null) {
    return MessageKind.INTERACTIVE;
  }
  return readBody(fields) === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT;
}

/** What the place is called and where it is, as far as the sender's phone said. */
function readPlace(fields: Fields): string {
  const point = `${readWord(fields, 'Latitude')}, ${readWord(fields, 'Longitude')}`;
  const named = [readText(fields, 'Body'), readWord(fields, 'Label'), readWord(fields, 'Address')];
  return [...new Set([...named.filter(Boolean), point])].join('\n');
}

function readAttachments(fields: Fields): InboundAttachment[] {
  const count = Math.min(maxFiles, Number.parseInt(readWord(fields, 'NumMedia') ?? '0', 10) || 0);
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const mimeType = readWord(fields, `MediaContentType${index}`) ?? 'application/octet-stream';
    return {
      mimeType,
      fileName: null,
      sizeBytes: null,
      url: readWord(fields, `MediaUrl${index}`),
      // WhatsApp records voice notes as Opus in Ogg; nothing says so in words.
      isVoice: /^audio\/ogg/i.test(mimeType),
      durationSeconds: null,
    };
  });
}
