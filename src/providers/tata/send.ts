/**
 * Sends one message through TATA (docs/providers/tata.md, "Sending"). The number's own token determines the sender, and
 * our id is sent in `metaData.custom_callback_data`: nothing else links the answer to the later statuses.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../contract/send.js';
import { toRefusal } from '../http/answer.js';
import { toCloudPayload } from '../meta/payload.js';
import { toCloudRecipient } from '../meta/recipient.js';
import { tataAddresses } from './address.js';
import { toBusinessNumber } from './business-number.js';
import { authorize, readTataCredentials } from './credentials.js';
import { toOutcome } from './outcome.js';
import { uploadToTata } from './upload-media.js';

/** Sends a text, or one file with its caption. Never throws and never retries. */
export async function sendThroughTata(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readTataCredentials(stored);
  if (credentials === null)
    return toRefusal(
      'The TATA account has no usable credentials: connect it again with a token for each number.',
    );
  const from = toBusinessNumber(message.from) ?? '';
  const token = Object.hasOwn(credentials.tokens, from) ? credentials.tokens[from] : undefined;
  if (token === undefined)
    return toRefusal(
      `The TATA account has no token for ${from}: add it to "tokens"; another number's would send from there.`,
    );
  const recipient = toCloudRecipient(message.to, tataAddresses.homeCountry);
  if (recipient === null)
    return toRefusal('The address is none that TATA can send to: a phone number or a user id of WhatsApp.');
  const [file] = message.attachments;
  // Validates first, so a message that cannot be sent is not uploaded.
  const draft = toCloudPayload(message, null);
  if (!draft.ok) return toRefusal(draft.detail);
  const uploaded = file ? await uploadToTata(file, token, credentials, http) : null;
  if (uploaded && 'failure' in uploaded) return uploaded.failure;
  const content = toCloudPayload(message, uploaded?.id ?? null);
  if (!content.ok) return toRefusal(content.detail);
  const plus = credentials.recipientFormat === 'digits' ? '' : '+';
  const to =
    recipient.type === 'user' ? { recipient: recipient.userId } : { to: `${plus}${recipient.digits}` };
  const result = await http({
    method: 'POST',
    url: `${credentials.baseUrl}/whatsapp-cloud/messages`,
    headers: {
      'content-type': 'application/json',
      authorization: authorize(token, credentials),
    },
    body: JSON.stringify({
      ...to,
      // Keeps the message out of the queue of TATA's own agents.
      source: 'external',
      ...content.payload,
      metaData: { custom_callback_data: message.messageId },
    }),
  });
  return toOutcome(result, Object.values(credentials.tokens));
}
