/**
 * Buttons, lists, templates, and replies to them (docs/providers/green-api.md, "Buttons and lists"). The object's key
 * is equal, or nearly equal, to the type; its text fields have different names in each type.
 */
import {
  type ChoiceContent,
  type InteractiveContent,
  type InteractiveOption,
  InteractiveStyle,
} from '../../domain/message-content.js';
import { firstText, readText, readUrl, readWord, type Tree, toList, toTree } from '../json/json-value.js';

/** An offer or a choice, with the id of the offer that the choice answers. */
export interface Interactive {
  readonly content: ChoiceContent | InteractiveContent;
  readonly quotedId: string | null;
}

const maxOptions = 50;

/** Reads the object; null when it has no text. */
export function readInteractive(data: Tree, type: string): Interactive | null {
  const key = [type, type.replace(/^templateButtonsReply/, 'templateButtonReply')].find(name => name in data);
  const body = toTree(key === undefined ? undefined : data[key]);
  const choice = readChoice(body, type);
  if (choice !== null) return { content: choice, quotedId: readWord(body.stanzaId) };
  const offer = readOffer(body);
  return offer && { content: offer, quotedId: null };
}

/** `interactiveButtonsReply` is an offer of reply buttons, not a reply. */
function readChoice(body: Tree, type: string): ChoiceContent | null {
  const isResponse = /response(?:Message)?$|replyMessage$/i.test(type);
  const ids = [body.selectedButtonId, body.selectedId, body.singleSelectReply];
  const optionId = ids.map(id => readWord(id)).find(id => id !== null) ?? null;
  const title = firstText([
    ...[body.selectedButtonText, body.selectedDisplayText],
    ...(isResponse ? [body.title, optionId] : []),
  ]);
  return title === null ? null : { type: 'choice', optionId, title, description: readText(body.description) };
}

function readOffer(body: Tree): InteractiveContent | null {
  const buttons = toList(body.buttons).map((button, index) => toOption(toTree(button), null, index));
  const rows = toList(body.sections).flatMap(value => {
    const section = toTree(value);
    return toList(section.rows).map((row, index) => toOption(toTree(row), readWord(section.title), index));
  });
  const offer: InteractiveContent = {
    type: 'interactive',
    style: rows.length > 0 ? InteractiveStyle.LIST : InteractiveStyle.BUTTONS,
    header: readWords([body.titleText, body.header, body.title]),
    body: readWords([body.contentText, body.body, body.text, body.description, body.caption]),
    footer: readWords([body.footerText, body.footer]),
    listTitle: rows.length > 0 ? readWords([body.buttonText]) : null,
    options: [...buttons, ...rows].filter(option => option !== null).slice(0, maxOptions),
  };
  const { header, footer, options } = offer;
  return header === null && offer.body === null && footer === null && options.length === 0 ? null : offer;
}

function toOption(option: Tree, section: string | null, index: number): InteractiveOption | null {
  const kinds = [option.urlButton, option.callButton, option.quickReplyButton, option.reply].map(toTree);
  const parts = [option, ...kinds];
  const title = readWords(parts.flatMap(part => [part.buttonText, part.displayText, part.title]));
  if (title === null) return null;
  const ids = parts.flatMap(part => [part.buttonId, part.rowId, part.id]);
  return {
    id: ids.map(id => readWord(id)).find(id => id !== null) ?? readWord(option.index) ?? String(index),
    title,
    description: readWord(option.description, 500),
    section,
    url: parts.map(part => readUrl(part.url)).find(url => url !== null) ?? null,
  };
}

/** First non-empty text of the values; a value is a text or an object with one. */
function readWords(values: readonly unknown[]): string | null {
  return firstText(values.flatMap(value => [readText(value), toTree(value).displayText, toTree(value).text]));
}
