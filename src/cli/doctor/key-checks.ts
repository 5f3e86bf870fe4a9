/** Strength of the secrets in the environment. */
import type { Config } from '../../config.js';
import { type Check, fail, ok, warn } from './check.js';

/** Bits below which a secret is certainly not random. 32 random bytes are counted as about 155. */
const minBits = 100;

/** Checks SECRETS_KEY, SECRETS_KEY_PREVIOUS and AUTH_SECRET; their values are not printed. */
export function checkKeys({ secretsKey, secretsKeyPrevious, authSecret }: Config): Check[] {
  const checks: Check[] = [];
  const keys = { SECRETS_KEY: secretsKey, SECRETS_KEY_PREVIOUS: secretsKeyPrevious };
  for (const [name, key] of Object.entries(keys)) {
    if (key === undefined) continue;
    checks.push(
      countBits([...Buffer.from(key, 'base64')]) < minBits
        ? fail(
            name,
            'is not random: bytes repeat',
            'make a new key with "openssl rand -base64 32" and change to it with "trunkline secrets rotate"',
          )
        : ok(name, '32 bytes that look random'),
    );
  }
  if (authSecret !== undefined) checks.push(checkAuthSecret(authSecret, secretsKey));
  return checks;
}

function checkAuthSecret(authSecret: string, secretsKey: string | undefined): Check {
  const advice =
    'make another with "openssl rand -base64 48"; all sessions, links and cursors end with the change';
  if (countBits([...authSecret]) < minBits)
    return fail('AUTH_SECRET', 'is not random: characters repeat', advice);
  if (authSecret === secretsKey) return warn('AUTH_SECRET', 'is the same text as SECRETS_KEY', advice);
  return ok('AUTH_SECRET', `${authSecret.length} characters that look random`);
}

/** Length times the entropy of the distribution of symbols: an upper bound, which repetition lowers. */
function countBits(symbols: readonly unknown[]): number {
  const counts = Map.groupBy(symbols, symbol => symbol);
  return [...counts.values()].reduce(
    (bits, { length }) => bits - length * Math.log2(length / symbols.length),
    0,
  );
}
