/**
 * Runs small tasks in order of arrival, a few in each round of the event loop.
 *
 * After a restart all clients reconnect at the same time. Without the queue, a webhook or a query would wait in every
 * round for a hundred handshakes and subscriptions, and one response takes several rounds.
 */

/** Queues a task; it starts at once while the round has capacity. */
export type RoundQueue = (task: () => void) => void;

/** Authentication and subscribing take about half a millisecond each. */
const tasksARound = 4;

/** Creates a queue. `schedule` calls back after all other events of the round were handled. */
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
