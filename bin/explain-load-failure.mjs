/** Why the program could not be loaded, as one sentence; null for a fault of the program itself. */
export function explainLoadFailure(error) {
  const text = error instanceof Error ? error.message : String(error);
  if (!/native binding|@node-rs\/argon2/.test(text)) return null;
  return 'The native part of @node-rs/argon2 (passwords) is missing: install again without "--omit=optional", on the platform that the server runs on.';
}
