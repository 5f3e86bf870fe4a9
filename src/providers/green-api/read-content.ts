/** Reads message content by `typeMessage` (docs/providers/green-api.md, "Kinds of messages"). */
import type { InboundAttachment } from '../../domain/inbound-event.js';
import { describeContent, joinLines, type MessageContent } from '../../domain/message-content.js';
import { MessageKind } from '../../domain/vocabulary.js';
import {
  firstText,
  readName,
  readNumber,
  readText,
  readWord,
  type Tree,
  toList,
  toTree,
} from '../json/json-value.js';
import { parseVcards } from '../json/vcard.js';
import { mediaKinds, readFile } from './read-file.js';
import { readInteractive } from './read-interactive.js';

/** Content of a message, or the reason why there is none. */
export type Content =
  | {
      readonly type: 'content';
      readonly kind: MessageKind;
      readonly text: string | null;
      readonly attachments: readonly InboundAttachment[];
      readonly content?: MessageContent;
      /** Id of the quoted message. */
      readonly quotedId: string | null;
    }
  | {
      readonly type: 'change';
      /** Id of the message that it applies to. */
      readonly targetId: string;
      readonly change: ContentChange;
    }
  | { readonly type: 'nothing'; readonly reason: string };

/** A change to an earlier message. */
export type ContentChange =
  | { readonly type: 'edit'; readonly kind: MessageKind; readonly text: string | null }
  | { readonly type: 'deletion' }
  | { readonly type: 'reaction'; readonly emoji: string | null };

const maxCards = 50;

/** Placeholder texts for content that Green API did not receive or could not decrypt. */
const lostText = /^\s*\{\{SWE\d{3}\}\}\s*$/;

/** Reads `messageData`; `chatId` is the customer's. Total: an unknown type is UNSUPPORTED. */
export function readContent(data: Tree, chatId: string): Content {
  const type = readWord(data.typeMessage, 64);
  if (type === null) return { type: 'nothing', reason: 'No messageData; nothing is known of this shape.' };
  const media = mediaKinds.get(type);
  if (media !== undefined) {
    const file = toTree(data.fileMessageData);
    return toContent(data, media, readText(file.caption), [readFile(file, type)]);
  }
  switch (type) {
    case 'textMessage':
      return toText(data, toTree(data.textMessageData).textMessage);
    case 'extendedTextMessage':
    case 'quotedMessage':
      return toText(data, toTree(data.extendedTextMessageData).text);
    case 'reactionMessage':
      return toChange(data, findQuoted(data), {
        type: 'reaction',
        emoji: readText(toTree(data.extendedTextMessageData).text),
      });
    case 'locationMessage':
    case 'liveLocationMessage':
      return toPlace(data, toTree(data[`${type}Data`]), type === 'liveLocationMessage');
    case 'contactMessage':
      return toStructured(data, MessageKind.CONTACT, toCards([data.contactMessageData]));
    case 'contactsArrayMessage': {
      const contacts = toTree(data.messageData).contacts ?? toTree(data.contactsArrayMessageData).contacts;
      return toStructured(data, MessageKind.CONTACT, toCards(toList(contacts)));
    }
    case 'pollMessage': {
      const poll = toTree(data.pollMessageData);
      const options = toList(poll.options).map(option => bullet(readWord(toTree(option).optionName)));
      return toContent(data, MessageKind.INTERACTIVE, joinLines([readText(poll.name), ...options]));
    }
    case 'pollUpdateMessage': {
      const poll = toTree(data.pollMessageData);
      return toContent(data, MessageKind.INTERACTIVE, toVote(poll, chatId), [], readWord(poll.stanzaId));
    }
    case 'editedMessage': {
      const edited = toTree(data.editedMessageData);
      const text = firstText([edited.textMessage, edited.caption]);
      const kind = text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT;
      return toChange(data, readWord(edited.stanzaId), { type: 'edit', kind, text });
    }
    case 'deletedMessage':
      return toChange(data, readWord(toTree(data.deletedMessageData).stanzaId), { type: 'deletion' });
    case 'groupInviteMessage': {
      const invite = toTree(data.groupInviteMessageData);
      const text = joinLines([
        firstText([invite.caption, data.caption]),
        firstText([invite.groupName, invite.name]),
      ]);
      return toContent(data, MessageKind.INTERACTIVE, text);
    }
    default:
      return toInteractive(data, type);
  }
}

