/** Commands of the load generator. Each command takes a target and parameters, and returns numbers. */
import { setTimeout as delay } from 'node:timers/promises';
import { Arrivals } from './arrivals.mjs';
import { pickPerson, toRequest, toWebhook } from './bodies.mjs';
import { openHttp, runClosedLoop, toQuantiles } from './http.mjs';
import { openSubscribers } from './subscribers.mjs';

const arrivalTimeoutMs = 20_000;

/** Subscribers that stay open between commands, by the name of their target. */
const held = new Map();

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

/** Every known person of every company writes once. */
export async function introduce(target, { concurrency, knownPeople, keys }) {
  const http = openHttp(target, concurrency);
  const waiting = keys.flatMap(key =>
    Array.from({ length: knownPeople }, (_, n) => ({ key, person: n + 1 })),
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

/** Requests the first page of the inbox; `kind` is `request`, or `full` for 50 rows with lead and assignee. */
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

/** Opens subscribers and holds them; resolves when each has received a probe. */
export async function hold(target, { count, knownPeople }) {
  const arrivals = new Arrivals(false);
  const sinks = { onMessage: arrivals.onMessage };
  const seen = new Set();
  const subscribers = await openSubscribers(target, count, (subscriber, bytes, start, end) => {
    if (seen.size < count) seen.add(subscriber.index);
    sinks.onMessage(subscriber, bytes, start, end);
  });
  const http = openHttp(target, 1);
  try {
    for (let tries = 0; seen.size < count; tries += 1) {
      if (tries === 100) throw new Error(`Only ${seen.size} of ${count} subscribers receive anything.`);
      await http.send(toRequest(target, toWebhook(pickPerson(knownPeople), arrivals.next())));
      for (let waited = 0; seen.size < count && waited < 300; waited += 10) await delay(10);
    }
    // Probes that are still in flight would be counted as other messages.
    await delay(200);
  } finally {
    await http.close();
  }
  held.set(target.name, { subscribers, sinks, count });
  return { count };
}

/**
 * Opens subscribers of several targets, each with its own subscribe message, and holds them under the name of the
 * first argument; resolves when each has received a probe.
 */
export async function holdGroups(target, { groups, knownPeople }) {
  const seen = new Set();
  const opened = [];
  const http = openHttp(target, 1);
  let refusal = null;
  try {
    for (const [group, { target: ofGroup, subscribe }] of groups.entries()) {
      const onMessage = ({ index }, bytes, start, end) => {
        const name = `${group} ${index}`;
        if (seen.has(name)) return;
        seen.add(name);
        const text = bytes.toString('utf8', start, end);
        if (text.includes('"type":"error"') || text.includes('"errors":')) refusal ??= text.slice(0, 300);
      };
      opened.push(await openSubscribers(ofGroup, subscribe.length, onMessage, subscribe));
    }
    const count = groups.reduce((sum, { subscribe }) => sum + subscribe.length, 0);
    for (let tries = 0; seen.size < count && refusal === null; tries += 1) {
      if (tries === 100) throw new Error(`Only ${seen.size} of ${count} subscribers receive anything.`);
      await http.send(toRequest(target, toWebhook(pickPerson(knownPeople))));
      await delay(100);
    }
    if (refusal !== null) throw new Error(`A subscription was refused: ${refusal}`);
    held.set(target.name, {
      subscribers: {
        close: () => Promise.all(opened.map(each => each.close())),
        countClosed: () => opened.reduce((sum, each) => sum + each.countClosed(), 0),
      },
    });
    return { count };
  } finally {
    await http.close();
  }
}

/** Closes the subscribers of `hold` or `holdGroups`. */
export async function release(target) {
  const entry = held.get(target.name);
  held.delete(target.name);
  await entry?.subscribers.close();
  return { closedBefore: entry?.subscribers.countClosed() ?? 0 };
}

/** Events in sequence, each after all subscribers received the previous one: the time until the last one has it. */
export async function fanOutSingly(target, { events, knownPeople }) {
  const { sinks, count } = held.get(target.name);
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
  const { sinks, count } = held.get(target.name);
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
export async function endToEnd(target, { ratePerSecond, durationMs, warmupMs, knownPeople }) {
  const { sinks, count } = held.get(target.name);
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
        const request = toRequest(target, toWebhook(pickPerson(knownPeople), arrivals.next()));
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

/** Subscribes `missed` messages behind the end of the log and counts until they have arrived. */
export async function resume(target, { subscribe, missed }) {
  let count = 0;
  let lastAt = 0;
  let firstAt = 0;
  const startedAt = performance.now();
  const subscribers = await openSubscribers(
    target,
    1,
    () => {
      count += 1;
      lastAt = performance.now();
      if (count === 1) firstAt = lastAt;
    },
    subscribe,
  );
  try {
    for (
      const deadline = performance.now() + arrivalTimeoutMs;
      count < missed && performance.now() < deadline;
    )
      await delay(2);
  } finally {
    await subscribers.close();
  }
  if (count < missed) throw new Error(`${count} of ${missed} missed messages came.`);
  return {
    ms: lastAt - startedAt,
    firstMs: firstAt - startedAt,
    perSecond: missed / ((lastAt - startedAt) / 1_000),
  };
}

/**
 * Many subscribers that resume concurrently, each from its own position; `subscribe` and `missed` have one entry
 * each.
 * @returns when the last one has all missed messages, and how many arrived in total
 */
export async function herd(target, { subscribe, missed, timeoutMs }) {
  const counts = new Array(missed.length).fill(0);
  let waiting = missed.length;
  let total = 0;
  let lastAt = 0;
  const startedAt = performance.now();
  const subscribers = await openSubscribers(
    target,
    missed.length,
    ({ index }) => {
      total += 1;
      counts[index] += 1;
      if (counts[index] !== missed[index]) return;
      waiting -= 1;
      lastAt = performance.now();
    },
    subscribe,
  );
  try {
    for (const deadline = performance.now() + timeoutMs; waiting > 0 && performance.now() < deadline; )
      await delay(10);
    if (waiting > 0) throw new Error(`${waiting} of ${missed.length} subscribers did not catch up.`);
  } finally {
    await subscribers.close();
  }
  const ms = lastAt - startedAt;
  return { ms, deliveriesPerSecond: total / (ms / 1_000) };
}

let isProbing = false;

/** Ends `probe`. */
export function endProbe() {
  isProbing = false;
  return {};
}

/**
 * Posts webhooks to one target and requests pages of another at steady rates, without waiting for answers, for the
 * given time or until `endProbe`.
 * @returns the latencies of both
 */
export async function probe(target, { other, postsPerSecond, pagesPerSecond, durationMs, knownPeople }) {
  const [posts, pages] = [openHttp(target, 32), openHttp(other, 32)];
  const latencies = { post: [], page: [] };
  const failures = { post: 0, page: 0 };
  const running = [];
  const send = (kind, http, request) => {
    const before = performance.now();
    running.push(
      http.send(request).then(
        ({ status }) => {
          if (status === 200) latencies[kind].push(performance.now() - before);
          else failures[kind] += 1;
        },
        () => {
          failures[kind] += 1;
        },
      ),
    );
  };
  const sent = { post: 0, page: 0 };
  const startedAt = performance.now();
  isProbing = true;
  try {
    for (let elapsed = 0; isProbing && elapsed < durationMs; elapsed = performance.now() - startedAt) {
      for (; sent.post < (elapsed * postsPerSecond) / 1_000; sent.post += 1)
        send('post', posts, toRequest(target, toWebhook(pickPerson(knownPeople))));
      for (; sent.page < (elapsed * pagesPerSecond) / 1_000; sent.page += 1)
        send('page', pages, other.page.request);
      await delay(1);
    }
    await Promise.all(running);
  } finally {
    await Promise.all([posts.close(), pages.close()]);
  }
  return { post: toQuantiles(latencies.post), page: toQuantiles(latencies.page), failures };
}

/** Sends replies and waits until a subscriber received the SENT event of each. */
export async function reply(target, { concurrency, durationMs, conversationIds, subscribe }) {
  const http = openHttp(target, concurrency);
  const { toRequest: toReply, readId, readUpdate } = replyFormats[target.reply.format](target);
  const sentAt = new Map();
  const acceptedMs = [];
  const sentMs = [];
  const problems = [];
  const statuses = new Map();
  const subscribers = await openSubscribers(
    target,
    1,
    (_subscriber, bytes, start, end) => {
      const update = readUpdate(bytes.toString('utf8', start, end));
      if (update) statuses.set(update.id, { status: update.status, at: performance.now() });
    },
    subscribe,
  );
  await delay(300);
  const startedAt = performance.now();
  const endAt = startedAt + durationMs;
  let n = 0;
  const work = async () => {
    while (performance.now() < endAt) {
      n += 1;
      const conversationId = conversationIds[n % conversationIds.length];
      const before = performance.now();
      const { body } = await http.send(toReply(conversationId, `Добрый день! Да, есть. ${n}`));
      const answer = JSON.parse(body.toString());
      const id = readId(answer);
      if (!id) problems.push(JSON.stringify(answer).slice(0, 300));
      else {
        acceptedMs.push(performance.now() - before);
        sentAt.set(id, before);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
    const acceptedSeconds = (performance.now() - startedAt) / 1_000;
    const isDone = id => statuses.get(id)?.status === 'SENT' || statuses.get(id)?.status === 'FAILED';
    const deadline = performance.now() + arrivalTimeoutMs;
    while (![...sentAt.keys()].every(isDone) && performance.now() < deadline) await delay(10);
    const doneSeconds = (performance.now() - startedAt) / 1_000;
    let delivered = 0;
    for (const [id, before] of sentAt) {
      const found = statuses.get(id);
      if (found?.status !== 'SENT') continue;
      delivered += 1;
      sentMs.push(found.at - before);
    }
    return {
      accepted: { perSecond: acceptedMs.length / acceptedSeconds, ...toQuantiles(acceptedMs) },
      sent: { perSecond: delivered / doneSeconds, ...toQuantiles(sentMs) },
      missing: sentAt.size - delivered,
      problems: problems.slice(0, 3),
    };
  } finally {
    await subscribers.close();
    await http.close();
  }
}

/** How each server takes a reply, and tells that it was sent. */
const replyFormats = {
  floor: ({ reply: { path } }) => ({
    toRequest: (conversationId, text) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversationId, text }),
    }),
    readId: answer => answer.id,
    readUpdate: text => {
      const message = JSON.parse(text);
      return message.type === 'status' ? message : null;
    },
  }),
  graphql: ({ token, reply: { path, query } }) => ({
    toRequest: (conversationId, text) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input: { conversationId, text } } }),
    }),
    readId: answer => answer.data?.sendReply?.message?.id,
    // A message of a subscription comes in fragments, of which the last one lacks the beginning.
    readUpdate: text => {
      const { payload } = JSON.parse(text.replace(/^(?!\{"id")/, '{"payload":'));
      return payload?.data?.messageUpdated?.message ?? null;
    },
  }),
};
