/**
 * Keys of de-duplication. `idMessage` is unique inside a chat only (docs/providers/green-api.md, "One message, once"):
 * what people send is keyed with its chat. What our own number sends is made by one client and keyed by its id alone,
 * so that the answer to a send, the echo and the statuses meet, also when one names the chat by phone and one by lid.
 */
import { maxIdChars, toDigest } from '../json-value.js';

/** The key of a message that a person sent. */
export function toInboundKey(idMessage: string, chatId: string): string {
  const key = `${idMessage}/${chatId}`;
  return key.length <= maxIdChars ? key : toDigest([idMessage, chatId]);
}

/** What a message refers to, as the vendor names it. */
export interface QuotedMessage {
  readonly stanzaId: string;
  /** Whose message it is: `person` and `us` when that is certain, else the participant as given. */
  readonly author: 'person' | 'us' | { readonly participant: string | null };
}

/** The key of the message that another one refers to. */
export function toQuotedKey({ stanzaId, author }: QuotedMessage, chatId: string): string {
  const isPersons = author === 'person' || (author !== 'us' && author.participant === chatId);
  return isPersons ? toInboundKey(stanzaId, chatId) : stanzaId;
}
