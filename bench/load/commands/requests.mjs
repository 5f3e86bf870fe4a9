/** Commands that only send requests: webhooks and inbox pages. */
import { pickPerson, toRequest, toWebhook } from '../bodies.mjs';
import { openHttp, runClosedLoop } from '../http.mjs';

/** Posts distinct messages with the given number of concurrent requests. */
export function post(target, { concurrency, durationMs, warmupMs, knownPeople, newShare }) {
  const next = () => toRequest(target, toWebhook(pickPerson(knownPeople, newShare)));
  return runClosedLoop(target, { concurrency, durationMs, warmupMs, next });
}

/** The same, each message to one of several companies, by their webhook keys. */
export function postToMany(target, { concurrency, durationMs, warmupMs, knownPeople, keys }) {
  const next = () => {
    const key = keys[Math.floor(Math.random() * keys.length)];
    return toRequest(toTargetOfKey(target, key), toWebhook(pickPerson(knownPeople)));
  };
  return runClosedLoop(target, { concurrency, durationMs, warmupMs, next });
}

/** Everyone writes once: the number of people of each company, in the order of its keys. */
export async function introduce(target, { concurrency, people, keys }) {
  const http = openHttp(target, concurrency);
  const waiting = keys.flatMap((key, index) =>
    Array.from({ length: people[index] }, (_, n) => ({ key, person: n + 1 })),
  );
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { status } = await http.send(toRequest(toTargetOfKey(target, next.key), toWebhook(next.person)));
      if (status !== 200) throw new Error(`A first message was answered with ${status}.`);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await http.close();
  }
  return {};
}

function toTargetOfKey(target, key) {
  const path = target.webhook.path.replace(/key=[^&]*/, `key=${key}`);
  return { ...target, webhook: { ...target.webhook, path } };
}

/** Requests the first page of the inbox; `kind` is `request` for 20 rows or `long` for 50, `fullShort` and `full` with lead and assignee. */
export function page(target, { concurrency, durationMs, warmupMs, kind = 'request' }) {
  const request = target.page[kind];
  return runClosedLoop(target, { concurrency, durationMs, warmupMs, next: () => request });
}

/**
 * Posts one message several times concurrently.
 * @returns the statuses, and the contact who wrote
 */
export async function copies(target, { count, knownPeople }) {
  const person = pickPerson(knownPeople);
  const request = toRequest(target, toWebhook(person));
  const http = openHttp(target, count);
  try {
    // Connections are opened beforehand, so that the copies arrive at the same time.
    await Promise.all(Array.from({ length: count }, () => http.send({ method: 'GET', path: '/readyz' })));
    const answers = await Promise.all(Array.from({ length: count }, () => http.send(request)));
    return { person, statuses: answers.map(answer => answer.status) };
  } finally {
    await http.close();
  }
}
