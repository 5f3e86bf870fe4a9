/**
 * De-duplication keys. `idMessage` is unique only inside a chat, and a chat has two names, a phone and a lid
 * (docs/providers/green-api.md, "One message, once"). So the key is the id alone, equal under both names. If another
 * person's message already has that id, the key is the id with its chat.
 */
import { maxIdChars, toDigest } from '../json/json-value.js';

/** Key of a message whose id is already used in another chat of the channel. */
export function toKeyInChat(idMessage: string, chatId: string): string {
  const key = `${idMessage}/${chatId}`;
  return key.length <= maxIdChars ? key : toDigest([idMessage, chatId]);
}

/** Splits a message's key into the API's `idMessage` and `chatId`; null when the key is a digest. */
export function splitMessageKey(
  key: string | null,
  address: string,
): { readonly chatId: string; readonly idMessage: string } | null {
  if (key === null || key.startsWith('sha256:')) return null;
  const [idMessage = '', chatId = address] = key.split('/', 2);
  return { chatId, idMessage };
}

const keyInChat = /^([^/]+)\/[^/]+@[\w.-]+$/;

/** The `idMessage`, as in the guides, of a key that also contains the chat; other keys stay unchanged. */
export function toIdMessage(key: string): string {
  return keyInChat.exec(key)?.[1] ?? key;
}
