/** What the OpenAPI document says of a vendor's webhooks, and by which headers a request is proven. */

/** One kind of credential of a request, as an `apiKey` scheme of OpenAPI. */
export interface SecurityScheme {
  /** Its name in the document. */
  readonly name: string;
  readonly in: 'header' | 'query';
  /** The header or parameter. */
  readonly parameter: string;
  readonly description: string;
}

/** The key in the URL, which every vendor's account has. */
export const urlKeyScheme: SecurityScheme = {
  name: 'webhookKey',
  in: 'query',
  parameter: 'key',
  description: 'The webhook key of an account.',
};

/** A vendor's webhooks in words. */
export interface WebhookDocumentation {
  /** File name of the set-up guide in `docs/providers`. */
  readonly page: string;
  /** What proves a request, in place of the object of "proven by". */
  readonly proof: string;
  /** Every scheme that `verify` knows: a header of it is read as a proof, and nothing else may be. */
  readonly security: readonly SecurityScheme[];
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  /** Content types of answers, other than JSON, that the vendor reads. */
  readonly answerTypes?: readonly string[];
}

/** The headers that may prove a request, in small letters. */
export function proofHeadersOf({ security }: Pick<WebhookDocumentation, 'security'>): string[] {
  return security.flatMap(scheme => (scheme.in === 'header' ? [scheme.parameter.toLowerCase()] : []));
}
