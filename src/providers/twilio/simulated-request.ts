/** Shared by both products' simulators: ids, signed forms, and Twilio's JSON answers. */
import { createHash } from 'node:crypto';
import { Fault } from '../../domain/vocabulary.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type {
  SimulatedDelivery,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
} from '../contract/simulator.js';
import { isWhatsapp } from './address.js';
import { toForm } from './rest.js';
import { signTwilioRequest } from './signature.js';

/** An id in Twilio's format: two letters and 32 hexadecimal digits; deterministic for a seed. */
export function toSid(prefix: string, seed: string): string {
  return prefix + createHash('md5').update(seed).digest('hex');
}

/** A customer's address in Twilio's format for the channel, from any spelling. */
export function toTwilioAddress(person: string, channel: string): string {
  if (/^[a-z]+:/i.test(person)) return person;
  const digits = person.split('@', 1)[0]?.replaceAll(/\D/g, '') ?? '';
  return `${isWhatsapp(channel) ? 'whatsapp:' : ''}+${digits}`;
}

/** Target of a signed form. */
export interface FormTarget {
  readonly publicUrl: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A form signed like Twilio does, over the public URL; the fault BAD_SIGNATURE forges it. */
export function toSignedForm(
  target: FormTarget,
  fields: Readonly<Record<string, string>>,
  { accountSid, authToken }: ProviderCredentials,
  faults: readonly Fault[] = [],
): SimulatedWebhook {
  const { query } = target;
  const search = new URLSearchParams(query).toString();
  const url = `${target.publicUrl.replace(/\/$/, '')}${target.path}${search === '' ? '' : `?${search}`}`;
  const pairs = Object.entries({ AccountSid: String(accountSid), ...fields });
  const token = faults.includes(Fault.BAD_SIGNATURE) ? 'not-the-token' : String(authToken);
  return {
    path: target.path,
    query,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': signTwilioRequest(url, pairs, token),
    },
    body: toForm(pairs),
  };
}

/** A JSON answer. */
export function answerJson(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatorReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** An error in Twilio's format. */
export function answerError(status: number, code: number, message: string): SimulatorReply {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return answerJson(status, body, status === 429 ? { 'retry-after': '2' } : {});
}

/** The account of a call that reads it, or its messages; null for any other call. */
export function answerAccount(request: SimulatorRequest): SimulatorReply | null {
  const [, sid, isList] =
    /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})(\/Messages)?\.json$/i.exec(request.path) ?? [];
  if (request.method !== 'GET' || sid === undefined) return null;
  if (isList !== undefined) return answerJson(200, { messages: [], page: 0, page_size: 1 });
  return answerJson(200, { sid, friendly_name: 'Simulated', status: 'active', type: 'Full' });
}

/**
 * Refuses a call without credentials, and one with a token that begins with `revoked`; null for a call with any other.
 */
export function refuseUnknownCaller({ headers }: SimulatorRequest): SimulatorReply | null {
  const basic = /^Basic (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const isKnown = /^(?:AC|SK)[0-9a-f]{32}:(?!revoked).+$/i.test(
    Buffer.from(basic, 'base64').toString('utf8'),
  );
  return isKnown ? null : answerError(401, 20003, 'Authenticate');
}

/** The account of a call; a fixed account for a call with an API key. */
export function toAccountSid({ headers }: SimulatorRequest): string {
  const basic = /^Basic (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const [user = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':', 1);
  return user.startsWith('AC') ? user : toSid('AC', user);
}

/** Twilio's error for free-form text outside WhatsApp's window; reported later, by a status. */
export const windowClosedCode = '63016';

/** True if the fault applies to an accepted message: not to a template, nor to SMS, which has no window. */
export function isWindowClosed({ to, template }: SimulatedDelivery, faults: readonly Fault[]): boolean {
  return faults.includes(Fault.WINDOW_CLOSED) && isWhatsapp(to) && template === undefined;
}

/** The answer that a fault causes for an otherwise accepted send; null without one. */
export function answerFault(faults: readonly Fault[]): SimulatorReply | null {
  if (faults.includes(Fault.RATE_LIMIT)) return answerError(429, 20429, 'Too Many Requests');
  if (faults.includes(Fault.REFUSED))
    return answerError(400, 21610, 'Attempt to send to unsubscribed recipient');
  if (!faults.includes(Fault.HTML_ANSWER)) return null;
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html><html><title>Twilio</title></html>',
  };
}
