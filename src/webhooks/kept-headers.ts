/** Request headers that the ledger keeps: those that help to understand a delivery, none that can hold a secret. */
const keptNames = ['content-type', 'user-agent', 'x-request-id'] as const;

const maxValueLength = 200;

/** The headers worth keeping. @param ofVendor those of the provider, in small letters */
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
