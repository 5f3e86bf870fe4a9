/**
 * Finds or creates the conversation between a customer and one of our numbers at Twilio (docs/providers/twilio.md,
 * "Conversations: sending").
 *
 * Twilio keeps one active conversation per address pair, so every caller finds or creates the same one.
 */

import type { ProviderHttpResult } from '../../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../contract/send.js';
import { type TwilioCredentials } from '../credentials.js';
import { readWord, toFields } from '../fields.js';
import { reject, toOutcomeBeforeSend } from '../outcome.js';
import { baseUrlOf, type Rest, readAnswer } from '../rest.js';
import { servicePath } from './service-path.js';

/** The conversation's id, or the outcome that explains its absence. */
export type Thread = { readonly sid: string } | { readonly failure: SendOutcome };

type Pair = Pick<OutboundMessage, 'from' | 'to'>;

/** Error codes: the participant already exists. */
const alreadyThere = new Set(['50433', '50437']);
const pairTaken = '50416';

/** Finds or creates the conversation of a pair. It sends no message, so every failure can be retried. */
export async function findThread(pair: Pair, credentials: TwilioCredentials, rest: Rest): Promise<Thread> {
  const base = `${baseUrlOf(credentials, 'conversations')}${servicePath(credentials.serviceSid ?? null)}`;
  const search = new URLSearchParams({ Address: pair.to, PageSize: '50' });
  const found = await rest({ method: 'GET', url: `${base}/ParticipantConversations?${search}` });
  const json = found.ok && found.status === 200 ? readAnswer(found) : undefined;
  if (!json) return { failure: toFailure(found, credentials) };
  const sid = chooseConversation(json.conversations, pair);
  return sid === null ? makeThread(base, pair, credentials, rest) : { sid };
}

/** An open conversation of the pair; active ones are preferred. */
function chooseConversation(conversations: unknown, { from, to }: Pair): string | null {
  const open = (Array.isArray(conversations) ? conversations : []).flatMap(item => {
    const conversation = toFields(item);
    const binding = toFields(conversation.participant_messaging_binding);
    const state = readWord(conversation, 'conversation_state');
    const sid = readWord(conversation, 'conversation_sid');
    const isOurs = readWord(binding, 'proxy_address') === from && (readWord(binding, 'address') ?? to) === to;
    return isOurs && sid !== null && state !== 'closed' ? [{ sid, state }] : [];
  });
  return (open.find(({ state }) => state === 'active') ?? open[0])?.sid ?? null;
}

async function makeThread(
  base: string,
  pair: Pair,
  credentials: TwilioCredentials,
  rest: Rest,
): Promise<Thread> {
  const made = await rest({ method: 'POST', url: `${base}/Conversations`, form: [] });
  const json = made.ok && made.status < 300 ? readAnswer(made) : undefined;
  const sid = json ? readWord(json, 'sid') : null;
  if (sid === null) return { failure: toFailure(made, credentials) };
  const joined = await rest({
    method: 'POST',
    url: `${base}/Conversations/${encodeURIComponent(sid)}/Participants`,
    form: [
      ['MessagingBinding.Address', pair.to],
      ['MessagingBinding.ProxyAddress', pair.from],
    ],
  });
  if (joined.ok && joined.status < 300) return { sid };
  const answer = joined.ok ? (readAnswer(joined) ?? {}) : {};
  const code = readWord(answer, 'code') ?? '';
  if (alreadyThere.has(code)) return { sid };
  // A concurrent request created it; the error names that conversation.
  const other =
    code === pairTaken ? /CH[0-9a-f]{32}/i.exec(readWord(answer, 'message') ?? '')?.[0] : undefined;
  return other ? { sid: other } : { failure: toFailure(joined, credentials) };
}

/** An answer without the expected conversation counts as no answer. */
function toFailure(result: ProviderHttpResult, credentials: TwilioCredentials): SendOutcome {
  const outcome = toOutcomeBeforeSend(result, credentials);
  return outcome.outcome === 'ACCEPTED'
    ? reject('Twilio named no conversation for the two addresses.')
    : outcome;
}
