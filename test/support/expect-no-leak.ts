import { expect } from '@jest/globals';

/** What a response to an untrusted client must never contain: a stack, SQL, a local path, the names of drivers. */
const traces = [
  /\n\s+at /,
  /\bat \w+ \(/,
  /node_modules|node:internal|dist\/|src\/|\.[cm]?[jt]s:\d/,
  /\/(?:work|root|home|tmp|var|usr)\//,
  /\b(?:select|insert into|update|delete from)\b.*\b(?:from|values|set|where)\b/i,
  /\b(?:pg_|postgres|mikro|kysely|fastify|FST_ERR|apollo server|sqlstate|relation ")/i,
  /stacktrace/i,
];

/** Fails when the text of a response reveals internals of the server. */
export function expectNoLeak(text: string): void {
  // One assertion: each records a stack, and some tests check thousands of responses.
  expect(traces.filter(trace => trace.test(text)).map(trace => `${trace} in ${text}`)).toEqual([]);
}
