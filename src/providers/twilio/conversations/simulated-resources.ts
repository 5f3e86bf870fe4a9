/** Conversations resources as in REST answers, with all fields of the vendor's JSON. */
import { toSid } from '../simulated-request.js';
import type { SimulatedThread } from './simulated-threads.js';

const host = 'https://conversations.twilio.com';

/** Location of a resource: the calling account, and the path up to `/Conversations`. */
export interface SimulatedPlace {
  readonly accountSid: string;
  readonly base: string;
}

/** A participant with a phone. */
export function toParticipantResource(
  { sid, participantSid, address, proxyAddress }: SimulatedThread,
  { accountSid, base }: SimulatedPlace,
) {
  const now = toSeconds(new Date());
  return {
    account_sid: accountSid,
    conversation_sid: sid,
    sid: participantSid,
    identity: null,
    attributes: '{}',
    messaging_binding: {
      type: address.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
      address,
      proxy_address: proxyAddress,
    },
    role_sid: toSid('RL', 'participant'),
    date_created: now,
    date_updated: now,
    last_read_message_index: null,
    last_read_timestamp: null,
    url: `${host}${base}/Conversations/${sid}/Participants/${participantSid}`,
  };
}

/** The only page of a conversation's participants. */
export function toParticipantPage(thread: SimulatedThread, place: SimulatedPlace) {
  const url = `${host}${place.base}/Conversations/${thread.sid}/Participants?PageSize=50&Page=0`;
  return {
    meta: {
      page: 0,
      page_size: 50,
      first_page_url: url,
      previous_page_url: null,
      url,
      next_page_url: null,
      key: 'participants',
    },
    participants: [toParticipantResource(thread, place)],
  };
}

/** A message created by REST. */
export function toMessageResource(
  thread: SimulatedThread,
  { accountSid, base }: SimulatedPlace,
  { sid, form }: { readonly sid: string; readonly form: URLSearchParams },
) {
  const now = toSeconds(new Date());
  const url = `${host}${base}/Conversations/${thread.sid}/Messages/${sid}`;
  const mediaSid = form.get('MediaSid');
  return {
    account_sid: accountSid,
    conversation_sid: thread.sid,
    sid,
    index: 1,
    author: form.get('Author') ?? 'system',
    body: form.get('Body'),
    media: mediaSid === null ? null : [{ sid: mediaSid }],
    attributes: form.get('Attributes') ?? '{}',
    participant_sid: null,
    date_created: now,
    date_updated: now,
    delivery: null,
    content_sid: form.get('ContentSid'),
    url,
    links: { delivery_receipts: `${url}/Receipts` },
  };
}

/** REST answers have whole seconds. */
function toSeconds(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
