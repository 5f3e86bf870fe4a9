import { UnavailableError } from '../domain/errors.js';

/**
 * Settles as the work does, or rejects when it takes too long. The work itself goes on: what it stores later is found
 * to be there when the provider sends the same again.
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
