/** Path of a service, or of the account's default one (docs/providers/twilio.md, "Conversations: which number"). */
export function servicePath(service: string | null): string {
  return service === null ? '/v1' : `/v1/Services/${encodeURIComponent(service)}`;
}
