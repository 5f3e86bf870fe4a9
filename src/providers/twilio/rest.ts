/**
 * Client of Twilio's REST API: basic authentication, form requests, JSON answers (docs/providers/twilio.md, "Sending").
 */
import type { ProviderHttp, ProviderHttpRequest, ProviderHttpResult } from '../contract/provider-http.js';
import type { TwilioCredentials } from './credentials.js';
import { type Fields, toFields } from './fields.js';

/** One call; with `form` it is a POST. */
export interface RestCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly form?: readonly (readonly [name: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Uint8Array;
  readonly timeoutMs?: number;
}

/** A client for one account. Never throws. */
export type Rest = (call: RestCall) => Promise<ProviderHttpResult>;

/** Hosts of the products; an account with a `baseUrl` uses that for all. */
const hosts = {
  api: 'https://api.twilio.com',
  content: 'https://content.twilio.com',
  conversations: 'https://conversations.twilio.com',
  media: 'https://mcs.us1.twilio.com',
} as const;

/** Base URL of a product, without a trailing slash. */
export function baseUrlOf(credentials: TwilioCredentials, product: keyof typeof hosts): string {
  return credentials.baseUrl ?? hosts[product];
}

/**
 * Creates the client. A 401 means that nothing was done, so during a rotation of auth tokens the call is repeated with
 * the other token.
 */
export function createRest(credentials: TwilioCredentials, http: ProviderHttp): Rest {
  const authorizations = toAuthorizations(credentials);
  return async call => {
    let result: ProviderHttpResult = { ok: false, reached: false, reason: 'no credentials' };
    for (const authorization of authorizations) {
      result = await http(toRequest(call, authorization));
      if (!result.ok || result.status !== 401) return result;
    }
    return result;
  };
}

/** Values of `Authorization` to try, in order; several during a rotation of auth tokens. */
export function toAuthorizations(credentials: TwilioCredentials): readonly string[] {
  const { accountSid, apiKeySid, apiKeySecret, authToken, secondaryAuthToken } = credentials;
  const users: (readonly [string, string])[] =
    apiKeySid && apiKeySecret
      ? [[apiKeySid, apiKeySecret]]
      : [authToken, secondaryAuthToken].flatMap(token => (token ? [[accountSid, token] as const] : []));
  return users.map(([user, password]) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
}

function toRequest(call: RestCall, authorization: string): ProviderHttpRequest {
  const body = call.bytes ?? (call.form && toForm(call.form));
  return {
    method: call.method,
    url: call.url,
    headers: {
      authorization,
      ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
  };
}

/** Encodes a form, in the given order. */
export function toForm(pairs: readonly (readonly [name: string, value: string])[]): string {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
}

/** The JSON object in an answer; undefined when there is none. */
export function readAnswer(result: Extract<ProviderHttpResult, { ok: true }>): Fields | undefined {
  try {
    const json: unknown = JSON.parse(result.body);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? toFields(json) : undefined;
  } catch {
    return undefined;
  }
}
