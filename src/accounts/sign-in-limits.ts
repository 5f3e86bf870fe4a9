/**
 * Rate limits for failed sign-ins. Successful ones are not counted, so normal work is not limited.
 *
 * | counted by            | failures | in     | against                                                        |
 * |-----------------------|----------|--------|----------------------------------------------------------------|
 * | client address        | 100      | 15 min | one machine that tries many accounts                           |
 * | address with e-mail   | 10       | 15 min | one machine that guesses one password                          |
 * | e-mail                | 50       | 60 min | many machines that guess one password                          |
 *
 * An attempt rejected by one row is not counted in the rows below: one machine can use only ten of an e-mail's fifty,
 * so it cannot lock the real user out. IPv6 is counted by /64, the smallest net that one customer gets. The counters
 * are per process; several processes multiply the limits by their number. They are kept in a fixed number of buckets
 * under a keyed hash, so made-up e-mails cannot grow the memory.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RateLimitedError } from '../domain/errors.js';

/** One row of the table. */
export interface FailureLimit {
  readonly failures: number;
  readonly windowSeconds: number;
}

/** The rows of the table. */
export interface SignInLimitTable {
  readonly address: FailureLimit;
  readonly addressWithEmail: FailureLimit;
  readonly email: FailureLimit;
}

/** The table above. */
const signInLimitTable: SignInLimitTable = {
  address: { failures: 100, windowSeconds: 900 },
  addressWithEmail: { failures: 10, windowSeconds: 900 },
  email: { failures: 50, windowSeconds: 3_600 },
};

/** Counts attempts. */
export interface SignInLimits {
  /**
   * Counts an attempt as failed until it succeeds.
   * @returns takes the count back; called when the attempt succeeded
   * @throws RateLimitedError when a limit is reached
   */
  begin(email: string, clientAddress: string): Promise<() => Promise<void>>;
}

/** Filling all to their limits takes 700 failures per second or more; about 200 password checks per second fit in. */
const buckets = 65_536;

/** Creates the limits of the table. */
export function createSignInLimits(table: SignInLimitTable = signInLimitTable): SignInLimits {
  const seed = randomBytes(32);
  const toBucket = (key: string) => createHmac('sha256', seed).update(key).digest().readUInt32BE() % buckets;
  const limiter = ({ failures, windowSeconds }: FailureLimit) =>
    new RateLimiterMemory({ points: failures, duration: windowSeconds });
  const byAddress = limiter(table.address);
  const byBoth = limiter(table.addressWithEmail);
  const byEmail = limiter(table.email);

  return {
    async begin(email, clientAddress) {
      const network = toNetwork(clientAddress);
      const counters = [
        [byAddress, toBucket(network)],
        [byBoth, toBucket(`${network} ${email}`)],
        [byEmail, toBucket(email)],
      ] as const;
      for (const [counter, bucket] of counters) await consume(counter, bucket);
      return async () => {
        for (const [counter, bucket] of counters) await counter.reward(bucket);
      };
    },
  };
}

async function consume(counter: RateLimiterMemory, bucket: number): Promise<void> {
  try {
    await counter.consume(bucket);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const { msBeforeNext } = refusal as { readonly msBeforeNext: number };
    throw new RateLimitedError('failed sign-ins', Math.max(1, Math.ceil(msBeforeNext / 1_000)));
  }
}

/** Counting key of an address: an IPv4 address itself, the /64 of an IPv6 address. */
function toNetwork(clientAddress: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(clientAddress)?.[1];
  if (mapped !== undefined || !isIPv6(clientAddress)) return mapped ?? clientAddress;
  const [head = '', tail = ''] = clientAddress.split('::');
  const groupsOf = (part: string) => part.split(':').filter(group => group !== '');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':');
}
