/**
 * Whether an address is the vendor's own, so that the account's credentials may be sent there: a link in a webhook is
 * untrusted input, and must not be able to send a token elsewhere.
 * @param baseUrl of the vendor's API, as the account has it
 * @param domains the vendor's own domains; what ends in one of them is the vendor's too
 */
export function isVendorUrl(url: string, baseUrl: string, domains: readonly string[] = []): boolean {
  const target = URL.parse(url);
  if (target === null || target.username !== '' || target.password !== '') return false;
  if (target.origin === URL.parse(baseUrl)?.origin) return true;
  const isOfDomain = domains.some(
    domain => target.hostname === domain || target.hostname.endsWith(`.${domain}`),
  );
  return target.protocol === 'https:' && isOfDomain;
}
