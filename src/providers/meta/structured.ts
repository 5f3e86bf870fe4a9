/**
 * Reads structured content of Cloud API messages: places, cards, offers, choices, forms, orders, referrals
 * (docs/providers/whatsapp-cloud.md, "Messages").
 */
import {
  type ChoiceContent,
  type ContactCardsContent,
  type FormContent,
  type InteractiveContent,
  type InteractiveOption,
  InteractiveStyle,
  type LocationContent,
  type OrderContent,
  type OrderItem,
  type Referral,
} from '../../domain/message-content.js';
import { toCurrency, toDecimal, totalOf } from '../../domain/money.js';
import { parseJson } from '../json/json-body.js';
import {
  firstText,
  isTree,
  readName,
  readNumber,
  readText,
  readUrl,
  readWord,
  type Tree,
  toList,
  toTree,
} from '../json/json-value.js';

const maxCards = 50;
const maxOptions = 50;
const maxItems = 100;
/** Longer answers are not stored as structure; the body in the ledger has them all. */
const maxAnswerChars = 32_768;

/** Reads a place; null without coordinates. */
export function readCloudLocation({ latitude, longitude, name, address }: Tree): LocationContent | null {
  const [lat, long] = [readNumber(latitude), readNumber(longitude)];
  if (lat === null || long === null) return null;
  return {
    type: 'location',
    latitude: lat,
    longitude: long,
    name: readText(name),
    address: readText(address),
    isLive: false,
  };
}

/** Reads the cards of `contacts`. */
export function readCloudCards(cards: unknown): ContactCardsContent {
  const read = toList(cards)
    .slice(0, maxCards)
    .map(value => {
      const card = toTree(value);
      const phones = toList(card.phones).slice(0, 20).map(toTree);
      return {
        name: readName([toTree(card.name).formatted_name, toTree(card.name).first_name]),
        organization: readName([toTree(card.org).company]),
        phones: phones.flatMap(phone => {
          const value = readWord(phone.phone) ?? readWord(phone.wa_id);
          if (value === null) return [];
          const waId = readWord(phone.wa_id)?.replaceAll(/\D/g, '') ?? '';
          const attested = /^[1-9]\d{6,14}$/.test(waId) ? `+${waId}` : null;
          return [{ value, phone: attested, label: readWord(phone.type, 40) }];
        }),
        emails: toList(card.emails)
          .slice(0, 20)
          .flatMap(email => readWord(toTree(email).email) ?? []),
      };
    });
  return { type: 'contacts', cards: read };
}

/** Reads a choice of buttons or a list, or of a button under a template. */
export function readCloudChoice(body: Tree): ChoiceContent | null {
  const chosen = [body.button_reply, body.list_reply].find(isTree) ?? {};
  // For a template's button, the payload is the id; some relays omit its text.
  const title = firstText([chosen.title, body.text, body.payload]);
  if (title === null) return null;
  const optionId = readWord(chosen.id) ?? readWord(body.payload);
  return { type: 'choice', optionId, title, description: readText(chosen.description) };
}

/** Reads the answers of a form, without the token that the form's sender set. */
export function readCloudForm(form: Tree): FormContent | null {
  const json = readText(form.response_json) ?? '';
  const response = json.length <= maxAnswerChars ? parseJson(json) : undefined;
  const { flow_token: _token, ...answers } = isTree(form.response_json)
    ? form.response_json
    : toTree(response);
  return Object.keys(answers).length === 0 ? null : { type: 'form', name: readWord(form.name), answers };
}

/** Reads buttons or a list that our side sent, in an echo. */
export function readCloudOffer({ type, header, body, footer, action }: Tree): InteractiveContent | null {
  const { button, buttons, sections, parameters } = toTree(action);
  const link = toTree(parameters);
  const options = [
    ...toList(buttons).map(value => toOption(toTree(toTree(value).reply), null)),
    ...toList(sections).flatMap(value => {
      const section = toTree(value);
      return toList(section.rows).map(row => toOption(toTree(row), readWord(section.title)));
    }),
    toOption({ id: link.url, title: link.display_text, url: link.url }, null),
  ].filter(option => option !== null);
  const offer: InteractiveContent = {
    type: 'interactive',
    style: type === 'list' || sections !== undefined ? InteractiveStyle.LIST : InteractiveStyle.BUTTONS,
    ...{ header: readPart(header), body: readPart(body), footer: readPart(footer) },
    listTitle: readWord(button),
    options: options.slice(0, maxOptions),
  };
  const { header: head, footer: foot } = offer;
  return head === null && offer.body === null && foot === null && options.length === 0 ? null : offer;
}

/** Reads an order; null without a line item. */
export function readCloudOrder(body: Tree): OrderContent | null {
  const items = toList(body.product_items)
    .slice(0, maxItems)
    .flatMap(value => readItem(toTree(value)));
  if (items.length === 0) return null;
  return { type: 'order', catalogId: readWord(body.catalog_id), items, total: totalOf(items) };
}

/** The advertisement or post that led the customer here; null when there is none. */
export function readCloudReferral(value: unknown): Referral | null {
  if (!isTree(value)) return null;
  const referral: Referral = {
    sourceType: readWord(value.source_type, 40),
    sourceId: readWord(value.source_id),
    sourceUrl: readUrl(value.source_url),
    headline: readWord(value.headline, 500),
    body: readWord(value.body, 2_000),
    clickId: readWord(value.ctwa_clid, 500),
  };
  return Object.values(referral).every(part => part === null) ? null : referral;
}

function readItem(item: Tree): OrderItem[] {
  const productId = readWord(item.product_retailer_id, 200);
  if (productId === null) return [];
  const quantity = readNumber(item.quantity);
  const amount = toDecimal(item.item_price);
  return [
    {
      productId,
      name: readWord(item.name),
      quantity: quantity !== null && quantity > 0 ? quantity : 1,
      price: amount === null ? null : { amount, currency: toCurrency(item.currency) },
    },
  ];
}

function toOption(row: Tree, section: string | null): InteractiveOption | null {
  const title = readWord(row.title);
  if (title === null) return null;
  const description = readWord(row.description, 500);
  return { id: readWord(row.id) ?? title, title, description, section, url: readUrl(row.url) };
}

function readPart(part: unknown): string | null {
  return readText(toTree(part).text);
}
