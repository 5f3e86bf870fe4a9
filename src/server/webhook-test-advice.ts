/** What the answer to a test of a webhook URL means. Pure. */
import { RefusalReason, WebhookTestOutcome } from '../domain/vocabulary.js';
import type { ProviderHttpResult } from '../providers/contract/provider-http.js';

const { ACCEPTED, REFUSED, OTHER_ANSWER, NAME_UNKNOWN, NO_CONNECTION, TLS_FAILED, NO_ANSWER } =
  WebhookTestOutcome;

/** Classifies an answer. @param isInLedger true if the ledger has the row of this test */
export function toOutcome(answer: ProviderHttpResult, isInLedger: boolean): WebhookTestOutcome {
  if (answer.ok) {
    if (answer.status < 300) return isInLedger ? ACCEPTED : OTHER_ANSWER;
    return isOurRefusal(answer) ? REFUSED : OTHER_ANSWER;
  }
  if (/\b(?:ENOTFOUND|EAI_AGAIN)\b/.test(answer.reason)) return NAME_UNKNOWN;
  if (answer.reason.startsWith('TLS')) return TLS_FAILED;
  return answer.reached ? NO_ANSWER : NO_CONNECTION;
}

/** Other programs in front of the server answer with other bodies. */
function isOurRefusal({ status, body }: Extract<ProviderHttpResult, { ok: true }>): boolean {
  return [400, 401, 413].includes(status) && /"code":"(?:UNAUTHENTICATED|BODY_[A-Z_]+)"/.test(body);
}

const refusalAdvice: Readonly<Record<RefusalReason, string>> = {
  KEY_MISSING: 'The key did not arrive: let the proxy pass the query of the URL on.',
  KEY_UNKNOWN:
    'Another installation answers at PUBLIC_URL, or its processes have different AUTH_SECRETs; correct them.',
  SIGNATURE_MISSING: 'The signature did not arrive: let the proxy pass all headers on.',
  SIGNATURE_WRONG:
    'The signature did not fit: something changes the body or the URL on the way. PUBLIC_URL must be exactly the address that the provider calls.',
  BODY_UNREADABLE: 'The body was changed on the way; look for a proxy that converts it.',
  BODY_TOO_LARGE: 'Let the operator raise WEBHOOK_BODY_LIMIT_BYTES.',
  ACCOUNT_DISCONNECTED: 'The account is disconnected; connect it again first.',
};

/** What to do next. */
export function adviseOnTest(
  outcome: WebhookTestOutcome,
  answer: ProviderHttpResult,
  refusal: RefusalReason | null,
  publicUrl: string,
): string {
  const isLocal = /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(publicUrl);
  switch (outcome) {
    case ACCEPTED:
      return isLocal
        ? 'The URL works on this machine only: providers cannot reach it. Set PUBLIC_URL to the address that they call.'
        : 'The URL works. If nothing arrives, compare the URL at the provider with webhookUrl of the account: its key begins with the same characters.';
    case REFUSED:
      return refusal === null
        ? 'The server refused the sample; refusedWebhooks shows the reason.'
        : refusalAdvice[refusal];
    case OTHER_ANSWER:
      return answer.ok ? adviseOnStatus(answer.status) : answer.reason;
    case NAME_UNKNOWN:
      return 'The host of PUBLIC_URL does not resolve: correct it, or add the DNS record.';
    case NO_CONNECTION:
      return `No connection to the host of PUBLIC_URL: ${describe(answer)}. Check the port, the firewall, and that the proxy runs. Some networks cannot call their own public address; then test from outside.`;
    case TLS_FAILED:
      return `TLS failed: ${describe(answer)}. Providers refuse a certificate that is expired, self-signed, for another name, or without its intermediate certificates.`;
    case NO_ANSWER:
      return `The connection was made, and no answer came: ${describe(answer)}. Look at the log of the proxy and at /readyz.`;
  }
}

const describe = (answer: ProviderHttpResult): string => (answer.ok ? '' : answer.reason);

function adviseOnStatus(status: number): string {
  if (status < 300)
    return 'Something else answered at this address: PUBLIC_URL belongs to another server or another database.';
  if (status < 400)
    return 'The address redirects, and providers do not follow: set PUBLIC_URL to the address that it leads to.';
  if (status === 404) return 'The path is not passed on to the server: correct the routes of the proxy.';
  if (status === 401 || status === 403)
    return 'Something in front of the server refuses requests without a sign-in; except the webhook paths from it.';
  if (status >= 500)
    return 'The proxy does not reach the server, or the server cannot reach its database; see /readyz.';
  return 'Something in front of the server refuses the request.';
}
