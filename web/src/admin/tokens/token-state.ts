/** Whether a token is accepted. */
export function stateOf(
  token: { readonly revokedAt: string | null; readonly expiresAt: string | null },
  now = Date.now(),
): 'ACTIVE' | 'REVOKED' | 'EXPIRED' {
  if (token.revokedAt !== null) return 'REVOKED';
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now ? 'EXPIRED' : 'ACTIVE';
}
