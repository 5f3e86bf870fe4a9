/**
 * Looks up the channel of an event at Twilio, after the acknowledgement (docs/providers/twilio.md, "Conversations:
 * which number").
 */
import type { ChannelLookup } from '../../../domain/channel-lookup.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { ProviderHttp, ProviderHttpResult } from '../../contract/provider-http.js';
import { redactText } from '../../contract/redact.js';
import { readTwilioCredentials, secretsOf } from '../credentials.js';
import { explainCode } from '../error-codes.js';
import { readRetryAfter } from '../outcome.js';
import { baseUrlOf, createRest, type Rest, readAnswer } from '../rest.js';
import { type Lookup, parseLookup } from './lookup.js';
import { type Binding, chooseBinding, readBindingOf, readBindings } from './participants.js';
import { servicePath } from './service-path.js';

/** Limit of participant pages; a conversation has at most 50 phone participants. */
const maxPages = 10;
/** Wrong credentials have to be fixed by a user. */
const refusedRetryMs = 5 * 60_000;

type Found = { readonly bindings: readonly Binding[] } | { readonly failure: ChannelLookup };

/** Fetches the author's participant, or else all. A custom route set to one number answers without a call. */
export async function findConversationChannel(
  text: string,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<ChannelLookup> {
  const credentials = readTwilioCredentials(stored);
  const lookup = parseLookup(text);
  if (credentials === null) return retry('The Twilio account has no usable credentials.', refusedRetryMs);
  if (lookup === null) return notFound('The event does not say what to ask for.');
  const ofRoute = findConversationChannelByRoute(text, stored);
  if (ofRoute) return ofRoute;
  if (lookup.conversation === '') return notFound('The event names no conversation.');
  const service = lookup.service ?? credentials.serviceSid ?? null;
  const base = `${baseUrlOf(credentials, 'conversations')}${servicePath(service)}`;
  const url = `${base}/Conversations/${encodeURIComponent(lookup.conversation)}/Participants`;
  const rest = createRest(credentials, http);
  const mask = (words: string) => redactText(words, secretsOf(credentials));
  const participant = lookup.who?.startsWith('MB') ? lookup.who : null;
  if (participant !== null) {
    const one = await fetchOne(rest, `${url}/${encodeURIComponent(participant)}`, mask);
    if ('bindings' in one && one.bindings.some(({ proxyAddress }) => proxyAddress !== null)) {
      return toLookup(one.bindings, null);
    }
    if ('failure' in one && one.failure.outcome === 'RETRY') return one.failure;
  }
  const all = await fetchAll(rest, url, mask);
  return 'failure' in all ? all.failure : toLookup(all.bindings, addressOf(lookup));
}

/** Answers from the settings, without a call, when the account's custom route is set to one number. */
export function findConversationChannelByRoute(
  text: string,
  stored: ProviderCredentials,
): ChannelLookup | null {
  const lookup = parseLookup(text);
  if (lookup === null || lookup.route === null) return null;
  const routes = readTwilioCredentials(stored)?.routes ?? {};
  const channel = Object.hasOwn(routes, lookup.route) ? routes[lookup.route] : undefined;
  if (channel === undefined || channel === '*') return null;
  return { outcome: 'FOUND', channelExternalId: channel, personAddress: addressOf(lookup) };
}

function addressOf({ who }: Lookup): string | null {
  return who === null || who.startsWith('MB') ? null : who;
}

function toLookup(bindings: readonly Binding[], author: string | null): ChannelLookup {
  const chosen = chooseBinding(bindings, author);
  return chosen
    ? { outcome: 'FOUND', ...chosen }
    : notFound('No participant of the conversation is on one of our numbers.');
}

async function fetchOne(rest: Rest, url: string, mask: (words: string) => string): Promise<Found> {
  const result = await rest({ method: 'GET', url });
  const json = result.ok && result.status === 200 ? readAnswer(result) : undefined;
  return json ? { bindings: [readBindingOf(json)] } : { failure: toFailure(result, mask) };
}

/** Follows the pages. A next page on another host is a vendor's error or an attack, and is not followed. */
async function fetchAll(rest: Rest, url: string, mask: (words: string) => string): Promise<Found> {
  const bindings: Binding[] = [];
  let next: string | null = `${url}?PageSize=100`;
  for (let page = 0; next !== null && page < maxPages; page += 1) {
    const result: ProviderHttpResult = await rest({ method: 'GET', url: next });
    const json = result.ok && result.status === 200 ? readAnswer(result) : undefined;
    if (!json) return { failure: toFailure(result, mask) };
    bindings.push(...readBindings(json));
    const { next_page_url: following } = (json.meta ?? {}) as { next_page_url?: unknown };
    next = typeof following === 'string' && following.startsWith(`${url}?`) ? following : null;
  }
  return { bindings };
}

function toFailure(result: ProviderHttpResult, mask: (words: string) => string): ChannelLookup {
  if (!result.ok) return retry(`Twilio could not be asked: ${mask(result.reason)}.`, null);
  const { status } = result;
  if (status === 401 || status === 403) return retry(explainCode('20003') ?? '', refusedRetryMs);
  if (status === 404) return notFound('Twilio no longer knows the conversation or its participant.');
  if (status === 429 || status === 408 || status >= 500 || status < 400) {
    return retry(`Twilio answered HTTP ${status} to the question.`, readRetryAfter(result));
  }
  return notFound(`Twilio answered HTTP ${status} to the question.`);
}

function retry(detail: string, retryAfterMs: number | null): ChannelLookup {
  return { outcome: 'RETRY', detail, retryAfterMs };
}

function notFound(detail: string): ChannelLookup {
  return { outcome: 'NOT_FOUND', detail };
}
