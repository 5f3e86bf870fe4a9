/**
 * What a message in the format of Meta's Cloud API carries. TATA passes the same objects on, so two vendors read them
 * (docs/providers/whatsapp-cloud.md, "Messages").
 */
import type { InboundAttachment } from '../domain/inbound-event.js';
import { MessageKind } from '../domain/vocabulary.js';
import {
  firstText,
  readFileName,
  readMimeType,
  readText,
  readUrl,
  readWord,
  type Tree,
  toList,
  toTree,
} from './json-value.js';

/** The content of a message. */
export interface CloudContent {
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** True for a type that is not known: it may be a notice of the messenger. */
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

/** Reads the sub-object that is named like the type. Total: an unknown type is UNSUPPORTED. */
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
      return toContent(MessageKind.LOCATION, toPlace(body));
    case 'contacts':
      return toContent(
        MessageKind.CONTACT,
        toLines(toList(message.contacts).map(card => toCard(toTree(card)))),
      );
    case 'button':
      // The payload is a routing id of the vendor's; the text is what the person pressed.
      return toContent(MessageKind.INTERACTIVE, firstText([body.text, body.payload]));
    case 'interactive':
      return toContent(MessageKind.INTERACTIVE, readInteractive(body));
    case 'order':
      return toContent(MessageKind.INTERACTIVE, toOrder(body));
    case 'system':
      return toContent(MessageKind.SYSTEM, readText(body.body));
    case 'unsupported':
      // The person sent something that the Cloud API does not pass on, such as a poll.
      return toContent(MessageKind.UNSUPPORTED, null);
    default:
      return { ...toContent(MessageKind.UNSUPPORTED, null), isNotice: true };
  }
}

/** Some relays leave the type out: then the sub-object that is there tells it. */
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

/** A file is named by an id; the address, where there is one, lives for minutes. */
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

function readInteractive(body: Tree): string | null {
  const { button_reply: button, list_reply: list, nfm_reply: form } = body;
  const choice = firstText([
    ...[toTree(button).title, toTree(list).title],
    ...[toTree(form).body, toTree(form).name],
  ]);
  return choice ?? toOffer(body);
}

/** Buttons or a list that our side sent, in an echo. */
function toOffer({ header, body, footer, action }: Tree): string | null {
  const { buttons, sections, parameters } = toTree(action);
  const rows = toList(sections).flatMap(section => toList(toTree(section).rows));
  const options = [
    ...[...toList(buttons).map(button => toTree(button).reply), ...rows].map(row => toTree(row).title),
    toTree(parameters).display_text,
  ].map(title => readWord(title));
  const bullets = options.slice(0, 50).map(title => title && `• ${title}`);
  return toLines([...[header, body].map(readPart), ...bullets, readPart(footer)]);
}

function readPart(part: unknown): string | null {
  return readText(toTree(part).text);
}

function toPlace({ latitude, longitude, name, address }: Tree): string | null {
  const isPlaced = typeof latitude === 'number' && typeof longitude === 'number';
  return toLines([readText(name), readText(address), isPlaced ? `${latitude}, ${longitude}` : null]);
}

function toCard(card: Tree): string | null {
  const numbers = toList(card.phones).map(phone => firstText([toTree(phone).phone, toTree(phone).wa_id]));
  return toLines([readText(toTree(card.name).formatted_name), ...numbers.slice(0, 10)]);
}

function toOrder(body: Tree): string | null {
  const items = toList(body.product_items).map(value => {
    const { product_retailer_id: id, quantity } = toTree(value);
    const name = readWord(id, 80);
    return name === null ? null : `${name} × ${readWord(quantity, 12) ?? '1'}`;
  });
  return toLines([readText(body.text), ...items.slice(0, 50)]);
}

function toLines(lines: readonly (string | null)[]): string | null {
  const told = lines.filter(line => line !== null);
  return told.length === 0 ? null : told.join('\n');
}
