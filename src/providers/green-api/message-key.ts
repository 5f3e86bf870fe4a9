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

/** The message and its chat in the words of the API, out of a message's key; null when the key is a digest. */
export function splitMessageKey(
  key: string | null,
  address: string,
): { readonly chatId: string; readonly idMessage: string } | null {
  if (key === null || key.startsWith('sha256:')) return null;
  const [idMessage = '', chatId = address] = key.split('/', 2);
  return { chatId, idMessage };
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
