/**
 * True if a URL is on the vendor's hosts, so the account's credentials may be sent there. A link in a webhook is
 * untrusted input and must not direct a token elsewhere.
 * @param baseUrl base URL of the vendor's API, from the account
 * @param domains the vendor's own domains, subdomains included
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
