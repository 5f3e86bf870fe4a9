import type { OutboundMessage } from '../contract/send.js';
import { isWhatsapp } from './address.js';

/** Twilio's text limit on SMS and WhatsApp (docs/providers/twilio.md, "Limits"). */
export const maxTextChars = 1_600;

const maxSmsFiles = 10;

/**
 * Reason why a message cannot be sent; null when it can.
 * @param maxFiles the product's limit of files per message on a phone number; on WhatsApp it is one
 * @param needsAddress true if Twilio fetches the files itself
 */
export function checkContent(
  message: OutboundMessage,
  { maxFiles = maxSmsFiles, needsAddress = true } = {},
): string | null {
  const { attachments, from, to } = message;
  const text = message.text ?? '';
  if (isWhatsapp(from) !== isWhatsapp(to)) {
    return 'A WhatsApp number can only write to WhatsApp, and a phone number only to phones.';
  }
  if (message.template !== null) return null;
  if (text.trim() === '' && attachments.length === 0) return 'The message has neither a text nor a file.';
  if (text.length > maxTextChars)
    return `The text has ${text.length} characters; Twilio takes ${maxTextChars}.`;
  const limit = isWhatsapp(to) ? 1 : maxFiles;
  if (attachments.length > limit) {
    return `A message takes ${limit === 1 ? 'one file' : `${limit} files`}; send the others as messages of their own.`;
  }
  if (needsAddress && attachments.some(({ url }) => !/^https?:\/\//i.test(url) || !URL.canParse(url))) {
    return 'A file has no public http(s) address for Twilio to fetch: set PUBLIC_URL.';
  }
  return null;
}
