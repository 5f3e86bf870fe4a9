import { UnavailableError } from '../domain/errors.js';

/**
 * Settles like `work`, or rejects after the timeout. The work itself continues: what it stores later is found as a
 * repeat when the provider retries.
 *
 * @throws UnavailableError after the time
 */
export async function withinTime<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new UnavailableError('The webhook could not be stored in time')),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
