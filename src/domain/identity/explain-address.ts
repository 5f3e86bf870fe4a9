/** Explains how an address is parsed: the rule that produced its canonical form and its keys, as text. Pure. */
import { attestedRule, generalRule, phoneRules, type RuleFact } from '../phone/phone-rules.js';
import { IdentityKind } from './identity-kind.js';
import { type MessengerPerson, type NotAPersonReason, parseMessengerAddress } from './messenger-address.js';

/** The result of parsing an address, and the rule that was applied. */
export interface AddressExplanation {
  readonly raw: string;
  /** Null if the address is not a person's. */
  readonly person: MessengerPerson | null;
  /** Name of the rule, and its description. */
  readonly rule: string;
  /** ISO 3166 alpha-2 of the phone, or null. */
  readonly country: string | null;
}

const phoneFacts: ReadonlyMap<string, RuleFact> = new Map(
  [...phoneRules, generalRule, attestedRule].map(rule => [rule.id, rule]),
);

const refusals: Readonly<Record<NotAPersonReason, string>> = {
  GROUP: 'A group; only conversations with one person are kept.',
  STATUS_BROADCAST: 'A status update; it cannot be answered.',
  BROADCAST: 'A broadcast list; it cannot be answered.',
  NEWSLETTER: 'A channel of WhatsApp; it cannot be answered.',
  UNREADABLE: 'No phone number and no address that is known.',
};

/** @param defaultCountry ISO 3166 alpha-2; the country of a number that has none */
export function explainAddress(raw: string, defaultCountry: string): AddressExplanation {
  const parsed = parseMessengerAddress(raw, defaultCountry);
  if (parsed.type === 'not-a-person')
    return { raw, person: null, rule: `${parsed.reason}: ${refusals[parsed.reason]}`, country: null };
  return { raw, person: parsed, rule: toRule(parsed), country: parsed.phone?.country ?? null };
}

function toRule(person: MessengerPerson): string {
  const fact = person.phone ? phoneFacts.get(person.phone.rule) : undefined;
  if (fact) return `${fact.id}: ${fact.sentence}`;
  if (person.kind === IdentityKind.WHATSAPP_LID)
    return 'WHATSAPP_LID: An address of WhatsApp that hides the phone; its digits are none.';
  if (person.matchKey.startsWith('bsuid:'))
    return 'WHATSAPP_BSUID: A user id of WhatsApp that is valid for one business; the country before the dot tells no phone.';
  return 'ADDRESS_ONLY: Digits of a messenger that begin with no calling code; the address is its own key.';
}
