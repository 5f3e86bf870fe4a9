/**
 * Sends one message through WhatsApp Cloud (docs/providers/whatsapp-cloud.md, "Sending"). One call and no retry: there
 * is no idempotency key; our id is sent in `biz_opaque_callback_data` and returned in every status.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../contract/send.js';
import { toRefusal } from '../http/answer.js';
import { toCloudPayload } from '../meta/payload.js';
import { toCloudRecipient } from '../meta/recipient.js';
import { cloudAddresses } from './address.js';
import { defaultGraphVersion, readCloudCredentials } from './credentials.js';
import { toOutcome } from './outcome.js';

/** Sends a text, or one file with its caption. Never throws and never retries. */
export async function sendThroughCloud(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readCloudCredentials(stored);
  if (credentials === null)
    return toRefusal(
      'The WhatsApp Cloud account has no usable credentials: connect it again with its token.',
    );
  if (!/^\d{5,25}$/.test(message.from))
    return toRefusal(
      'The channel is no phone_number_id: create the channel with the id that the Meta console shows.',
    );
  const recipient = toCloudRecipient(message.to, cloudAddresses.homeCountry);
  if (recipient === null)
    return toRefusal('The address is none that WhatsApp can send to: a phone number or a user id.');
  const content = toCloudPayload(message);
  if (!content.ok) return toRefusal(content.detail);
  const { baseUrl, graphVersion = defaultGraphVersion, accessToken } = credentials;
  const result = await http({
    method: 'POST',
    url: `${baseUrl}/${graphVersion}/${message.from}/messages`,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...(recipient.type === 'user' ? { recipient: recipient.userId } : { to: recipient.digits }),
      ...content.payload,
      biz_opaque_callback_data: message.messageId,
    }),
  });
  return toOutcome(result, credentials);
}