function toInteractive(data: Tree, type: string): Content {
  const read = readInteractive(data, type);
  if (read === null) return toContent(data, MessageKind.UNSUPPORTED, null);
  const kind = type === 'templateMessage' ? MessageKind.TEMPLATE : MessageKind.INTERACTIVE;
  return toStructured(data, kind, read.content, read.quotedId);
}

function toStructured(
  data: Tree,
  kind: MessageKind,
  content: MessageContent,
  quotedId: string | null = null,
): Content {
  return { ...toContent(data, kind, describeContent(content), [], quotedId), content };
}

function toChange(data: Tree, targetId: string | null, change: ContentChange): Content {
  if (targetId !== null) return { type: 'change', targetId, change };
  const type = readWord(data.typeMessage, 64) ?? '';
  return { type: 'nothing', reason: `"${type}" without the message that it is about.` };
}

function toText(data: Tree, value: unknown): Content {
  const text = readText(value);
  const isLost = text === null || lostText.test(text);
  return toContent(data, isLost ? MessageKind.UNSUPPORTED : MessageKind.TEXT, isLost ? null : text);
}

function toContent(
  data: Tree,
  kind: MessageKind,
  text: string | null,
  attachments: readonly InboundAttachment[] = [],
  quotedId: string | null = null,
): Extract<Content, { type: 'content' }> {
  return { type: 'content', kind, text, attachments, quotedId: quotedId ?? findQuoted(data) };
}

/** Any type is a reply if `quotedMessage` is next to it; older bodies name the target inside the text's object. */
function findQuoted(data: Tree): string | null {
  return readWord(toTree(data.quotedMessage).stanzaId ?? toTree(data.extendedTextMessageData).stanzaId);
}

function toPlace(data: Tree, place: Tree, isLive: boolean): Content {
  const [latitude, longitude] = [readNumber(place.latitude), readNumber(place.longitude)];
  const [name, address] = [readText(place.nameLocation), readText(place.address)];
  if (latitude === null || longitude === null)
    return toContent(data, MessageKind.LOCATION, joinLines([name, address]));
  const content = { type: 'location', latitude, longitude, name, address, isLive } as const;
  return toStructured(data, MessageKind.LOCATION, content);
}

/** Each item has a vCard and the name shown by the sender's phone. */
function toCards(values: readonly unknown[]): MessageContent {
  const cards = values.slice(0, maxCards).map(value => {
    const { displayName, vcard } = toTree(value);
    const [card] = parseVcards(readText(vcard) ?? '');
    const name = readName([displayName, card?.name]);
    return card ? { ...card, name } : { name, organization: null, phones: [], emails: [] };
  });
  return { type: 'contacts', cards };
}

/** The options that the person chose; all chosen options when voters are named in another form. */
function toVote(poll: Tree, chatId: string): string | null {
  const votes = toList(poll.votes).map(vote => {
    const { optionName, optionVoters } = toTree(vote);
    const voters = Array.isArray(optionVoters) ? optionVoters : [];
    return { name: readWord(optionName), isChosen: voters.length > 0, isTheirs: voters.includes(chatId) };
  });
  const theirs = votes.filter(vote => vote.isTheirs);
  const chosen = theirs.length > 0 ? theirs : votes.filter(vote => vote.isChosen);
  return joinLines(chosen.map(vote => vote.name));
}

function bullet(text: string | null): string | null {
  return text === null ? null : `• ${text}`;
}
