/**
 * One inbound message of Programmable Messaging (docs/providers/twilio.md, "Messaging: inbound").
 */
import { createHash } from 'node:crypto';
import type { InboundAttachment, InboundEvent, InboundMessage } from '../../../domain/inbound-event.js';
import {
  type ChoiceContent,
  describeContent,
  type FormContent,
  joinLines,
  type LocationContent,
  type Referral,
} from '../../../domain/message-content.js';
import { abridgeText, toPersonName } from '../../../domain/text.js';
import { MessageKind } from '../../../domain/vocabulary.js';
import { readAddress, readPerson } from '../address.js';
import { type Fields, readFirst, readJson, readText, readWord, toFields } from '../fields.js';
import { ignored } from '../ignored.js';
import { toMediaKind } from '../media-kind.js';
import { readOptOutWord } from '../opt-out-words.js';
import { messageSidNames } from '../shape.js';

/** Twilio's limit. */
const maxFiles = 10;

/** Reads the message. Our number is `To`, the customer is `From`; the request has no time. */
export function readMessage(fields: Fields, keptBody: string): InboundEvent {
  const [from, ...alsoKnownAs] = readPerson(fields, 'From');
  const channelExternalId = readAddress(fields, 'To');
  if (from === undefined || channelExternalId === null) {
    const missing = from === undefined ? 'From' : 'To';
    return ignored(fields, `The message has no "${missing}".`, { channelExternalId, eventType: 'message' });
  }
  const sid = readFirst(fields, messageSidNames);
  const attachments = readAttachments(fields);
  const content = readContent(fields, attachments);
  return {
    type: 'message',
    channelExternalId,
    eventType: readFirst(fields, ['MessageType']) ?? 'message',
    externalEventId: sid,
    from,
    ...(alsoKnownAs.length > 0 && { alsoKnownAs }),
    senderName: toPersonName([readText(fields, 'ProfileName')]),
    ...content,
    attachments,
    ...readReferral(fields),
    ...readOptOut(fields, from, content.text),
    messageKey: sid ?? `sha256:${createHash('sha256').update(keptBody).digest('hex')}`,
    sentAt: null,
    replyToExternalId: readWord(fields, 'OriginalRepliedMessageSid'),
  };
}

type Content = Pick<InboundMessage, 'kind' | 'text' | 'content'>;

function readContent(fields: Fields, [first]: readonly InboundAttachment[]): Content {
  const text = readText(fields, 'Body') ?? readText(fields, 'ButtonText');
  if (first) return { kind: toMediaKind(first.mimeType), text };
  const content = readPlace(fields) ?? readForm(fields) ?? readChoice(fields);
  if (content?.type === 'location') {
    const named = [text, content.name, content.address, describePoint(content)];
    return { kind: MessageKind.LOCATION, text: joinLines([...new Set(named)]), content };
  }
  if (content !== null)
    return { kind: MessageKind.INTERACTIVE, text: describeContent(content) ?? text, content };
  if (readFirst(fields, ['ButtonPayload', 'InteractiveData', 'FlowData']) !== null)
    return { kind: MessageKind.INTERACTIVE, text };
  return { kind: text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT, text };
}

/** Name and coordinates of a place, as far as the sender's phone sent them. */
function readPlace(fields: Fields): LocationContent | null {
  const [latitude, longitude] = ['Latitude', 'Longitude'].map(name =>
    Number(readWord(fields, name) ?? Number.NaN),
  );
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  const [name, address] = [readWord(fields, 'Label'), readWord(fields, 'Address')];
  return { type: 'location', ...({ latitude, longitude } as Coordinates), name, address, isLive: false };
}

type Coordinates = Pick<LocationContent, 'latitude' | 'longitude'>;

function describePoint({ latitude, longitude }: Coordinates): string {
  return `${latitude}, ${longitude}`;
}

/** A pressed button, or a choice from a list. */
function readChoice(fields: Fields): ChoiceContent | null {
  const title = readText(fields, 'ListTitle') ?? readText(fields, 'ButtonText');
  if (title === null) return null;
  const optionId = readFirst(fields, ['ListId', 'ButtonPayload']);
  return { type: 'choice', optionId, title, description: readText(fields, 'ListDescription') };
}

/** The answers of a WhatsApp Flow; Twilio forwards them as JSON text [A: the shape is the Cloud API's]. */
function readForm(fields: Fields): FormContent | null {
  const { flow_token: _token, ...answers } = toFields(readJson(fields, 'FlowData'));
  return Object.keys(answers).length === 0 ? null : { type: 'form', name: null, answers };
}

/**
 * With advanced opt-out, Twilio's own field decides, as the Twilio customer can configure the words. Otherwise: an SMS
 * that consists of one of the common words.
 */
function readOptOut(fields: Fields, from: string, text: string | null): Pick<InboundMessage, 'optOut'> {
  const said = readWord(fields, 'OptOutType')?.toUpperCase();
  if (said === 'STOP' || said === 'START') return { optOut: said };
  if (said === 'HELP') return { optOut: null };
  const optOut = readOptOutWord(from, text);
  return optOut === null ? {} : { optOut };
}

const referralFields = {
  ...{ sourceType: 'ReferralSourceType', sourceId: 'ReferralSourceId', sourceUrl: 'ReferralSourceUrl' },
  ...{ headline: 'ReferralHeadline', body: 'ReferralBody', clickId: 'ReferralCtwaClid' },
} as const satisfies Record<keyof Referral, string>;

/** The advertisement that led the customer here (docs/providers/twilio.md, "Messaging: inbound"). */
function readReferral(fields: Fields): Pick<InboundMessage, 'referral'> {
  const read = (name: keyof Referral) => readText(fields, referralFields[name])?.trim() ?? null;
  const url = read('sourceUrl') ?? '';
  const cut = (text: string | null, maxChars: number) => (text === null ? null : abridgeText(text, maxChars));
  const referral: Referral = {
    sourceType: cut(read('sourceType'), 40),
    sourceId: cut(read('sourceId'), 200),
    sourceUrl: /^https?:\/\//i.test(url) && url.length <= 4_096 && URL.canParse(url) ? url : null,
    headline: cut(read('headline'), 500),
    body: cut(read('body'), 2_000),
    clickId: cut(read('clickId'), 500),
  };
  return Object.values(referral).every(part => part === null) ? {} : { referral };
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
      // WhatsApp records voice notes as Opus in Ogg; no field marks them.
      isVoice: /^audio\/ogg/i.test(mimeType),
      durationSeconds: null,
    };
  });
}
