/**
 * Calls of ChatFlow's newer accounts: they name a flow instead of an instance, and the token is sent in a header
 * (docs/providers/chatflow.md, "The Flow API").
 */
import { parseMessengerAddress } from '../../domain/identity/messenger-address.js';
import type { ProviderHttpRequest } from '../contract/provider-http.js';
import type { OutboundMessage } from '../contract/send.js';
import { chatflowAddresses } from './address.js';
import type { ChatflowCredentials } from './credentials.js';

/** The call that sends a text through a flow, or the reason why it cannot be sent. */
export function toFlowCall(
  message: OutboundMessage,
  flowId: string,
  { baseUrl, apiToken }: ChatflowCredentials,
  maxUrlChars: number,
): ProviderHttpRequest | string {
  const text = message.text?.toWellFormed() ?? '';
  if (message.attachments.length > 0) return "ChatFlow's Flow API has no call for a file that is known.";
  if (text.trim() === '') return 'The message has neither a text nor a file.';
  const recipient = toDigits(message.to);
  if (recipient === null) return "ChatFlow's Flow API takes a phone number, and this person shows none.";
  const query = Object.entries({ flow_id: flowId, recipient, msg: text })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const url = `${baseUrl}/api/v1/n8n/action/text?${query}`;
  // The text is only known to work in the URL, and servers accept 8 KiB of it.
  if (url.length > maxUrlChars) return "The text is too long for ChatFlow's Flow API; send it in parts.";
  return { method: 'GET', url, headers: { authorization: `Bearer ${apiToken}` } };
}

function toDigits(address: string): string | null {
  const parsed = parseMessengerAddress(address.trim(), chatflowAddresses.homeCountry, 'international');
  const phone = parsed.type === 'not-a-person' ? null : (parsed.phone?.e164 ?? null);
  return phone === null ? null : phone.replaceAll(/\D/g, '');
}
