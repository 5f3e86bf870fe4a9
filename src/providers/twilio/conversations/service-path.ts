/**
 * Path of a service's resources; without a service, those of the account's default one (docs/providers/twilio.md,
 * "Conversations: which number").
 */
export function servicePath(service: string | null): string {
  return service === null ? '/v1' : `/v1/Services/${encodeURIComponent(service)}`;
}
