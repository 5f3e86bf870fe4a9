/**
 * Keys of de-duplication. `idMessage` is unique inside a chat only, and a chat has two names, a phone and a lid
 * (docs/providers/green-api.md, "One message, once"). So the id alone is the key, which is the same under both names; the
 * id with its chat is the key of a message whose id another person's message has already.
 */
import { maxIdChars, toDigest } from '../json/json-value.js';

/** The key of a person's message when another chat of the number has a message with its id. */
export function toKeyInChat(idMessage: string, chatId: string): string {
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

const keyInChat = /^([^/]+)\/[^/]+@[\w.-]+$/;

/** `idMessage` alone, as the guides show it, out of a key that holds the chat too; every other key is answered as it is. */
export function toIdMessage(key: string): string {
  return keyInChat.exec(key)?.[1] ?? key;
}
