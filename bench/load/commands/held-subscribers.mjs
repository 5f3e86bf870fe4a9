/** Subscribers that stay open between commands. */
import { setTimeout as delay } from 'node:timers/promises';
import { Arrivals } from '../arrivals.mjs';
import { pickPerson, toRequest, toWebhook } from '../bodies.mjs';
import { openHttp } from '../http.mjs';
import { openSubscribers } from '../subscribers.mjs';

/** By the name of their target. */
const held = new Map();

/** Those of a target. */
export const heldOf = target => held.get(target.name);

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
