/**
 * The conversation at Twilio in which a person and one of our numbers write to each other
 * (docs/providers/twilio.md, "Conversations: sending").
 *
 * Twilio keeps one active conversation for a pair of addresses, so every caller finds or creates the same one.
 */

import type { ProviderHttpResult } from '../../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../contract/send.js';
import { type TwilioCredentials } from '../credentials.js';
import { readWord, toFields } from '../fields.js';
import { reject, toOutcomeBeforeSend } from '../outcome.js';
import { baseUrlOf, type Rest, readAnswer } from '../rest.js';
import { servicePath } from './service-path.js';

/** The conversation's id, or why there is none. */
export type Thread = { readonly sid: string } | { readonly failure: SendOutcome };

type Pair = Pick<OutboundMessage, 'from' | 'to'>;

/** Errors that say that the participant is there already. */
const alreadyThere = new Set(['50433', '50437']);
const pairTaken = '50416';

/** Finds the conversation of a pair, or creates it. Nothing is sent by that, so every failure can be retried. */
export async function findThread(pair: Pair, credentials: TwilioCredentials, rest: Rest): Promise<Thread> {
  const base = `${baseUrlOf(credentials, 'conversations')}${servicePath(credentials.serviceSid ?? null)}`;
  const search = new URLSearchParams({ Address: pair.to, PageSize: '50' });
  const found = await rest({ method: 'GET', url: `${base}/ParticipantConversations?${search}` });
  const json = found.ok && found.status === 200 ? readAnswer(found) : undefined;
  if (!json) return { failure: toFailure(found, credentials) };
  const sid = chooseConversation(json.conversations, pair);
  return sid === null ? makeThread(base, pair, credentials, rest) : { sid };
}

/** An open conversation of the pair, an active one first. */
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
  // Another request created it at the same moment; the error names the conversation that they got.
  const other =
    code === pairTaken ? /CH[0-9a-f]{32}/i.exec(readWord(answer, 'message') ?? '')?.[0] : undefined;
  return other ? { sid: other } : { failure: toFailure(joined, credentials) };
}

/** An answer that should have held the conversation and does not is as good as none. */
function toFailure(result: ProviderHttpResult, credentials: TwilioCredentials): SendOutcome {
  const outcome = toOutcomeBeforeSend(result, credentials);
  return outcome.outcome === 'ACCEPTED'
    ? reject('Twilio named no conversation for the two addresses.')
    : outcome;
}
