/**
 * Reads message content in Meta's Cloud API format. TATA forwards the same objects, so two vendors use this module
 * (docs/providers/whatsapp-cloud.md, "Messages").
 */
import type { InboundAttachment } from '../../domain/inbound-event.js';
import { describeContent, joinLines, type MessageContent } from '../../domain/message-content.js';
import { MessageKind } from '../../domain/vocabulary.js';
import {
  firstText,
  readFileName,
  readMimeType,
  readText,
  readUrl,
  readWord,
  type Tree,
  toTree,
} from '../json/json-value.js';
import {
  readCloudCards,
  readCloudChoice,
  readCloudForm,
  readCloudLocation,
  readCloudOffer,
  readCloudOrder,
} from './structured.js';

/** Content of a message. */
export interface CloudContent {
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly attachments: readonly InboundAttachment[];
  readonly content?: MessageContent;
  /** True for an unknown type, which can be a system message. */
  readonly isNotice?: boolean;
}

const mediaKinds: ReadonlyMap<string, MessageKind> = new Map([
  ['image', MessageKind.IMAGE],
  ['video', MessageKind.VIDEO],
  ['sticker', MessageKind.STICKER],
  ['audio', MessageKind.AUDIO],
  ['voice', MessageKind.AUDIO],
  ['document', MessageKind.DOCUMENT],
]);

/** Reads the sub-object named by the type. Total: an unknown type is UNSUPPORTED. */
export function readCloudContent(message: Tree): CloudContent {
  const type = readWord(message.type, 64) ?? findType(message);
  const body = toTree(type === null ? undefined : message[type]);
  const media = mediaKinds.get(type ?? '');
  if (media !== undefined)
    return toContent(media, readText(body.caption), [readMedia(body, type === 'voice')]);
  switch (type) {
    case 'text':
      return toContent(MessageKind.TEXT, readText(body.body));
    case 'location':
      return toPlace(body);
    case 'contacts':
      return toStructured(MessageKind.CONTACT, readCloudCards(message.contacts));
    case 'button':
      return toStructured(MessageKind.INTERACTIVE, readCloudChoice(body));
    case 'interactive':
      return readInteractive(body);
    case 'order': {
      const order = readCloudOrder(body);
      const words = joinLines([readText(body.text), order && describeContent(order)]);
      return toStructured(MessageKind.ORDER, order, words);
    }
    case 'system':
      return toContent(MessageKind.SYSTEM, readText(body.body));
    case 'unsupported':
      // The customer sent something that the Cloud API does not forward, such as a poll.
      return toContent(MessageKind.UNSUPPORTED, null);
    default:
      return { ...toContent(MessageKind.UNSUPPORTED, null), isNotice: true };
  }
}

/** Some relays omit the type; then the sub-object that is present determines it. */
function findType(message: Tree): string | null {
  const types = ['text', ...mediaKinds.keys(), 'location', 'contacts', 'button', 'interactive'];
  return types.find(type => type in message) ?? null;
}

function toContent(
  kind: MessageKind,
  text: string | null,
  attachments: readonly InboundAttachment[] = [],
): CloudContent {
  return { kind, text, attachments };
}

function toStructured(
  kind: MessageKind,
  content: MessageContent | null,
  text = content && describeContent(content),
): CloudContent {
  return { ...toContent(kind, text), ...(content !== null && { content }) };
}

function toPlace(body: Tree): CloudContent {
  const place = readCloudLocation(body);
  if (place !== null) return toStructured(MessageKind.LOCATION, place);
  return toContent(MessageKind.LOCATION, joinLines([readText(body.name), readText(body.address)]));
}

function readInteractive(body: Tree): CloudContent {
  const form = toTree(body.nfm_reply);
  const answers = readCloudForm(form);
  const content = answers ?? readCloudChoice(body) ?? readCloudOffer(body);
  // Without readable answers, the text that the customer saw is used: "Sent".
  return toStructured(
    MessageKind.INTERACTIVE,
    content,
    content === null ? firstText([form.body, form.name]) : describeContent(content),
  );
}

/** A file is named by its id; its URL, if present, expires within minutes. */
function readMedia(body: Tree, isVoiceType: boolean): InboundAttachment {
  return {
    mimeType: readMimeType(body.mime_type),
    fileName: readFileName(body.filename),
    sizeBytes: null,
    url: readUrl(body.url) ?? readUrl(body.link),
    mediaId: readWord(body.id),
    isVoice: isVoiceType || body.voice === true,
    durationSeconds: null,
  };
}
