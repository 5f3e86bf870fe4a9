/** Passwords: argon2id, with the parameters that OWASP's Password Storage Cheat Sheet gives first. */
import { hash, verify } from '@node-rs/argon2';

/**
 * 19 MiB, two passes, one lane; argon2id is the library's default algorithm. One check took 10 ms on a quiet 2-core
 * machine and 58 ms on a busy one: too short for a person to notice, long enough to slow down guessing.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a discarded random text, with the same parameters: the check for an unknown user takes as long. */
const hashOfNobody =
  '$argon2id$v=19$m=19456,t=2,p=1$76y0wDjColIG6YtTL9WBhw$FooZQAfmmiiGKLlVBpKj4FJN84k7r3vu/S0qVAQ/Tt8';

/** Longer texts are never passwords; they are rejected before any hashing, for known and unknown users. */
export const maxPasswordChars = 1_024;

/** Hashes a password for storage: a PHC string with its own random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/**
 * True if the password matches the hash. `null` stands for an unknown user: it costs the same work and is always false,
 * so that the response time does not reveal which addresses have an account.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  if (password.length > maxPasswordChars) return false;
  const isMatch = await verify(passwordHash ?? hashOfNobody, password);
  return isMatch && passwordHash !== null;
}
