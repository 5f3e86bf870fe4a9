/** Commands that time the events at the subscribers of `hold`. */
import { setTimeout as delay } from 'node:timers/promises';
import { Arrivals, arrivalTimeoutMs } from '../arrivals.mjs';
import { pickPerson, toRequest, toWebhook } from '../bodies.mjs';
import { openHttp, toQuantiles } from '../http.mjs';
import { heldOf } from './held-subscribers.mjs';

/** Events in sequence, each after all subscribers received the previous one: the time until the last one has it. */
export async function fanOutSingly(target, { events, knownPeople }) {
  const { sinks, count } = heldOf(target);
  const arrivals = new Arrivals(false);
  sinks.onMessage = arrivals.onMessage;
  const http = openHttp(target, 1);
  const lastMs = [];
  try {
    for (let n = 0; n < events; n += 1) {
      const marker = arrivals.next();
      await http.send(toRequest(target, toWebhook(pickPerson(knownPeople), marker)));
      if (!(await arrivals.wait(() => arrivals.countOf(marker) === count, arrivalTimeoutMs))) {
        throw new Error(`An event came to ${arrivals.countOf(marker)} of ${count} subscribers.`);
      }
      lastMs.push(arrivals.lastMs(marker));
      await delay(20);
    }
  } finally {
    await http.close();
  }
  return { lastMs: toQuantiles(lastMs) };
}

/** Events as fast as one client can post them: deliveries per second until all subscribers have all of them. */
export async function fanOutBurst(target, { events, knownPeople }) {
  const { sinks, count } = heldOf(target);
  const arrivals = new Arrivals(false);
  sinks.onMessage = arrivals.onMessage;
  const http = openHttp(target, 1);
  const startedAt = performance.now();
  try {
    for (let n = 0; n < events; n += 1) {
      await http.send(toRequest(target, toWebhook(pickPerson(knownPeople), arrivals.next())));
    }
    const expected = count * events;
    if (!(await arrivals.wait(() => arrivals.total === expected, arrivalTimeoutMs))) {
      throw new Error(`${arrivals.total} of ${expected} deliveries arrived.`);
    }
  } finally {
    await http.close();
  }
  return { deliveriesPerSecond: arrivals.total / ((performance.now() - startedAt) / 1_000) };
}

/** Posts at a steady rate, without waiting for answers, and times every arrival at every held subscriber. */
export async function endToEnd(target, { ratePerSecond, durationMs, warmupMs, knownPeople, newShare }) {
  const { sinks, count } = heldOf(target);
  const http = openHttp(target, 64);
  let arrivals = new Arrivals();
  let failed = 0;
  sinks.onMessage = (...message) => arrivals.onMessage(...message);
  const sendFor = async ms => {
    const startedAt = performance.now();
    const answers = [];
    for (let sent = 0; ; ) {
      const elapsed = performance.now() - startedAt;
      if (elapsed >= ms) break;
      for (; sent < (elapsed * ratePerSecond) / 1_000; sent += 1) {
        const request = toRequest(target, toWebhook(pickPerson(knownPeople, newShare), arrivals.next()));
        const answer = http.send(request).then(
          ({ status }) => {
            if (status !== 200) failed += 1;
          },
          () => {
            failed += 1;
          },
        );
        answers.push(answer);
      }
      await delay(1);
    }
    return answers;
  };
  try {
    const warm = await sendFor(warmupMs);
    await Promise.all(warm);
    await arrivals.wait(() => arrivals.total >= warm.length * count, 2_000);
    await delay(100);
    arrivals = new Arrivals();
    failed = 0;
    const startedAt = performance.now();
    const answers = await sendFor(durationMs);
    await Promise.all(answers);
    const isComplete = await arrivals.wait(() => arrivals.total >= (answers.length - failed) * count, 5_000);
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      ...toQuantiles(arrivals.latencies),
      sent: answers.length,
      failed,
      isComplete,
      missing: answers.length * count - arrivals.total,
      deliveriesPerSecond: arrivals.total / seconds,
    };
  } finally {
    await http.close();
  }
}
