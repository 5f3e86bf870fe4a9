/**
 * Small tasks, a few in each round of the event loop, in the order in which they came.
 *
 * After a restart all clients connect in the same moment. Handled as they come, a webhook or a query would wait in
 * every round for a hundred handshakes and subscriptions, and it takes several rounds to answer one.
 */

/** Queues a task; it is started at once while the round has room. */
export type RoundQueue = (task: () => void) => void;

/** Signing in and subscribing take each about half a millisecond. */
const tasksARound = 4;

/** Creates a queue. `schedule` calls back once every other event of the round was handled. */
export function createRoundQueue(schedule: (round: () => void) => void = setImmediate): RoundQueue {
  const waiting: (() => void)[] = [];
  let started = 0;
  let isScheduled = false;

  const plan = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    schedule(round);
  };
  const round = (): void => {
    isScheduled = false;
    for (started = 0; started < tasksARound; ) {
      const next = waiting.shift();
      if (!next) return;
      started += 1;
      plan();
      next();
    }
  };
  return task => {
    plan();
    if (waiting.length > 0 || started === tasksARound) waiting.push(task);
    else {
      started += 1;
      task();
    }
  };
}
