/**
 * Buttons, lists and templates, and the answers to them (docs/providers/green-api.md, "Buttons and lists"). Their object
 * lies under a key equal, or nearly equal, to the type; its words have other names in each of them.
 */
import { firstText, readText, readWord, type Tree, toList, toTree } from '../json-value.js';

/** What somebody pressed. */
export interface Choice {
  readonly type: 'choice';
  readonly title: string;
  readonly stanzaId: unknown;
}

/** What was offered to press. */
export interface Offer {
  readonly type: 'offer';
  readonly header: string | null;
  readonly body: string | null;
  readonly footer: string | null;
  readonly options: readonly Option[];
}

/** One button, or one row of a list. */
export interface Option {
  readonly title: string;
  readonly description: string | null;
}

const maxOptions = 50;

/** Reads the object; null when it holds no words. */
export function readInteractive(data: Tree, type: string): Choice | Offer | null {
  const key = [type, type.replace(/^templateButtonsReply/, 'templateButtonReply')].find(name => name in data);
  const body = toTree(key === undefined ? undefined : data[key]);
  return readChoice(body, type) ?? readOffer(body);
}

/** `interactiveButtonsReply` is an offer of buttons for a reply, and no reply. */
function readChoice(body: Tree, type: string): Choice | null {
  const isResponse = /response(?:Message)?$|replyMessage$/i.test(type);
  const title = firstText([
    ...[body.selectedButtonText, body.selectedDisplayText],
    ...(isResponse ? [body.title, body.singleSelectReply, body.selectedButtonId, body.selectedId] : []),
  ]);
  return title === null ? null : { type: 'choice', title, stanzaId: body.stanzaId };
}

function readOffer(body: Tree): Offer | null {
  const buttons = toList(body.buttons).map(button => toOption(toTree(button)));
  const rows = toList(body.sections)
    .flatMap(section => toList(toTree(section).rows))
    .map(row => toOption(toTree(row)));
  const offer: Offer = {
    type: 'offer',
    header: readWords([body.titleText, body.header, body.title]),
    body: readWords([body.contentText, body.body, body.text, body.description, body.caption]),
    footer: readWords([body.footerText, body.footer]),
    options: [...buttons, ...rows].filter(option => option !== null).slice(0, maxOptions),
  };
  const { header, footer, options } = offer;
  return header === null && offer.body === null && footer === null && options.length === 0 ? null : offer;
}

function toOption(option: Tree): Option | null {
  const parts = [option.urlButton, option.callButton, option.quickReplyButton, option.reply].map(toTree);
  const named = [option, ...parts].flatMap(part => [part.buttonText, part.displayText, part.title]);
  const title = readWords(named);
  return title === null ? null : { title, description: readWord(option.description) };
}

/** The first of the values that has words, in a text or in an object around one. */
function readWords(values: readonly unknown[]): string | null {
  return firstText(values.flatMap(value => [readText(value), toTree(value).displayText, toTree(value).text]));
}

/** The words of an offer, as they stood in the chat. */
export function toOfferLines({ header, body, footer, options }: Offer): readonly (string | null)[] {
  const rows = options.map(({ title, description }) =>
    description === null ? `• ${title}` : `• ${title}: ${description}`,
  );
  return [header, body, ...rows, footer];
}
