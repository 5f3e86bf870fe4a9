/** A lock that the tabs of an origin share. */

/** The part of the Web Locks API in use. */
interface Locks {
  request<Result>(
    name: string,
    options: { readonly signal: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result>;
}

/** A tab that the browser has frozen can hold the lock for hours. The work then runs without it. */
const longestWaitMs = 10_000;

const queues = new Map<string, Promise<void>>();

/**
 * Runs the work while no other tab runs work of this name. Without Web Locks (a page without HTTPS, older Node.js) it
 * excludes only work of this process: the work must tolerate a second one elsewhere.
 */
export async function withSharedLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = (globalThis as { navigator?: { locks?: Locks } }).navigator ?? {};
  if (!locks) return withOwnLock(name, work);
  let hasStarted = false;
  try {
    return await locks.request(name, { signal: AbortSignal.timeout(longestWaitMs) }, () => {
      hasStarted = true;
      return work();
    });
  } catch (error) {
    if (hasStarted) throw error;
    return withOwnLock(name, work);
  }
}

async function withOwnLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const result = (queues.get(name) ?? Promise.resolve()).then(work);
  const ended = result.then(
    () => {},
    () => {},
  );
  queues.set(name, ended);
  try {
    return await result;
  } finally {
    if (queues.get(name) === ended) queues.delete(name);
  }
}
