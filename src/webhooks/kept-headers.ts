/** Request headers that the ledger stores: useful for diagnosis, and without secrets. */
const keptNames = ['content-type', 'user-agent', 'x-request-id'] as const;

const maxValueLength = 200;

/** The headers to store. @param ofVendor the provider's own, in lower case */
export function keepHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  ofVendor: readonly string[] = [],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of [...keptNames, ...ofVendor]) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value.slice(0, maxValueLength).replaceAll('\u0000', '');
  }
  return kept;
}
