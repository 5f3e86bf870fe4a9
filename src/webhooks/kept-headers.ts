/** Request headers that the ledger keeps: those that help to understand a delivery, none that can hold a secret. */
const keptNames = [
  'content-type',
  'user-agent',
  'x-request-id',
  'x-twilio-idempotency-token',
  'i-twilio-idempotency-token',
] as const;

const maxValueLength = 200;

/** The headers worth keeping. */
export function keepHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptNames) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value.slice(0, maxValueLength).replaceAll('\u0000', '');
  }
  return kept;
}
