/** GraphQL types for structured content; rows store the types of `domain/message-content.ts`. */
import { createUnionType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import * as content from '../domain/message-content.js';
import { Json, PhoneNumber, Url } from '../domain/scalars.js';
import { Money } from './money.type.js';

registerEnumType(content.InteractiveStyle, {
  name: 'InteractiveStyle',
  description: 'Display style of options.',
  valuesConfig: {
    BUTTONS: { description: 'As buttons below the message.' },
    LIST: { description: 'As a list that a button opens.' },
  },
});
registerEnumType(content.CallOutcome, {
  name: 'CallOutcome',
  description: 'Outcome of a call.',
  valuesConfig: {
    MISSED: { description: 'It was not answered, or the caller gave up.' },
    ANSWERED: { description: 'It was answered.' },
    DECLINED: { description: 'It was rejected on the phone.' },
    UNKNOWN: { description: 'The provider does not state it.' },
  },
});

/** A location. */
@ObjectType({ description: 'A location.' })
export class LocationContent {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;

  @Field(() => String, { nullable: true, description: 'Name of the place.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its postal address.' })
  address!: string | null;

  @Field({ description: 'True for a live location; only its first point is known.' })
  isLive!: boolean;
}

/** A phone number of a contact card; `ContactCardPhoneResolver` resolves its contact. */
@ObjectType({ description: 'A phone number of a contact card.' })
export class ContactCardPhone {
  @Field({ description: 'As written on the card.' })
  value!: string;

  @Field(() => PhoneNumber, {
    nullable: true,
    description: "E.164, parsed with the company's country; null when invalid.",
  })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Label of the number on the card, such as `cell`.' })
  label!: string | null;
}

/** A contact card. */
@ObjectType({ description: 'A contact card.' })
export class ContactCard {
  @Field(() => String, { nullable: true, description: 'Name on the card.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Organization on the card.' })
  organization!: string | null;

  @Field(() => [ContactCardPhone], { description: 'Phone numbers, at most 20.' })
  phones!: readonly ContactCardPhone[];

  @Field(() => [String], { description: 'E-mail addresses, at most 20.' })
  emails!: readonly string[];
}

/** Contact cards. */
@ObjectType({ description: 'Forwarded contact cards; at most 50.' })
export class ContactCardsContent {
  @Field(() => [ContactCard], { description: 'The cards, in order.' })
  cards!: readonly ContactCard[];
}

/** One button or row. */
@ObjectType({ description: 'One button, or one row of a list.' })
export class InteractiveOption {
  @Field({ description: 'Returned in ChoiceContent; not an id of Trunkline.' })
  id!: string;

  @Field({ description: 'Label.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Description below the title.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The section of the list that it belongs to.' })
  section!: string | null;

  @Field(() => Url, { nullable: true, description: 'URL of a link button.' })
  url!: string | null;
}

/** Offered buttons or list. */
@ObjectType({ description: 'Offered buttons or list; at most 50 options.' })
export class InteractiveContent {
  @Field(() => content.InteractiveStyle, { description: 'Display style of the options.' })
  style!: content.InteractiveStyle;

  @Field(() => String, { nullable: true, description: 'The header.' })
  header!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text of the message itself; `text` has header, options and footer as well.',
  })
  body!: string | null;

  @Field(() => String, { nullable: true, description: 'The footer.' })
  footer!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the button that opens the list.' })
  listTitle!: string | null;

  @Field(() => [InteractiveOption], { description: 'The options, in order.' })
  options!: readonly InteractiveOption[];
}

/** The option that the customer chose. */
@ObjectType({ description: 'The chosen option; `replyTo` is the offer.' })
export class ChoiceContent {
  @Field(() => String, {
    nullable: true,
    description: 'Id of the option; null where the provider sends only the title.',
  })
  optionId!: string | null;

  @Field({ description: 'The text on the button or row.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The description of the row.' })
  description!: string | null;
}

/** Answers of a form. */
@ObjectType({ description: 'Answers of a form (WhatsApp Flow).' })
export class FormContent {
  @Field(() => String, { nullable: true, description: "The provider's name of the form, if it sends one." })
  name!: string | null;

  @Field(() => Json, { description: "Answers by field, as received, without the provider's own token." })
  answers!: Readonly<Record<string, unknown>>;
}

/** One position of an order. */
@ObjectType({ description: 'One item of an order.' })
export class OrderItem {
  @Field({ description: "The product's id in the catalogue." })
  productId!: string;

  @Field(() => String, { nullable: true, description: 'Its name, if the provider reports it.' })
  name!: string | null;

  @Field(() => Float, { description: 'Quantity.' })
  quantity!: number;

  @Field(() => Money, { nullable: true, description: 'The price of one unit.' })
  price!: Money | null;
}

/** An order from a catalogue. */
@ObjectType({ description: 'An order from a catalogue; at most 100 items.' })
export class OrderContent {
  @Field(() => String, { nullable: true, description: "The provider's id of the catalogue." })
  catalogId!: string | null;

  @Field(() => [OrderItem], { description: 'The ordered items.' })
  items!: readonly OrderItem[];

  @Field(() => Money, {
    nullable: true,
    description: 'The total price; null unless every item has a price in the same currency.',
  })
  total!: Money | null;
}

/** A call. */
@ObjectType({ description: 'A call; Trunkline only records it.' })
export class CallContent {
  @Field(() => content.CallOutcome, { description: 'Outcome of the call.' })
  outcome!: content.CallOutcome;

  @Field({ description: 'True for a video call; false when the provider does not state it.' })
  isVideo!: boolean;

  @Field(() => Int, { nullable: true, description: 'Duration; null when the provider does not state it.' })
  durationSeconds!: number | null;
}

const typeNames = {
  location: LocationContent.name,
  contacts: ContactCardsContent.name,
  interactive: InteractiveContent.name,
  choice: ChoiceContent.name,
  form: FormContent.name,
  order: OrderContent.name,
  call: CallContent.name,
} as const satisfies Record<content.MessageContent['type'], string>;

/** Resolves the type of a content by its stored tag. */
export function toContentTypeName(value: object): string {
  return typeNames[(value as content.MessageContent).type];
}

/** Structured content of a message, in addition to text and files. */
export const MessageContent = createUnionType({
  name: 'MessageContent',
  description:
    'Structured content of a message in addition to text and files. `text` always contains a readable form of it too. More types can be added.',
  types: () =>
    [
      LocationContent,
      ContactCardsContent,
      InteractiveContent,
      ChoiceContent,
      FormContent,
      OrderContent,
      CallContent,
    ] as const,
  resolveType: toContentTypeName,
});

/** The advertisement or link that led to a message. */
@ObjectType({ description: 'The advertisement or link that led to the message.' })
export class Referral {
  @Field(() => String, { nullable: true, description: "The provider's name, such as `ad` or `post`." })
  sourceType!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the advertisement or post." })
  sourceId!: string | null;

  @Field(() => Url, { nullable: true, description: 'URL of the advertisement or post.' })
  sourceUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Its headline.' })
  headline!: string | null;

  @Field(() => String, { nullable: true, description: 'Its text.' })
  body!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Click id for the advertiser's reports (`ctwa_clid`).",
  })
  clickId!: string | null;
}
