/** OpenAPI data of a vendor's webhooks: security schemes, proof headers, description. */

/** One credential of a request, as an `apiKey` scheme of OpenAPI. */
export interface SecurityScheme {
  /** Name of the scheme in the document. */
  readonly name: string;
  readonly in: 'header' | 'query';
  /** Name of the header or parameter. */
  readonly parameter: string;
  readonly description: string;
}

/** The key in the URL; every vendor's account has one. */
export const urlKeyScheme: SecurityScheme = {
  name: 'webhookKey',
  in: 'query',
  parameter: 'key',
  description: 'The webhook key of an account.',
};

/** Description of a vendor's webhooks. */
export interface WebhookDocumentation {
  /** File name of the set-up guide in `docs/providers`. */
  readonly page: string;
  /** The credential that proves a request; completes the phrase "proven by". */
  readonly proof: string;
  /** All schemes that `verify` uses. Only their headers may be read as a proof. */
  readonly security: readonly SecurityScheme[];
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  /** Response content types that the vendor accepts, other than JSON. */
  readonly answerTypes?: readonly string[];
}

/** Names of the headers that can prove a request, in lower case. */
export function proofHeadersOf({ security }: Pick<WebhookDocumentation, 'security'>): string[] {
  return security.flatMap(scheme => (scheme.in === 'header' ? [scheme.parameter.toLowerCase()] : []));
}
