/** GraphQL types for structured content; rows store the types of `domain/message-content.ts`. */
import { createUnionType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import * as content from '../domain/message-content.js';
import { Json, PhoneNumber, Url } from '../domain/scalars.js';
import { Money } from './money.type.js';

registerEnumType(content.InteractiveStyle, {
  name: 'InteractiveStyle',
  description: 'How options are shown.',
  valuesConfig: {
    BUTTONS: { description: 'As buttons below the message.' },
    LIST: { description: 'As a list that a button opens.' },
  },
});
registerEnumType(content.CallOutcome, {
  name: 'CallOutcome',
  description: 'How a call ended.',
  valuesConfig: {
    MISSED: { description: 'It was not answered, or the caller gave up.' },
    ANSWERED: { description: 'It was answered.' },
    DECLINED: { description: 'It was rejected on the phone.' },
    UNKNOWN: { description: 'The provider does not say.' },
  },
});

/** A location. */
@ObjectType({ description: 'A place.' })
export class LocationContent {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;

  @Field(() => String, { nullable: true, description: 'What the place is called.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its postal address.' })
  address!: string | null;

  @Field({ description: 'Whether the place moves with the person; only the first point is known.' })
  isLive!: boolean;
}

/** A phone number of a contact card; `ContactCardPhoneResolver` resolves its contact. */
@ObjectType({ description: 'A phone number on a business card.' })
export class ContactCardPhone {
  @Field({ description: 'As it is written there.' })
  value!: string;

  @Field(() => PhoneNumber, {
    nullable: true,
    description: "In E.164, read by the company's country; null when it is no phone number.",
  })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'What the card calls the number, such as `cell`.' })
  label!: string | null;
}

/** A contact card. */
@ObjectType({ description: 'A business card.' })
export class ContactCard {
  @Field(() => String, { nullable: true, description: 'Name of the person.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the person works.' })
  organization!: string | null;

  @Field(() => [ContactCardPhone], { description: 'Phone numbers, 20 at the most.' })
  phones!: readonly ContactCardPhone[];

  @Field(() => [String], { description: 'E-mail addresses, 20 at the most.' })
  emails!: readonly string[];
}

/** Contact cards. */
@ObjectType({ description: 'Contact cards that were forwarded; 50 at the most.' })
export class ContactCardsContent {
  @Field(() => [ContactCard], { description: 'The cards, in order.' })
  cards!: readonly ContactCard[];
}

/** One button or row. */
@ObjectType({ description: 'One button, or one row of a list.' })
export class InteractiveOption {
  @Field({ description: 'Comes back in ChoiceContent; no id of Trunkline.' })
  id!: string;

  @Field({ description: 'What it says.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Description below the title.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The section of the list that it belongs to.' })
  section!: string | null;

  @Field(() => Url, { nullable: true, description: 'For a button that opens a page.' })
  url!: string | null;
}

/** Offered buttons or list. */
@ObjectType({ description: 'Buttons or a list that was offered; 50 options at the most.' })
export class InteractiveContent {
  @Field(() => content.InteractiveStyle, { description: 'How the options are shown.' })
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

  @Field(() => String, { nullable: true, description: 'The button that opens the list.' })
  listTitle!: string | null;

  @Field(() => [InteractiveOption], { description: 'What can be chosen, in order.' })
  options!: readonly InteractiveOption[];
}

/** The option that the customer chose. */
@ObjectType({ description: 'What the customer chose; `replyTo` is the offer.' })
export class ChoiceContent {
  @Field(() => String, { nullable: true, description: 'Null where the provider gives the title alone.' })
  optionId!: string | null;

  @Field({ description: 'The text on the button or row.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The description of the row.' })
  description!: string | null;
}

/** Answers of a form. */
@ObjectType({ description: 'Answers of a form (WhatsApp Flow).' })
export class FormContent {
  @Field(() => String, { nullable: true, description: "The provider's name of the form, when it gives one." })
  name!: string | null;

  @Field(() => Json, { description: "Field to answer, as sent, without the provider's own token." })
  answers!: Readonly<Record<string, unknown>>;
}

/** One position of an order. */
@ObjectType({ description: 'One position of an order.' })
export class OrderItem {
  @Field({ description: "The product's id in the catalogue." })
  productId!: string;

  @Field(() => String, { nullable: true, description: 'Its name, when the provider reports it.' })
  name!: string | null;

  @Field(() => Float, { description: 'How many.' })
  quantity!: number;

  @Field(() => Money, { nullable: true, description: 'The price of one unit.' })
  price!: Money | null;
}

/** An order from a catalogue. */
@ObjectType({ description: 'An order from a catalogue; 100 positions at the most.' })
export class OrderContent {
  @Field(() => String, { nullable: true, description: "The provider's id of the catalogue." })
  catalogId!: string | null;

  @Field(() => [OrderItem], { description: 'What was ordered.' })
  items!: readonly OrderItem[];

  @Field(() => Money, {
    nullable: true,
    description: 'The total price; null unless every position has a price in the same currency.',
  })
  total!: Money | null;
}

/** A call. */
@ObjectType({ description: 'A call; Trunkline does not take part in it.' })
export class CallContent {
  @Field(() => content.CallOutcome, { description: 'How it ended.' })
  outcome!: content.CallOutcome;

  @Field({ description: 'Whether it was a video call; false when the provider does not say.' })
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
    'What a message carries in addition to text and files. `text` always holds a readable form of it too. More can be added.',
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
@ObjectType({ description: 'The advertisement or link that led the person here.' })
export class Referral {
  @Field(() => String, { nullable: true, description: "The provider's name, such as `ad` or `post`." })
  sourceType!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the advertisement or post." })
  sourceId!: string | null;

  @Field(() => Url, { nullable: true, description: 'Where the advertisement or post can be seen.' })
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
