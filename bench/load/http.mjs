/** Requests over kept-alive connections, one at a time on each, with minimal CPU use in the client. */
import { Pool } from 'undici';

/** A pool of `connections` to a target; close it after use. */
export function openHttp(target, connections) {
  const pool = new Pool(target.url, {
    connections,
    pipelining: 1,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
  });
  return {
    /** Resolves with the status and the body; rejects when the connection fails. */
    send: request =>
      new Promise((resolve, reject) => {
        let status = 0;
        const chunks = [];
        pool.dispatch(request, {
          onRequestStart() {},
          onResponseStart(_controller, statusCode) {
            status = statusCode;
          },
          onResponseData(_controller, chunk) {
            chunks.push(chunk);
          },
          onResponseEnd() {
            resolve({ status, body: chunks.length === 1 ? chunks[0] : Buffer.concat(chunks) });
          },
          onResponseError(_controller, error) {
            reject(error);
          },
        });
      }),
    close: () => pool.destroy(),
  };
}

/**
 * Keeps `concurrency` requests in flight for a time. Those in the first `warmupMs` are not counted.
 * @returns requests per second, latencies in milliseconds, the number of answers, and the answers other than 2xx
 */
export async function runClosedLoop(target, { concurrency, durationMs, warmupMs, next }) {
  const http = openHttp(target, concurrency);
  const latencies = [];
  let answered = 0;
  const failures = new Map();
  const startAt = performance.now() + warmupMs;
  const endAt = startAt + durationMs;
  let lastAt = startAt;
  const work = async () => {
    for (let now = performance.now(); now < endAt; now = performance.now()) {
      const { status } = await http.send(next());
      const done = performance.now();
      answered += 1;
      if (status < 200 || status > 299) failures.set(status, (failures.get(status) ?? 0) + 1);
      else if (done >= startAt && done <= endAt) {
        latencies.push(done - now);
        lastAt = done;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await http.close();
  }
  const seconds = (Math.max(lastAt, startAt + 1) - startAt) / 1_000;
  return {
    perSecond: latencies.length / seconds,
    ...toQuantiles(latencies),
    answered,
    failures: Object.fromEntries(failures),
  };
}

/** Median, 99th percentile and maximum. */
export function toQuantiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
