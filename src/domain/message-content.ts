/**
 * Structured content of a message, in addition to its text and files: as parsers create it and the database stores it.
 * The message's text is a readable form of it, created by `describeContent`.
 */
import type { Money } from './money.js';
import { identifyPhone } from './phone/phone-identity.js';

/** A place. */
export interface LocationContent {
  readonly type: 'location';
  readonly latitude: number;
  readonly longitude: number;
  readonly name: string | null;
  readonly address: string | null;
  /** True for a live location. */
  readonly isLive: boolean;
}

/** A phone number of a contact card. */
export interface ContactCardPhone {
  /** As written on the card. */
  readonly value: string;
  /** E.164: attested by the messenger, else parsed with the company's country; null when invalid. */
  readonly phone: string | null;
  readonly label: string | null;
}

/** A contact card. */
export interface ContactCard {
  readonly name: string | null;
  readonly organization: string | null;
  readonly phones: readonly ContactCardPhone[];
  readonly emails: readonly string[];
}

/** Forwarded contact cards. */
export interface ContactCardsContent {
  readonly type: 'contacts';
  readonly cards: readonly ContactCard[];
}

/** Display style of options. */
export enum InteractiveStyle {
  BUTTONS = 'BUTTONS',
  LIST = 'LIST',
}

/** One button, or one row of a list. */
export interface InteractiveOption {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  /** Its section of the list. */
  readonly section: string | null;
  /** URL of a link button. */
  readonly url: string | null;
}

/** Offered buttons or list. */
export interface InteractiveContent {
  readonly type: 'interactive';
  readonly style: InteractiveStyle;
  readonly header: string | null;
  readonly body: string | null;
  readonly footer: string | null;
  /** Title of the button that opens the list. */
  readonly listTitle: string | null;
  readonly options: readonly InteractiveOption[];
}

/** The option chosen from an offer. */
export interface ChoiceContent {
  readonly type: 'choice';
  readonly optionId: string | null;
  readonly title: string;
  readonly description: string | null;
}

/** The answers of a form. */
export interface FormContent {
  readonly type: 'form';
  readonly name: string | null;
  /** As received, without the provider's own token. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** One position of an order. */
export interface OrderItem {
  readonly productId: string;
  readonly name: string | null;
  readonly quantity: number;
  readonly price: Money | null;
}

/** An order from a catalogue. */
export interface OrderContent {
  readonly type: 'order';
  readonly catalogId: string | null;
  readonly items: readonly OrderItem[];
  readonly total: Money | null;
}

/** Outcome of a call. */
export enum CallOutcome {
  MISSED = 'MISSED',
  ANSWERED = 'ANSWERED',
  DECLINED = 'DECLINED',
  UNKNOWN = 'UNKNOWN',
}

/** A call; Trunkline only records it. */
export interface CallContent {
  readonly type: 'call';
  readonly outcome: CallOutcome;
  readonly isVideo: boolean;
  readonly durationSeconds: number | null;
}

/** Any content of a message. */
export type MessageContent =
  | LocationContent
  | ContactCardsContent
  | InteractiveContent
  | ChoiceContent
  | FormContent
  | OrderContent
  | CallContent;

/** The advertisement or link that led a person here. */
export interface Referral {
  /** The provider's name, such as `ad` or `post`. */
  readonly sourceType: string | null;
  readonly sourceId: string | null;
  readonly sourceUrl: string | null;
  readonly headline: string | null;
  readonly body: string | null;
  /** The click's id for the advertiser's reports (`ctwa_clid`). */
  readonly clickId: string | null;
}

type Lines = readonly (string | null)[];

/** The content as text, one line per part; null when it has none. */
export function describeContent(content: MessageContent): string | null {
  return joinLines(toLines(content));
}

/** Joins the non-empty lines; null when there are none. */
export function joinLines(lines: Lines): string | null {
  const told = lines.filter(line => line !== null);
  return told.length === 0 ? null : told.join('\n');
}

function toLines(content: MessageContent): Lines {
  switch (content.type) {
    case 'location':
      return [content.name, content.address, `${content.latitude}, ${content.longitude}`];
    case 'contacts':
      return content.cards.flatMap(({ name, organization, phones, emails }) => [
        name ?? organization,
        ...new Set(phones.map(({ phone, value }) => phone ?? value)),
        ...emails,
      ]);
    case 'interactive':
      return [content.header, content.body, ...content.options.map(toBullet), content.footer];
    case 'choice':
      return [content.title];
    case 'form':
      return Object.entries(content.answers).map(([name, value]) => `${toLabel(name)}: ${toAnswer(value)}`);
    case 'order':
      return [...content.items.map(toPosition), content.total && `= ${toAmount(content.total)}`];
    case 'call':
      return [toCallWords(content)];
  }
}

function toBullet({ title, description }: InteractiveOption): string {
  return description === null ? `• ${title}` : `• ${title}: ${description}`;
}

/** WhatsApp's form builder names a field `screen_0_Your_name_1`. */
const builtName = /^screen_\d+_(.+?)(?:_\d+)?$/;

function toLabel(name: string): string {
  return (builtName.exec(name)?.[1] ?? name).replaceAll('_', ' ').trim();
}

/** The form builder names an option `0_Tomorrow`. */
function toAnswer(value: unknown): string {
  if (Array.isArray(value)) return value.map(toAnswer).join(', ');
  if (typeof value === 'string') return value.replace(/^\d{1,2}_(?=\S)/, '').replaceAll(/\s*\n\s*/g, ' ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function toPosition({ name, productId, quantity, price }: OrderItem): string {
  const what = `${name ?? productId} × ${quantity}`;
  return price === null ? what : `${what}, ${toAmount(price)}`;
}

function toAmount({ amount, currency }: Money): string {
  return currency === null ? amount : `${amount} ${currency}`;
}

function toCallWords({ outcome, isVideo, durationSeconds }: CallContent): string {
  const what = isVideo ? 'video call' : 'call';
  const took = durationSeconds === null || durationSeconds === 0 ? '' : `, ${toMinutes(durationSeconds)}`;
  switch (outcome) {
    case CallOutcome.MISSED:
      return `Missed ${what}`;
    case CallOutcome.DECLINED:
      return `Declined ${what}`;
    case CallOutcome.ANSWERED:
      return `Answered ${what}${took}`;
    case CallOutcome.UNKNOWN:
      return `${isVideo ? 'Video call' : 'Call'}${took}`;
  }
}

function toMinutes(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return [minutes > 0 && `${minutes} min`, rest > 0 && `${rest} s`].filter(Boolean).join(' ');
}

/** Completes the content with the company's country: phone numbers of cards in E.164. */
export function completeContent(content: MessageContent, country: string): MessageContent {
  if (content.type !== 'contacts') return content;
  const complete = (card: ContactCard): ContactCard => ({
    ...card,
    phones: card.phones.map(phone => ({
      ...phone,
      phone: phone.phone ?? identifyPhone(phone.value, country)?.e164 ?? null,
    })),
  });
  return { ...content, cards: content.cards.map(complete) };
}
