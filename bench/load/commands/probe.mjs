/** Steady load next to another measurement. */
import { setTimeout as delay } from 'node:timers/promises';
import { pickPerson, toRequest, toWebhook } from '../bodies.mjs';
import { openHttp, toQuantiles } from '../http.mjs';

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
